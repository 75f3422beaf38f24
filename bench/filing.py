"""One filing by objector against the barest hand-written Playwright script, on the same page of the same replica.

Both are whole processes, from start to the site's confirmation, browser included, for an account that is signed in; the mail
is delivered at once. Prints wall-clock and CPU seconds (median of the runs; every process that a run started counts, the
browser's renderers too) and their ratios, and how long ``objector --help`` takes beside ``python -c pass``. Linux only.

    uv run python -m bench.filing [--runs 7]
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.workplace import workplace
from objector.browser.find import find_browser
from objector.browser.launch import key_hash
from objector.cases.database import open_database
from objector.cases.roster import Roster
from objector.mail.mailbox import mailbox_password_name
from objector.rehearsal.run import INBOX, Stage, make_plan, stage
from objector.rehearsal.scenario import Version
from objector.secrets.sessions import open_sessions
from objector.secrets.vault import REHEARSAL, Vault
from objector.settings import Settings

FACEBOOK = "https://www.facebook.com/help/contact/712876720715583"


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; return its wall-clock and CPU seconds."""
    whole = [sys.executable, "-m", "bench.whole", *command]
    done = subprocess.run(whole, stdout=subprocess.PIPE, text=True, check=True)
    taken = json.loads(done.stdout)
    return taken["wall"], taken["cpu"]


def bare_config(on: Stage, folder: Path, state: object) -> Path:
    """Write what the bare script needs to know."""
    site, box = on.site, on.inbox
    arguments = [
        f"--host-resolver-rules=MAP * {site.address}",
        f"--ignore-certificate-errors-spki-list={key_hash(site.certificate)}",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    ]
    config = {
        "browser": str(find_browser(None)),
        "arguments": arguments,
        "address": FACEBOOK,
        "state": state,
        "email": on.residents[0].email,
        "reason": "I keep the copyright in my own work.",
        "imap_host": box.host,
        "imap_port": box.port,
        "imap_user": INBOX,
        "imap_password": on.vault.get(mailbox_password_name(INBOX)),
        "ca_file": box.ca_file,
    }
    path = folder / "bare.json"
    path.write_text(json.dumps(config))
    return path


async def compare(runs: int, folder: Path) -> None:
    """Set the stage, sign in once, and run both by turns."""
    async with stage(make_plan("facebook", 1, "classic_select", "en", Version.LONG), Settings()) as given:
        os.environ |= {
            "OBJECTOR_HOME": str(given.settings.home),
            "OBJECTOR_SITE": given.site.address,
            "OBJECTOR_SITE_CERT": str(given.site.certificate),
        }
        # The program that is measured reads its secrets where it always does, in a real keyring.
        vault = Vault(REHEARSAL)
        vault.put(mailbox_password_name(INBOX), given.vault.get(mailbox_password_name(INBOX)) or "")
        on = replace(given, vault=vault)
        account = on.furnish(Roster(open_database(on.settings.ledger_address)))[0]
        ours = [sys.executable, "-m", "objector", "file", account.name, "--yes", "--again"]
        await asyncio.to_thread(measured, ours)
        state = open_sessions(on.settings.world, vault).restore(account.name)
        bare = [sys.executable, str(Path(__file__).with_name("bare.py")), str(bare_config(on, folder, state))]
        taken: dict[str, list[tuple[float, float]]] = {"objector": [], "bare": []}
        for _ in range(runs):
            taken["bare"].append(await asyncio.to_thread(measured, bare))
            taken["objector"].append(await asyncio.to_thread(measured, ours))
    report("one filing", "objector", "bare", taken)


def report(what: str, ours: str, baseline: str, taken: dict[str, list[tuple[float, float]]]) -> None:
    """Print the medians and their ratios."""
    wall, cpu = ({name: statistics.median(run[i] for run in runs) for name, runs in taken.items()} for i in (0, 1))
    for measure, median in (("wall", wall), ("CPU", cpu)):
        ratio = median[ours] / median[baseline]
        print(f"{what}, {measure}: {ours} {median[ours]:.2f} s, {baseline} {median[baseline]:.2f} s, ratio {ratio:.2f}")


def repeated(command: Sequence[str], runs: int) -> list[tuple[float, float]]:
    """Measure a command so many times, after one run that fills the caches."""
    measured(command)
    return [measured(command) for _ in range(runs)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    helping = {"help": [sys.executable, "-m", "objector", "--help"], "python": [sys.executable, "-c", "pass"]}
    report("objector --help", "help", "python", {name: repeated(command, runs) for name, command in helping.items()})
    with workplace() as folder:
        asyncio.run(compare(runs, folder))


if __name__ == "__main__":
    main()
