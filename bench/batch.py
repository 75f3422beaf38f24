"""A batch of objector against the barest hand-written Playwright loop, on the same replica; Linux only.

Prints accounts a minute for a batch whose mails are delayed, for the bare loop with the same delay, and for the bare loop
without any, times the cores: what the CPU would allow if nothing but the bare filing took any. That limit is told in three ways:
for a loop whose browser and replica share one core with it; for one that has all cores, of which it uses more than one at a time,
so that times the cores is more than they can do; and by the CPU seconds that this one takes. All file for accounts that are
signed in. Then the memory that an account in flight takes: batches whose mails never come, of several sizes, a line through the
proportional set sizes (PSS) of all their processes. With --growth, what a batch of so many accounts grows by, most of which
sign in first.

Results are printed as they come, what is going on on standard error. On a quiet machine with two cores, all of it takes about
10 minutes, and another 20 with --growth 1000.

    uv run python -m bench.batch [--accounts 100] [--delay 10] [--bare 20] [--in-flight 4 12 20 28] [--growth 1000]
"""

import argparse
import asyncio
import json
import os
import secrets
import signal
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from bench.filing import FACEBOOK
from bench.workplace import workplace
from objector.browser.find import find_browser
from objector.browser.launch import key_hash
from objector.cases.database import open_database
from objector.cases.model import Account
from objector.cases.roster import Roster
from objector.mail.mailbox import mailbox_password_name
from objector.rehearsal.mailbox import rehearsal_mailbox
from objector.rehearsal.replica import replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.run import INBOX, Plan, Stage
from objector.rehearsal.scenario import Platform, Scenario, Scenes
from objector.secrets.sessions import open_sessions
from objector.secrets.vault import REHEARSAL, Vault
from objector.settings import Settings

NEVER = 86_400.0
"""Seconds after which a mail comes too late for any of this."""

IN_FLIGHT = (4, 12, 20, 28)
"""How many accounts wait at the same time where memory is measured."""

LEAST_TIMES_BARE, LEAST_OF_CPU, MOST_MEMORY = 8.0, 0.8, 120.0
"""What is aimed at: times the bare loop, share of the CPU limit, and megabytes an account in flight."""

SCENE = Scenario()


@dataclass(frozen=True)
class Set:
    """A stage with everybody on it; ``scenes`` says how long mails take."""

    stage: Stage
    accounts: Sequence[Account]
    scenes: dict[Platform, Scenario]

    def delay(self, seconds: float) -> None:
        self.scenes[Platform.FACEBOOK] = replace(SCENE, mail_delay=seconds)


@asynccontextmanager
async def furnished(count: int, home: Path) -> AsyncIterator[Set]:
    """Set the stage with so many accounts, their secrets in the keyring of this session."""
    going_on(f"{count} accounts and their passwords are made")
    residents = [Resident(email=f"facebook{n}@rehearsal.test", password=secrets.token_urlsafe(9)) for n in range(count)]
    password, scenes = secrets.token_urlsafe(12), {Platform.FACEBOOK: SCENE}
    async with (
        rehearsal_mailbox(INBOX, password) as inbox,
        replica(Scenes(by_platform=scenes), residents, deliver=inbox.deliver) as site,
    ):
        vault = Vault(REHEARSAL)
        vault.put(mailbox_password_name(INBOX), password)
        plan = Plan(flows=("facebook",), accounts=count, scenario=SCENE)
        settings = Settings(home=home, ledger=None, site=site.address, site_cert=site.certificate)
        stage = Stage(plan=plan, settings=settings, vault=vault, site=site, inbox=inbox, residents=residents)
        os.environ |= {"OBJECTOR_HOME": str(home), "OBJECTOR_SITE": site.address, "OBJECTOR_SITE_CERT": str(site.certificate)}
        yield Set(stage, stage.furnish(Roster(open_database(settings.ledger_address))), scenes)


