"""``objector mailbox`` adds what works, says what doesn't, and keeps passwords in the keyring only."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
import typer
from keyring.backend import KeyringBackend
from typer.testing import CliRunner, Result

from objector.cli import mailbox
from objector.cli.mail_server import UnknownProviderError
from objector.errors import MailboxRefusedError, MailboxUnreachableError, UnknownNameError
from tests.mail.letters import letter
from tests.parts.dovecot import AUTHSERV_ID, Dovecot, vouched


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_keyring: KeyringBackend) -> Path:
    monkeypatch.setenv("OBJECTOR_HOME", str(tmp_path))
    monkeypatch.delenv("OBJECTOR_SITE", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def address() -> str:
    return f"{uuid4().hex}@example.org"


def objector(*arguments: str, given: str = "") -> Result:
    app = typer.Typer()
    mailbox.register(app)
    app.callback()(lambda: None)
    return CliRunner().invoke(app, ["mailbox", *arguments], input=given)


def reach(dovecot: Dovecot) -> list[str]:
    return ["--host", dovecot.host, "--port", str(dovecot.port), "--ca-file", dovecot.ca_file]


def listed() -> list[dict[str, object]]:
    return json.loads(objector("list", "--json").stdout)


def test_a_mailbox_is_added_checked_listed_and_removed(home: Path, dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, vouched(letter("hello")))

    added = objector("add", address, *reach(dovecot), "--password-stdin", given=f"{dovecot.password}\n")
    assert added.exit_code == 0, added.output
    assert "Signed in" in added.stdout

    (kept,) = listed()
    assert (kept["address"], kept["user"], kept["authserv_id"]) == (address, address, AUTHSERV_ID)

    checked = objector("check", address)
    assert checked.exit_code == 0, checked.output
    assert AUTHSERV_ID in checked.stdout

    assert objector("remove", address).exit_code == 0
    assert listed() == []
    assert isinstance(objector("check", address).exception, UnknownNameError)


def test_the_password_is_in_no_file(home: Path, dovecot: Dovecot, address: str) -> None:
    objector("add", address, *reach(dovecot), "--password-stdin", given=f"{dovecot.password}\n")

    assert listed()
    for file in home.rglob("*"):
        assert not file.is_file() or dovecot.password.encode() not in file.read_bytes()


def test_nothing_is_kept_of_a_mailbox_that_refuses_the_password(home: Path, dovecot: Dovecot, address: str) -> None:
    refused = objector("add", address, *reach(dovecot), "--password-stdin", given="wrong\n")

    assert isinstance(refused.exception, MailboxRefusedError)
    assert listed() == []


def test_nothing_is_kept_of_a_mailbox_that_is_not_there(home: Path, address: str) -> None:
    away = objector("add", address, "--host", "127.0.0.1", "--port", "1", "--password-stdin", given="x\n")

    assert isinstance(away.exception, MailboxUnreachableError)
    assert listed() == []


def test_a_mailbox_can_be_added_without_trying_it(home: Path) -> None:
    added = objector("add", "ada@gmail.com", "--no-check", "--password-stdin", given="x\n")

    assert added.exit_code == 0, added.output
    (kept,) = listed()
    assert (kept["host"], kept["port"], kept["authserv_id"]) == ("imap.gmail.com", 993, "mx.google.com")


def test_an_unknown_provider_needs_a_host(home: Path) -> None:
    assert isinstance(objector("add", "ada@example.org").exception, UnknownProviderError)


def test_an_empty_password_is_none(home: Path) -> None:
    empty = objector("add", "ada@gmail.com", "--no-check", "--password-stdin", given="\n")

    assert isinstance(empty.exception, mailbox.NoPasswordError)
    assert listed() == []


def test_the_prompt_hides_the_password_and_says_how_to_get_one(home: Path) -> None:
    asked = objector("add", "ada@gmail.com", "--no-check", given="my secret\n")

    assert asked.exit_code == 0, asked.output
    assert "app password" in asked.output
    assert "my secret" not in asked.output


def test_an_empty_list_says_what_to_do(home: Path) -> None:
    assert "objector mailbox add" in objector("list").stdout
