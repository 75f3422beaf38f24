"""A watch hands over what arrives after it is ready, as soon as the server announces it, and misses nothing."""

import asyncio
import gc
import os
import resource
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from objector.errors import MailboxRefusedError, MailboxUnreachableError
from objector.mail.codes import Code, Expectation, find_code
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.watch import Watch, _now
from tests.mail.letters import SENDERS, letter
from tests.parts.dovecot import Dovecot, vouched

Run = Callable[..., object]


@pytest.fixture
def short_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("objector.mail.patrol.GLANCE", 0.3)
    monkeypatch.setattr("objector.mail.patrol.POLL", 0.1)


async def first(mails: AsyncIterator[Mail], count: int, seconds: float = 20) -> list[Mail]:
    async with asyncio.timeout(seconds):
        return [await anext(mails) for _ in range(count)]


async def subjects(mails: AsyncIterator[Mail], count: int) -> list[str]:
    return [mail.subject for mail in await first(mails, count)]


def numbered(number: int, to: str) -> EmailMessage:
    return letter(f"Mail {number}", subject=str(number), to=to)


def test_mail_that_arrives_is_handed_over_in_order(run: Run, dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, numbered(0, address))

    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            for number in range(1, 4):
                dovecot.deliver(address, numbered(number, address))
            return await subjects(watch.arrivals(), 3)

    assert run(scene()) == ["1", "2", "3"]


