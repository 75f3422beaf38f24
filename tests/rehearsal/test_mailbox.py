"""The mailbox of a rehearsal is a real one: it is watched like any other."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from objector.errors import MailboxRefusedError
from objector.mail.check import check
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.watch import Watch
from objector.rehearsal.mailbox import RehearsalMailbox, rehearsal_mailbox
from tests.mail.letters import letter

ADDRESS = "ada@rehearsal.test"
PASSWORD = "for-rehearsals"


def reached(box: RehearsalMailbox) -> Mailbox:
    return Mailbox(address=ADDRESS, user=ADDRESS, host=box.host, port=box.port, ca_file=box.ca_file)


async def delivered(box: RehearsalMailbox, watch: Watch, count: int) -> tuple[list[Mail], list[float]]:
    mails, seconds = [], []
    arrivals = watch.arrivals()
    async with asyncio.timeout(20):
        for number in range(count):
            began = time.perf_counter()
            await box.deliver(letter("Grüße, your code is 719204", subject=str(number), to=ADDRESS))
            mails.append(await anext(arrivals))
            seconds.append(time.perf_counter() - began)
    return mails, seconds


def test_what_is_delivered_is_watched(run: Callable) -> None:
    async def scene() -> list[Mail]:
        async with rehearsal_mailbox(ADDRESS, PASSWORD) as box:
            await box.deliver(letter("old", subject="old", to=ADDRESS))
            async with Watch(reached(box), PASSWORD) as watch:
                mails, _ = await delivered(box, watch, 5)
                return mails

    mails = run(scene())
    assert [mail.subject for mail in mails] == ["0", "1", "2", "3", "4"]
    assert mails[0].texts == ("Grüße, your code is 719204\r\n",)
    assert abs(mails[0].arrival.received - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_mail_is_handed_over_soon_after_the_server_announces_it(run: Callable) -> None:
    async def scene() -> list[float]:
        async with rehearsal_mailbox(ADDRESS, PASSWORD) as box, Watch(reached(box), PASSWORD) as watch:
            _, seconds = await delivered(box, watch, 20)
            return seconds

    assert sorted(run(scene()))[10] < 0.15


def test_a_wrong_password_is_refused(run: Callable) -> None:
    async def scene() -> None:
        async with rehearsal_mailbox(ADDRESS, PASSWORD) as box, Watch(reached(box), "wrong"):
            pass

    with pytest.raises(MailboxRefusedError):
        run(scene())


def test_it_announces_mail(run: Callable) -> None:
    async def scene() -> bool:
        async with rehearsal_mailbox(ADDRESS, PASSWORD) as box:
            return (await asyncio.to_thread(check, reached(box), PASSWORD)).idle

    assert run(scene())


def test_it_ends_with_its_context(run: Callable) -> None:
    async def scene() -> None:
        async with rehearsal_mailbox(ADDRESS, PASSWORD) as box:
            port = box.port
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(box.host, port)

    run(scene())


def test_it_ends_quietly_while_somebody_is_connected() -> None:
    script = f"""
import asyncio
from objector.mail.mailbox import Mailbox
from objector.mail.watch import Watch
from objector.rehearsal.mailbox import rehearsal_mailbox

async def main():
    async with rehearsal_mailbox("{ADDRESS}", "x") as box:
        mailbox = Mailbox(address="{ADDRESS}", user="{ADDRESS}", host=box.host, port=box.port, ca_file=box.ca_file)
        async with Watch(mailbox, "x"):
            pass

asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
