"""The mailroom hands out each mailed code once, for the account that it was sent to, and the right one of several."""

import asyncio
import gc
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Any
from weakref import ref

import pytest

from objector.cases.database import open_database
from objector.cases.used_mails import UsedMails
from objector.errors import MailboxRefusedError, MailboxUnreachableError
from objector.filing.mailroom import Mailroom, Wanted
from objector.filing.mailrooms import Mailrooms
from objector.mail.codes import Code, Doubt, Expectation, find_code
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.watch import Watch
from objector.rehearsal.mails import Addressee, code_mail
from objector.rehearsal.scenario import Platform
from tests.parts.dovecot import Dovecot, vouched

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def used(tmp_path: Path) -> UsedMails:
    return UsedMails(open_database(f"sqlite:///{tmp_path / 'ledger.sqlite3'}"), now)


@pytest.fixture
def watches() -> list[Watch]:
    """The watches that were made, one a connection."""
    return []


@pytest.fixture
def rooms(dovecot: Dovecot, used: UsedMails, watches: list[Watch]) -> Mailrooms:
    return counted(watches, dovecot.password, used)


def wanted(mailbox: Mailbox, address: str, **changes: Any) -> Wanted:
    usual = {"account": f"facebook:{address}", "address": address, "senders": ("facebookmail.com",), "mailbox": mailbox}
    return Wanted(**{**usual, **changes})


def mail(address: str, code: str) -> EmailMessage:
    return code_mail(Addressee(address, Platform.FACEBOOK, "en", now()), code, Random(code))


@asynccontextmanager
async def ready_room(rooms: Mailrooms, mailbox: Mailbox, address: str, **changes: Any) -> AsyncIterator[Mailroom]:
    async with rooms.room(wanted(mailbox, address, **changes)) as room:
        await room.ready()
        yield room


async def code(room: Mailroom, notes: list[str] | None = None) -> str:
    return (await room.code([].append if notes is None else notes.append))[0]


def test_each_mail_counts_once_and_is_kept_without_its_code(run: Run, dovecot: Dovecot, rooms: Mailrooms, address: str) -> None:
    async def two_codes() -> list[tuple[str, str]]:
        async with ready_room(rooms, dovecot.mailbox(address), address) as room:
            dovecot.deliver(address, vouched(mail(address, "271828")))
            first = await room.code(print)
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return [first, await room.code(print)]

    found = run(two_codes())
    assert [code for code, _ in found] == ["271828", "314159"]
    for each, kept in found:
        assert each not in kept
        assert "facebookmail.com" in kept


def test_a_mail_that_nobody_vouches_for_is_left_to_the_person_with_the_reason(
    run: Run, dovecot: Dovecot, rooms: Mailrooms, address: str
) -> None:
    notes: list[str] = []

    async def the_code() -> str:
        async with ready_room(rooms, dovecot.mailbox(address), address) as room:
            dovecot.deliver(address, vouched(mail(address, "271828"), result="fail"))
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return await code(room, notes)

    assert run(the_code()) == "314159"
    (note,) = notes
    assert "is left to you" in note
    assert "notification@facebookmail.com" in note
    assert "271828" not in note


def test_an_old_mail_that_turns_up_is_not_used_but_told_of(run: Run, dovecot: Dovecot, rooms: Mailrooms, address: str) -> None:
    notes: list[str] = []

    async def the_code() -> str:
        async with ready_room(rooms, dovecot.mailbox(address), address) as room:
            dovecot.append(address, vouched(mail(address, "271828")), now() - timedelta(days=1))
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return await code(room, notes)

    assert run(the_code()) == "314159"
    (note,) = notes
    assert "before the code was asked for" in note


def test_a_mail_with_yesterdays_date_that_arrives_now_counts(run: Run, dovecot: Dovecot, rooms: Mailrooms, address: str) -> None:
    late = mail(address, "271828")
    late.replace_header("Date", format_datetime(now() - timedelta(days=1)))

    async def the_code() -> str:
        async with ready_room(rooms, dovecot.mailbox(address), address) as room:
            dovecot.deliver(address, vouched(late))
            return await code(room)

    assert run(the_code()) == "271828"


def test_who_comes_while_the_last_one_leaves_has_a_watch_that_goes_on(
    run: Run, dovecot: Dovecot, rooms: Mailrooms, watches: list[Watch], address: str
) -> None:
    mailbox = dovecot.mailbox(address)

    async def the_code() -> str:
        leaving = ready_room(rooms, mailbox, address)
        await leaving.__aenter__()
        gone = asyncio.ensure_future(leaving.__aexit__(None, None, None))
        await asyncio.sleep(0)
        async with ready_room(rooms, mailbox, address) as room:
            await gone
            await deliver_all(dovecot, watches[-1], [vouched(mail(address, "271828"))])
            return await code(room)

    assert run(the_code()) == "271828"