def test_mail_is_handed_over_to_a_program_that_has_a_thousand_files_open(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            dovecot.deliver(address, numbered(1, address))
            return await subjects(watch.arrivals(), 1)

    with many_open_files(), ExitStack() as open_files:
        for _ in range(1024):
            open_files.enter_context(Path(os.devnull).open())
        assert run(scene()) == ["1"]


@contextmanager
def many_open_files() -> Iterator[None]:
    """Allow this process to have some thousand files open at a time."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_mail_that_arrives_before_anybody_listens_is_kept_for_each_consumer(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> list[list[str]]:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            dovecot.deliver(address, numbered(1, address))
            return [await subjects(watch.arrivals(), 1), await subjects(watch.arrivals(), 1)]

    assert run(scene()) == [["1"], ["1"]]


def test_the_code_comes_through_with_decoys_around_it(run: Run, dovecot: Dovecot, address: str) -> None:
    mailbox = dovecot.mailbox(address)
    forged = letter("Your code is 111111", to=address)
    forged.replace_header("From", "Facebook <security@facebookmail.com.example.net>")
    mails = [
        vouched(forged),
        vouched(letter("Your code is 222222", to="eve@example.org")),
        vouched(letter("Your code is 333333", to=address), result="fail"),
        letter("Your code is 444444", to=address),
        vouched(letter("We are 555555 people now.", to=address)),
        vouched(letter("Request 666666\n\nYour code is 719204", to=address)),
    ]
    # What the sender writes about itself stands below what the server says.
    mails[3]["Authentication-Results"] = "mx.attacker.example; dmarc=pass header.from=facebookmail.com"

    async def scene() -> list[str]:
        async with Watch(mailbox, dovecot.password) as watch:
            expectation = Expectation(address=address, senders=SENDERS, asked_at=_now(), mailbox=mailbox)
            for mail in mails:
                dovecot.deliver(address, mail)
            found = [find_code(mail, expectation) for mail in await first(watch.arrivals(), len(mails))]
            return [code.digits for code in found if isinstance(code, Code)]

    assert run(scene()) == ["719204"]


@pytest.mark.usefixtures("short_rounds")
def test_mail_in_the_junk_folder_is_seen(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> Mail:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            dovecot.file_into(address, "Unwanted", numbered(1, address))
            (mail,) = await first(watch.arrivals(), 1)
            return mail

    mail = run(scene())
    assert (mail.subject, mail.arrival.folder) == ("1", "Unwanted")


@pytest.mark.usefixtures("short_rounds")
def test_a_mail_that_shows_up_in_two_folders_is_handed_over_once(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            dovecot.file_into(address, "Archive", numbered(1, address))
            dovecot.file_into(address, "Unwanted", numbered(1, address))
            dovecot.file_into(address, "Archive", numbered(2, address))
            dovecot.file_into(address, "INBOX", numbered(3, address))
            return await subjects(watch.arrivals(), 3)

    assert sorted(run(scene())) == ["1", "2", "3"]


@pytest.mark.usefixtures("short_rounds")
def test_a_server_that_announces_nothing_is_asked(run: Run, dovecot_without_idle: Dovecot, address: str) -> None:
    async def scene() -> list[str]:
        async with Watch(dovecot_without_idle.mailbox(address), dovecot_without_idle.password) as watch:
            dovecot_without_idle.deliver(address, numbered(1, address))
            return await subjects(watch.arrivals(), 1)

    assert run(scene()) == ["1"]


def test_nothing_is_missed_while_the_server_is_away(run: Run, own_dovecot: Dovecot, address: str) -> None:
    async def scene() -> list[str]:
        async with Watch(own_dovecot.mailbox(address), own_dovecot.password) as watch:
            mails = watch.arrivals()
            own_dovecot.deliver(address, numbered(1, address))
            before = await subjects(mails, 1)
            await asyncio.to_thread(own_dovecot.stop)
            await asyncio.to_thread(own_dovecot.start)
            own_dovecot.deliver(address, numbered(2, address))
            return before + await subjects(mails, 1)

    assert run(scene()) == ["1", "2"]


def test_nothing_is_missed_when_the_connection_is_cut(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            mails = watch.arrivals()
            for number in range(1, 4):
                await asyncio.to_thread(dovecot.cut, address)
                dovecot.deliver(address, numbered(number, address))
            return await subjects(mails, 3)

    assert run(scene()) == ["1", "2", "3"]


@pytest.mark.usefixtures("short_rounds")
def test_a_folder_that_is_numbered_anew_is_read_by_the_time(run: Run, dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, numbered(1, address))

    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            mails = watch.arrivals()
            await asyncio.to_thread(dovecot.doveadm, "mailbox", "update", "-u", address, "--uid-validity", "4711", "INBOX")
            dovecot.deliver(address, numbered(2, address))
            subjects = [(await first(mails, 1))[0].subject]
            while subjects[-1] != "2":
                subjects.append((await first(mails, 1))[0].subject)
            return subjects

    assert run(scene())[-1] == "2"


@pytest.mark.usefixtures("short_rounds")
def test_a_bad_mail_is_skipped(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            dovecot.deliver(address, b"From: " + b"(" * 900 + b"\r\n\r\nhello\r\n")
            dovecot.deliver(address, numbered(2, address))
            return await subjects(watch.arrivals(), 1)

    assert run(scene()) == ["2"]


def test_a_huge_mail_costs_no_more_than_its_beginning(run: Run, dovecot: Dovecot, address: str) -> None:
    huge = letter("Your code is 719204", subject="huge", to=address)
    huge.add_attachment(b"x" * 30_000_000, maintype="application", subtype="octet-stream", filename="x.bin")

    async def scene() -> Mail:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            dovecot.deliver(address, huge)
            (mail,) = await first(watch.arrivals(), 1)
            return mail

    mail = run(scene())
    assert mail.subject == "huge"
    assert mail.texts == ("Your code is 719204\r\n",)


def test_mail_stays_unread(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> None:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            dovecot.deliver(address, numbered(1, address))
            await first(watch.arrivals(), 1)

    run(scene())
    assert dovecot.doveadm("search", "-u", address, "mailbox", "INBOX", "unseen").strip()


def test_starttls_works_too(run: Run, dovecot: Dovecot, address: str) -> None:
    mailbox = dovecot.mailbox(address, security="starttls", port=dovecot.starttls_port)

    async def scene() -> list[str]:
        async with Watch(mailbox, dovecot.password) as watch:
            dovecot.deliver(address, numbered(1, address))
            return await subjects(watch.arrivals(), 1)

    assert run(scene()) == ["1"]


def entering(mailbox: Mailbox, password: str) -> Iterator[None]:
    async def scene() -> None:
        async with Watch(mailbox, password):
            pass

    return scene()  # type: ignore[return-value]


def test_a_refused_password_is_said(run: Run, dovecot: Dovecot, address: str) -> None:
    with pytest.raises(MailboxRefusedError, match=rf"{address}.*app password") as refusal:
        run(entering(dovecot.mailbox(address), "wrong-password"))

    assert "wrong-password" not in str(refusal.value)


def test_a_password_with_any_characters_is_refused_in_the_same_way(run: Run, dovecot: Dovecot, address: str) -> None:
    with pytest.raises(MailboxRefusedError):
        run(entering(dovecot.mailbox(address), 'pä"ss\\wörd 🔑'))


def test_a_server_that_is_not_there_is_said(run: Run, dovecot: Dovecot, address: str) -> None:
    with pytest.raises(MailboxUnreachableError, match=r"127\.0\.0\.1:1"):
        run(entering(dovecot.mailbox(address, port=1), dovecot.password))


def test_a_certificate_that_nobody_vouches_for_is_refused(run: Run, dovecot: Dovecot, address: str) -> None:
    with pytest.raises(MailboxUnreachableError, match=r"(?i)certificate"):
        run(entering(dovecot.mailbox(address, ca_file=None), dovecot.password))


def test_a_certificate_for_another_host_is_refused(run: Run, dovecot: Dovecot, address: str) -> None:
    with pytest.raises(MailboxUnreachableError, match=r"(?i)certificate"):
        run(entering(dovecot.mailbox(address, host=dovecot.unnamed_host), dovecot.password))


def test_leaving_is_immediate_and_ends_the_arrivals(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> tuple[list[Mail], float]:
        watch = Watch(dovecot.mailbox(address), dovecot.password)
        async with watch:
            listening = asyncio.create_task(_all(watch))
            await asyncio.sleep(0)
            began = time.monotonic()
        return await listening, time.monotonic() - began

    mails, seconds = run(scene())
    assert mails == []
    assert seconds < 0.2


@pytest.mark.skipif(sys.platform != "linux", reason="open files are counted as Linux lists them")
def test_a_watch_that_is_left_leaves_nothing_open(run: Run, dovecot: Dovecot, address: str) -> None:
    """However seldom Python looks for garbage, a run over a thousand mailboxes must not run out of files."""

    def sockets() -> int:
        return sum(link.startswith("socket:") for link in map(_link, Path("/proc/self/fd").iterdir()))

    async def left() -> int:
        for _ in range(3):
            async with Watch(dovecot.mailbox(address), dovecot.password):
                pass
        while any(thread.name == "mailbox" for thread in threading.enumerate()):
            await asyncio.sleep(0.01)
        return sockets()

    before = sockets()
    gc.disable()
    try:
        assert run(left()) <= before
    finally:
        gc.enable()


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except FileNotFoundError:  # the listing's own
        return ""


async def _all(watch: Watch) -> list[Mail]:
    return [mail async for mail in watch.arrivals()]


def test_a_consumer_can_be_cancelled_at_once(run: Run, dovecot: Dovecot, address: str) -> None:
    async def scene() -> float:
        async with Watch(dovecot.mailbox(address), dovecot.password) as watch:
            listening = asyncio.create_task(_all(watch))
            await asyncio.sleep(0)
            began = time.monotonic()
            listening.cancel()
            with pytest.raises(asyncio.CancelledError):
                await listening
            return time.monotonic() - began

    assert run(scene()) < 0.2
