"""The mailroom hands out each mailed code once, and only for the account that it was sent to."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from uuid import uuid4

import pytest

from objector.errors import MailboxRefusedError
from objector.filing.mailroom import Mailroom, Wanted
from objector.rehearsal.mails import Addressee, code_mail
from objector.rehearsal.scenario import Platform
from tests.parts.dovecot import Dovecot, vouched


@pytest.fixture
def address() -> str:
    return f"{uuid4().hex}@example.org"


def mail(address: str, code: str):
    return code_mail(Addressee(address, Platform.FACEBOOK, "en", datetime.now(UTC)), code, Random(code))


def mailroom(dovecot: Dovecot, address: str, notes: list[str]) -> Mailroom:
    wanted = Wanted(address=address, senders=("facebookmail.com",))
    return Mailroom(dovecot.mailbox(address), dovecot.password, wanted, notes.append)


def test_each_mail_counts_once_and_is_kept_without_its_code(run: Callable, dovecot: Dovecot, address: str) -> None:
    async def two_codes() -> list[tuple[str, str]]:
        async with mailroom(dovecot, address, []).opened() as room:
            await room.ready(datetime.now(UTC))
            dovecot.deliver(address, vouched(mail(address, "271828")))
            first = await room.code()
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return [first, await room.code()]

    found = run(two_codes())
    assert [code for code, _ in found] == ["271828", "314159"]
    for code, kept in found:
        assert code not in kept
        assert "facebookmail.com" in kept


def test_a_mail_that_nobody_vouches_for_is_left_to_the_person_with_the_reason(
    run: Callable, dovecot: Dovecot, address: str
) -> None:
    notes: list[str] = []

    async def the_code() -> str:
        async with mailroom(dovecot, address, notes).opened() as room:
            await room.ready(datetime.now(UTC))
            dovecot.deliver(address, vouched(mail(address, "271828"), result="fail"))
            dovecot.deliver(address, vouched(mail(address, "314159")))
            return (await room.code())[0]

    assert run(the_code()) == "314159"
    (note,) = notes
    assert "is left to you" in note
    assert "notification@facebookmail.com" in note
    assert "271828" not in note


def test_a_mailbox_that_refuses_is_told_before_any_code_is_asked_for(run: Callable, dovecot: Dovecot, address: str) -> None:
    wanted = Wanted(address=address, senders=("facebookmail.com",))

    async def get_ready() -> None:
        async with Mailroom(dovecot.mailbox(address), "wrong", wanted, print).opened() as room:
            await room.ready(datetime.now(UTC))

    with pytest.raises(MailboxRefusedError):
        run(get_ready())