@asynccontextmanager
async def running(command: Sequence[str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a command in a session of its own; what is left of it at the end is killed."""
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, start_new_session=True, limit=2**20)
    try:
        yield process
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def tell(result: str, end: str = "\n") -> None:
    print(result, end=end, flush=True)


def going_on(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


async def events(process: asyncio.subprocess.Process) -> AsyncIterator[dict[str, Any]]:
    """Yield what a batch tells, to its end."""
    assert process.stdout is not None
    async for line in process.stdout:
        yield json.loads(line)


def batch(names: Sequence[str], *options: str) -> list[str]:
    return [sys.executable, "-m", "objector", "batch", *names, "--yes", "--json", "--no-probe", *options]


@dataclass(frozen=True)
class Rate:
    """So many accounts in so many seconds of the clock and of the CPU."""

    count: int
    seconds: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.a_minute:.1f} accounts a minute, {self.cpu / self.count:.2f} CPU s each"

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.count + other.count, self.seconds + other.seconds, self.cpu + other.cpu)

    @property
    def a_minute(self) -> float:
        return 60 * self.count / self.seconds


async def whole(command: Sequence[str]) -> tuple[str, float]:
    """Run a command to its end; return what it printed, and the CPU seconds of all that it started."""
    async with running([sys.executable, "-m", "bench.whole", *command]) as process:
        out, _ = await process.communicate()
    taken = json.loads(out)
    return taken["out"], taken["cpu"]


async def filed(command: Sequence[str]) -> Rate:
    """Run a batch to its end; the browser's start counts."""
    out, cpu = await whole(command)
    summary = json.loads(out.splitlines()[-1])
    assert set(summary["outcomes"]) == {"filed"}, out
    return Rate(summary["outcomes"]["filed"], summary["seconds"], cpu)


async def looped(on: Set, count: int, folder: Path) -> Rate:
    """Run the bare loop over so many accounts; of the browser's start and end only the CPU time counts."""
    going_on(f"the bare loop over {count} accounts")
    config = folder / "bare.json"
    config.write_text(json.dumps(bare_config(on, count)))
    out, cpu = await whole([sys.executable, str(Path(__file__).with_name("bare_loop.py")), str(config)])
    return Rate(count, float(out), cpu)


def bare_config(on: Set, count: int) -> dict[str, object]:
    stage = on.stage
    sessions = open_sessions(stage.settings.world, stage.vault)
    accounts = [{"email": each.email, "state": sessions.restore(each.name)} for each in on.accounts[:count]]
    return {
        "browser": str(find_browser(None)),
        "arguments": [
            f"--host-resolver-rules=MAP * {stage.site.address}",
            f"--ignore-certificate-errors-spki-list={key_hash(stage.site.certificate)}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ],
        "address": FACEBOOK,
        "accounts": accounts,
        "reason": "I keep the copyright in my own work.",
        "imap_host": stage.inbox.host,
        "imap_port": stage.inbox.port,
        "imap_user": INBOX,
        "imap_password": stage.vault.get(mailbox_password_name(INBOX)),
        "ca_file": stage.inbox.ca_file,
    }


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process and all that it starts meanwhile on one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


async def throughput(on: Set, options: argparse.Namespace, folder: Path) -> None:
    """Print accounts a minute, ours and the bare loop's, and what they are to each other."""
    names, cores, few = [each.name for each in on.accounts[: options.accounts]], len(os.sched_getaffinity(0)), options.bare
    going_on(f"{len(names)} accounts sign in and file")
    await filed(batch(names))
    with one_core():
        alone = await looped(on, few, folder)
    wide = await looped(on, few, folder)
    on.delay(options.delay)
    slow = await looped(on, max(2, few // 5), folder)
    going_on(f"the batch of {len(names)}, mails late")
    ours = await filed(batch(names, "--again"))
    on.delay(0)
    with one_core():
        alone += await looped(on, few, folder)
    tell(f"batch of {len(names)}, mails {options.delay:g} s late: {ours}")
    tell(f"bare loop, as late: {slow}; batch {ours.a_minute / slow.a_minute:.1f} times that (aim: {LEAST_TIMES_BARE:g})")
    for where, loop in (("one core", alone), ("all cores", wide)):
        tell(f"bare loop, at once, on {where}: {loop}; times {cores} cores: ", end="")
        tell_share(ours, cores * loop.a_minute)
    tell("bare filings that all cores have CPU seconds for: ", end="")
    tell_share(ours, 60 * cores * wide.count / wide.cpu)


def tell_share(ours: Rate, limit: float) -> None:
    tell(f"{limit:.1f} a minute; batch {ours.a_minute / limit:.2f} of that (aim: {LEAST_OF_CPU:g})")


async def memory(on: Set, counts: Sequence[int]) -> None:
    """Print how much each account more in flight takes."""
    on.delay(NEVER)
    sizes = [(count, await waiting(on, count)) for count in counts]
    slope, base = statistics.linear_regression(*zip(*sizes, strict=True))
    told = ", ".join(f"{count}: {size:.0f} MB" for count, size in sizes)
    tell(f"memory by accounts in flight: {told}; {base:.0f} MB and {slope:.0f} MB an account (aim: {MOST_MEMORY:g})")


async def waiting(on: Set, count: int) -> float:
    """Run a batch until so many accounts wait for their codes; return the megabytes of all its processes then."""
    going_on(f"{count} accounts in flight")
    names = [each.name for each in on.accounts[:count]]
    async with running(batch(names, "--again")) as process:
        left = set(names)
        async for event in events(process):
            assert event["event"] != "ended", event
            if event["event"] == "waits" and event["what"] == "the code":
                left.discard(event["account"])
            if not left:
                break
        await asyncio.sleep(2)
        return pss(process.pid)


def pss(pid: int) -> float:
    """Return the megabytes that a process and all that it started take, shared ones counted once."""
    total = 0
    for each in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # a page has just been closed
            total += each.memory_full_info().pss
    return total / 2**20


async def growth(on: Set, count: int) -> None:
    """Print what a batch of so many accounts grows by, from when a tenth of them is done."""
    on.delay(0)
    going_on(f"{count} accounts, memory looked at now and then")
    began, sizes = time.monotonic(), []
    async with running(batch([each.name for each in on.accounts[:count]], "--again")) as process:
        done = 0
        async for event in events(process):
            done += event["event"] == "ended"
            if event["event"] == "ended" and done % max(1, count // 40) == 0 and done < count:
                sizes.append((done, psutil.Process(process.pid).memory_info().rss / 2**20, pss(process.pid)))
                going_on("{} are done; objector takes {:.0f} MB, with driver and browser {:.0f} MB".format(*sizes[-1]))
    tell(f"{event['outcomes']} in {time.monotonic() - began:.0f} s: {grown(sizes, count)}")


def grown(sizes: Sequence[tuple[int, float, float]], count: int) -> str:
    """Say what a line through the sizes comes to, each of which tells after how many accounts it was taken."""
    counts, *parts = zip(*(size for size in sizes if size[0] >= count / 10), strict=True)
    lines = [statistics.linear_regression(counts, part) for part in parts]
    told = [f"{line.intercept:.0f} MB {line.slope * count:+.0f} MB over all of them" for line in lines]
    return "objector {}; with driver and browser {}".format(*told)


async def measure(options: argparse.Namespace, folder: Path) -> None:
    me = asyncio.current_task()
    assert me is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, me.cancel)  # takes the batches that run with it
    async with furnished(max(options.accounts, options.growth, *options.in_flight), folder / "home") as on:
        if options.accounts:
            await throughput(on, options, folder)
        await memory(on, options.in_flight)
        if options.growth:
            await growth(on, options.growth)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=100)
    parser.add_argument("--delay", type=float, default=10)
    parser.add_argument("--bare", type=int, default=20)
    parser.add_argument("--in-flight", type=int, nargs="+", default=IN_FLIGHT)
    parser.add_argument("--growth", type=int, default=0)
    options = parser.parse_args()
    with workplace() as folder:
        asyncio.run(measure(options, folder))


if __name__ == "__main__":
    main()