def test_two_codes_for_one_request_are_a_tie_and_both_mails_are_shown(
    run: Run, dovecot: Dovecot, rooms: Mailrooms, watches: list[Watch], address: str
) -> None:
    notes: list[str] = []

    async def the_code() -> str:
        async with ready_room(rooms, dovecot.mailbox(address), address) as room:
            await deliver_all(dovecot, watches[0], [vouched(mail(address, each)) for each in ("271828", "314159")])
            waiting = asyncio.ensure_future(code(room, notes))
            await until(lambda: notes)
            assert not waiting.done()
            waiting.cancel()
            room.rule_out("271828")  # the person types it, and the site refuses it
            return await code(room, notes)

    assert run(the_code()) == "314159"
    (note,) = notes
    assert note.startswith("2 mails could bring")
    assert note.count("from notification@facebookmail.com, ") == 2
    assert note.count("“Confirm your email address for request ") == 2
    assert "its code ends in 28\n" in note
    assert note.endswith("its code ends in 59")
    assert not re.search(r"\d{6}", note)


def test_once_a_new_code_is_asked_for_the_older_ones_are_never_used(
    run: Run, dovecot: Dovecot, rooms: Mailrooms, watches: list[Watch], address: str
) -> None:
    """Two came before it was asked for, one is late, and its copy comes after the newest."""

    async def the_codes() -> list[str]:
        async with ready_room(rooms, dovecot.mailbox(address), address) as room:
            await deliver_all(dovecot, watches[0], [vouched(mail(address, each)) for each in ("111111", "111112")])
            room.rule_out("111111")
            await room.ready()
            late, newest = vouched(mail(address, "222222")), vouched(mail(address, "333333"))
            await deliver_all(dovecot, watches[0], [late])
            dovecot.append(address, newest, now() + timedelta(seconds=2))
            dovecot.append(address, _copy(late), now())
            await until(lambda: watches[0].mark() == 5)
            first = await code(room)
            dovecot.deliver(address, vouched(mail(address, "444444")))
            return [first, await code(room)]

    assert run(the_codes()) == ["333333", "444444"]


def test_a_mail_is_used_once_whichever_run_looks_and_so_is_its_copy(
    run: Run, dovecot: Dovecot, rooms: Mailrooms, used: UsedMails, address: str
) -> None:
    brings = vouched(mail(address, "271828"))
    elsewhere = Mailrooms(lambda mailbox: Watch(mailbox, dovecot.password), used, now)

    async def the_codes() -> list[str]:
        async with (
            ready_room(rooms, dovecot.mailbox(address), address) as here,
            ready_room(elsewhere, dovecot.mailbox(address), address) as there,
        ):
            dovecot.deliver(address, brings)
            codes = [await code(here)]
            dovecot.deliver(address, _copy(brings))
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return [*codes, await code(there)]

    assert run(the_codes()) == ["271828", "314159"]


def test_two_cases_of_one_address_ask_one_after_the_other(run: Run, dovecot: Dovecot, rooms: Mailrooms, address: str) -> None:
    mailbox = dovecot.mailbox(address)

    async def the_codes() -> list[str]:
        async with AsyncExitStack() as first, rooms.room(wanted(mailbox, address, account="instagram")) as second:
            room = await first.enter_async_context(ready_room(rooms, mailbox, address))
            assert second.must_wait
            getting_ready = asyncio.ensure_future(second.ready())
            dovecot.deliver(address, vouched(mail(address, "271828")))
            codes = [await code(room)]
            assert not getting_ready.done()
            await first.aclose()
            await getting_ready
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return [*codes, await code(second)]

    assert run(the_codes()) == ["271828", "314159"]


