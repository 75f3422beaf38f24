"""How long a code takes from the mail's delivery: objector, the barest IDLE client and polling every 5 s, on one mailbox.

Run it as ``python -m bench.mail [MAILS [CASES]]``; it needs Dovecot. So many cases, each of another address, wait on one watch,
and each mail is for one of them. Prints medians in seconds, the ratio to the barest client, and how long objector takes from the
moment in which the server announces the mail to that client until the case has the code, and the mail is put down as used.
"""

import asyncio
import imaplib
import re
import ssl
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from objector.cases.database import open_database
from objector.cases.used_mails import UsedMails
from objector.filing.mailroom import Wanted
from objector.filing.mailrooms import Mailrooms
from objector.mail.watch import Watch
from tests.parts.dovecot import Dovecot, vouched

ADDRESS = "ada@example.org"
SENDERS = ("facebookmail.com",)
POLL = 5.0

Times = dict[str, float]


def address_of(case: int) -> str:
    return f"case{case}@example.org"


def letter(code: str, case: int = 0) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Facebook <security@facebookmail.com>"
    message["To"] = address_of(case)
    message["Subject"] = "Confirm your email"
    message.set_content(f"Request number 555555.\n\nEnter this code:\n\n{code}\n")
    return vouched(message)


def connect(server: Dovecot) -> imaplib.IMAP4_SSL:
    client = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=ssl.create_default_context(cafile=server.ca_file))
    client.login(ADDRESS, server.password)
    client.select("INBOX", readonly=True)
    return client


def newest_code(client: imaplib.IMAP4_SSL) -> str:
    _, answers = client.fetch("*", "(BODY.PEEK[])")
    found = re.search(rb"code:\s+(\d{6})", answers[0][1]) if isinstance(answers[0], tuple) else None
    return found.group(1).decode() if found else ""


def bare_idle(server: Dovecot, ready: threading.Event, announced: Times, taken: Times) -> None:
    client = connect(server)
    while True:
        client.send(b"X1 IDLE\r\n")
        client.readline()
        ready.set()
        while b"EXISTS" not in client.readline():
            pass
        moment = time.perf_counter()
        client.send(b"DONE\r\n")
        while not client.readline().startswith(b"X1"):
            pass
        code = newest_code(client)
        announced.setdefault(code, moment)
        taken.setdefault(code, time.perf_counter())


def polling(server: Dovecot, taken: Times) -> None:
    client = connect(server)
    while True:
        client.noop()
        code = newest_code(client)
        if code:
            taken.setdefault(code, time.perf_counter())
        time.sleep(POLL)


async def objector(server: Dovecot, cases: int, all_ready: asyncio.Barrier, taken: Times) -> None:
    used = UsedMails(open_database(f"sqlite:///{server.folder / 'ledger.sqlite3'}"), lambda: datetime.now(UTC))
    rooms = Mailrooms(lambda mailbox: Watch(mailbox, server.password), used, lambda: datetime.now(UTC))

    async def wait(case: int) -> None:
        address = address_of(case)
        wanted = Wanted(account=address, address=address, senders=SENDERS, mailbox=server.mailbox(ADDRESS))
        async with rooms.room(wanted) as room:
            await room.ready()
            await all_ready.wait()
            while True:
                code, _ = await room.code(print)
                taken[code] = time.perf_counter()
                await room.ready()

    await asyncio.gather(*map(wait, range(cases)))


async def measure(server: Dovecot, mails: int, cases: int) -> tuple[Times, Times, dict[str, Times]]:
    sent: Times = {}
    announced: Times = {}
    taken: dict[str, Times] = {"objector": {}, "bare IDLE": {}, "poll 5 s": {}}
    server.deliver(ADDRESS, letter("soon"))  # the bare clients ask for the newest mail
    idling = threading.Event()
    start(bare_idle, server, idling, announced, taken["bare IDLE"])
    start(polling, server, taken["poll 5 s"])
    all_ready = asyncio.Barrier(cases + 1)
    watching = asyncio.create_task(objector(server, cases, all_ready, taken["objector"]))
    await all_ready.wait()
    await asyncio.to_thread(idling.wait)
    for number in range(mails):
        await asyncio.sleep(number * 1.7 % POLL)  # or polling would always have just looked
        code = str(719_204 + number)
        sent[code] = time.perf_counter()
        await asyncio.to_thread(server.deliver, ADDRESS, letter(code, number * 7 % cases))
        await taken_by_all(code, taken)
    watching.cancel()
    return sent, announced, taken


def start(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, daemon=True).start()


async def taken_by_all(code: str, taken: dict[str, Times]) -> None:
    while not all(code in times for times in taken.values()):  # noqa: ASYNC110 - the others are threads
        await asyncio.sleep(0.01)


def main() -> None:
    mails, cases = map(int, [*sys.argv[1:], *("10", "1")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory(prefix="dovecot-", ignore_cleanup_errors=True) as folder:
        server = Dovecot(Path(folder))
        try:
            sent, announced, taken = asyncio.run(measure(server, mails, cases))
        finally:
            server.stop()
    print(f"{mails} mails, {cases} cases that wait on one watch")
    median = {name: statistics.median(times[code] - sent[code] for code in sent) for name, times in taken.items()}
    for name, seconds in median.items():
        print(f"{name:10} {seconds:6.3f} s   {seconds / median['bare IDLE']:5.2f} × bare IDLE")
    after = [taken["objector"][code] - announced[code] for code in sent]
    print(f"announcement to code: median {statistics.median(after):.3f} s, worst {max(after):.3f} s")


if __name__ == "__main__":
    main()
