"""What befalls a connection costs no mail, and a full mailbox costs no time."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import msal
import pytest
import requests

from objector.errors import PlainTextMailError
from objector.mail.bell import Bell
from objector.mail.imap import Connection
from objector.mail.mailbox import Mailbox
from objector.mail.microsoft import MicrosoftTokens, sign_in
from objector.mail.patrol import Patrol
from objector.mail.watch import Watch
from tests.mail.letters import letter
from tests.mail.test_watch import numbered, subjects
from tests.parts.dovecot import Dovecot
from tests.parts.tokens import CLIENT_ID, TokenServer
from tests.parts.wire import Wire

Run = Callable[..., Any]

OLD_MAILS = 10_000


@pytest.fixture
def wire(dovecot: Dovecot) -> Iterator[Wire]:
    wire = Wire(dovecot.port)
    yield wire
    wire.close()


@pytest.fixture
def plain_wire(dovecot: Dovecot) -> Iterator[Wire]:
    wire = Wire(dovecot.starttls_port)
    yield wire
    wire.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("objector.mail.client.TIMEOUT", 1.0)
    monkeypatch.setattr("objector.mail.patrol.GLANCE", 0.3)


@pytest.mark.usefixtures("impatient")
def test_nothing_is_missed_when_the_wire_goes_dead_without_a_word(run: Run, dovecot: Dovecot, wire: Wire, address: str) -> None:
    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address, port=wire.port), dovecot.password) as watch:
            mails = watch.arrivals()
            dovecot.deliver(address, numbered(1, address))
            before = await subjects(mails, 1)
            wire.go_dead()
            dovecot.deliver(address, numbered(2, address))
            return before + await subjects(mails, 1)

    assert run(scene()) == ["1", "2"]
    assert wire.connections == 2


def test_a_server_that_refuses_to_announce_what_it_says_it_can_is_asked(
    run: Run, dovecot: Dovecot, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("objector.mail.patrol.POLL", 0.1)
    wire = Wire(dovecot.starttls_port, lambda said: said.replace(b" IDLE\r\n", b" LIED\r\n"))

    async def scene() -> list[str]:
        async with Watch(dovecot.mailbox(address, port=wire.port, security="none"), dovecot.password) as watch:
            mails = watch.arrivals()
            dovecot.deliver(address, numbered(1, address))
            before = await subjects(mails, 1)
            dovecot.deliver(address, numbered(2, address))
            return before + await subjects(mails, 1)

    assert run(scene()) == ["1", "2"]
    assert (wire.connections, wire.sent.count(b" IDLE\r\n")) == (1, 1)
    wire.close()


def test_a_server_that_stays_away_is_tried_less_and_less_often(
    dovecot: Dovecot, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("objector.mail.patrol.FIRST_BACKOFF", 0.01)
    monkeypatch.setattr("objector.mail.patrol.LONGEST_BACKOFF", 0.05)
    mailbox, bell, tries = dovecot.mailbox(address), Bell(), list[None]()
    pauses: list[float] = []
    told = SimpleNamespace(warning=lambda _event, *, seconds, **_others: pauses.append(seconds))
    monkeypatch.setattr("objector.mail.patrol.log", told)

    def sign_in() -> Connection:
        tries.append(None)
        if len(tries) == 1:
            return Connection(mailbox, dovecot.password, bell)
        if len(tries) == 6:
            bell.ring()
        return Connection(dovecot.mailbox(address, port=1), dovecot.password, bell)

    patrol = Patrol(sign_in, bell, lambda _: None, lambda: datetime.now(UTC))
    patrol.begin()
    dovecot.cut(address)
    patrol.go_on()

    assert pauses == [0.01, 0.02, 0.04, 0.05, 0.05]


def test_mail_that_lands_while_nobody_is_connected_is_handed_over(run: Run, own_dovecot: Dovecot, address: str) -> None:
    own_dovecot.deliver(address, letter("old", to=address))

    async def scene() -> list[str]:
        async with Watch(own_dovecot.mailbox(address), own_dovecot.password) as watch:
            await asyncio.to_thread(own_dovecot.stop)
            own_dovecot.drop(address, numbered(1, address))
            await asyncio.to_thread(own_dovecot.start)
            own_dovecot.deliver(address, numbered(2, address))
            return await subjects(watch.arrivals(), 2)

    assert sorted(run(scene())) == ["1", "2"]  # the server numbers them as it likes


def test_being_ready_takes_as_little_with_thousands_of_old_mails_as_with_none(
    run: Run, dovecot: Dovecot, plain_wire: Wire, address: str
) -> None:
    mailbox = dovecot.mailbox(address, port=plain_wire.port, security="none")

    async def what_it_takes() -> tuple[list[bytes], int]:
        plain_wire.sent.clear()
        plain_wire.received = 0
        async with Watch(mailbox, dovecot.password):
            commands = [line.split(b" ", 1)[1] for line in bytes(plain_wire.sent).splitlines()]
            return commands, plain_wire.received

    dovecot.deliver(address, letter("the first", to=address))
    few, little = run(what_it_takes())
    dovecot.drop(address, letter("old", to=address), OLD_MAILS)
    many, much = run(what_it_takes())

    assert dovecot.doveadm("mailbox", "status", "-u", address, "messages", "INBOX").split("=")[-1].strip() == str(OLD_MAILS + 1)
    assert not any(command.startswith((b"UID FETCH", b"FETCH", b"UID SEARCH")) for command in many)
    assert abs(len(many) - len(few)) <= 1  # the first round begins at once
    assert abs(much - little) < OLD_MAILS  # not a byte for each, though the round's first answer may come in


def test_an_access_token_that_ended_meanwhile_is_renewed_when_the_connection_is_made_again(
    run: Run, dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str
) -> None:
    session = requests.Session()
    session.verify, session.trust_env = token_server.ca_file, False

    def make_app(client_id: str, cache: msal.TokenCache) -> msal.ClientApplication:
        return msal.PublicClientApplication(
            client_id, oidc_authority=token_server.address, token_cache=cache, http_client=session
        )

    token_server.begin_anew(address)
    kept = [sign_in(address, CLIENT_ID, lambda _: None, make_app)]
    tokens = MicrosoftTokens(address, kept[0], kept.append, make_app)

    async def scene() -> list[str]:
        async with Watch(dovecot_with_tokens.mailbox(address, sign_in="microsoft"), tokens) as watch:
            token_server.forget_access()
            await asyncio.to_thread(dovecot_with_tokens.cut, address)
            dovecot_with_tokens.deliver(address, numbered(1, address))
            return await subjects(watch.arrivals(), 1)

    assert run(scene()) == ["1"]
    assert len(kept) == 2


async def _enter(mailbox: Mailbox, password: str) -> None:
    async with Watch(mailbox, password):
        pass


@pytest.mark.parametrize("host", ["imap.example.org", "192.0.2.1", "127.0.0.1.example.org", "localhost.example.org"])
def test_another_machine_is_never_reached_in_plain_text(run: Run, dovecot: Dovecot, address: str, host: str) -> None:
    with pytest.raises(PlainTextMailError, match=host):
        run(_enter(dovecot.mailbox(address, host=host, security="none"), dovecot.password))