def test_a_mail_that_nothing_can_understand_never_ends_the_wait(
    run: Run, dovecot: Dovecot, rooms: Mailrooms, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(mail: Mail, expectation: Expectation) -> Code | Doubt | None:
        if mail.subject == "stumble":
            raise RecursionError
        return find_code(mail, expectation)

    monkeypatch.setattr("objector.filing.mailroom.find_code", stumble)
    bad = vouched(mail(address, "271828"))
    bad.replace_header("Subject", "stumble")

    async def the_code() -> str:
        async with ready_room(rooms, dovecot.mailbox(address), address) as room:
            dovecot.deliver(address, bad)
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return await code(room)

    assert run(the_code()) == "314159"


class TestSharing:
    def test_all_cases_share_one_connection_and_the_last_one_ends_it(
        self, run: Run, dovecot: Dovecot, rooms: Mailrooms, watches: list[Watch], address: str
    ) -> None:
        async def connections() -> tuple[int, list[Mail]]:
            async with AsyncExitStack() as stack:
                for number in range(20):
                    await stack.enter_async_context(ready_room(rooms, dovecot.mailbox(address), f"{number}@example.org"))
                count = dovecot.doveadm("who", "-1", address).count(address)
            return count, [mail async for mail in watches[0].arrivals()]

        assert run(connections()) == (1, [])
        assert len(watches) == 1

    def test_a_case_that_comes_when_all_have_left_watches_anew(
        self, run: Run, dovecot: Dovecot, rooms: Mailrooms, watches: list[Watch], address: str
    ) -> None:
        async def twice() -> str:
            async with ready_room(rooms, dovecot.mailbox(address), address):
                pass
            async with ready_room(rooms, dovecot.mailbox(address), address) as room:
                dovecot.deliver(address, vouched(mail(address, "271828")))
                return await code(room)

        assert run(twice()) == "271828"
        assert len(watches) == 2

    def test_mails_that_nobody_can_be_waiting_for_any_more_are_let_go(
        self, run: Run, dovecot: Dovecot, rooms: Mailrooms, watches: list[Watch], address: str
    ) -> None:
        async def are_kept() -> tuple[bool, bool]:
            async with ready_room(rooms, dovecot.mailbox(address), address) as room:
                await deliver_all(dovecot, watches[0], [vouched(mail(address, "161803"))])
                come = ref(await anext(watches[0].arrivals()))
                async with ready_room(rooms, dovecot.mailbox(address), "eve@example.org"):
                    pass
                while_it_may_be_meant = come() is not None
                await room.ready()
                async with ready_room(rooms, dovecot.mailbox(address), "eve@example.org"):
                    pass
                gc.collect()
                return while_it_may_be_meant, come() is not None

        assert run(are_kept()) == (True, False)

    def test_a_case_that_gives_up_while_it_opens_takes_nothing_from_the_others(
        self, run: Run, dovecot: Dovecot, rooms: Mailrooms, address: str
    ) -> None:
        async def the_code() -> str:
            async with AsyncExitStack() as first, rooms.room(wanted(dovecot.mailbox(address), address)) as room:
                other = await first.enter_async_context(rooms.room(wanted(dovecot.mailbox(address), "eve@example.org")))
                opening = asyncio.ensure_future(other.ready())
                await asyncio.sleep(0)
                opening.cancel()
                await first.aclose()
                await room.ready()
                dovecot.deliver(address, vouched(mail(address, "271828")))
                return await code(room)

        assert run(the_code()) == "271828"

    def test_a_mailbox_that_refuses_is_tried_once_and_each_case_is_told(
        self, run: Run, dovecot: Dovecot, used: UsedMails, address: str
    ) -> None:
        watches: list[Watch] = []
        rooms = counted(watches, "wrong", used)

        async def refusals() -> list[MailboxRefusedError]:
            return [await refusal(rooms, dovecot.mailbox(address), MailboxRefusedError) for _ in range(5)]

        assert {str(error) for error in run(refusals())} == {str(run(refusals())[0])}
        assert len(watches) == 1

    def test_a_mailbox_that_can_not_be_reached_is_tried_again_after_a_minute(
        self, run: Run, dovecot: Dovecot, used: UsedMails, address: str
    ) -> None:
        watches: list[Watch] = []
        times = [datetime(2026, 3, 1, tzinfo=UTC)]
        rooms = counted(watches, "any", used, clock=lambda: times[-1])
        nowhere = dovecot.mailbox(address, port=1)

        async def tries() -> list[int]:
            counts = []
            for minutes in (0, 0, 2):
                times.append(times[-1] + timedelta(minutes=minutes))
                await refusal(rooms, nowhere, MailboxUnreachableError)
                counts.append(len(watches))
            return counts

        assert run(tries()) == [1, 1, 2]


async def refusal(rooms: Mailrooms, mailbox: Mailbox, kind: type[Exception]) -> Exception:
    async with rooms.room(wanted(mailbox, "ada@example.org")) as room:
        with pytest.raises(kind) as caught:
            await room.ready()
    return caught.value


def counted(watches: list[Watch], password: str, used: UsedMails, clock: Callable[[], datetime] = now) -> Mailrooms:
    def watch(mailbox: Mailbox) -> Watch:
        watches.append(Watch(mailbox, password))
        return watches[-1]

    return Mailrooms(watch, used, clock)


async def deliver_all(dovecot: Dovecot, watch: Watch, mails: list[EmailMessage]) -> None:
    """Deliver, and return when the watch has seen them all."""
    before = watch.mark()
    for each in mails:
        await asyncio.to_thread(dovecot.deliver, each["To"], each)
    await until(lambda: watch.mark() == before + len(mails))


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


def _copy(message: EmailMessage) -> EmailMessage:
    """Return the mail as another server delivers it once more."""
    copy = message_from_bytes(message.as_bytes(), policy=policy.default)
    copy["X-Copy"] = "yes"
    assert isinstance(copy, EmailMessage)
    return copy
