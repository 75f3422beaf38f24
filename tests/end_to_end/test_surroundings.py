"""Whatever is missing, wrong or in the way: one plain sentence, the right exit code, and nothing half-done."""

import socket

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import Account, State
from objector.mail.mailbox import mailbox_password_name
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Version
from objector.secrets.vault import Vault
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program
from tests.end_to_end.terminal import Terminal


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "words"),
    [
        (["--headed"], {}, 2, "There is no display to show a window on"),
        ([], {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}, 2, "There is no keyring to keep secrets in"),
        ([], {"OBJECTOR_BROWSER": "/nonexistent"}, 2, "The browser /nonexistent, set with OBJECTOR_BROWSER, is not a program"),
    ],
    ids=["display", "keyring", "browser"],
)
def test_what_is_missing_is_named_before_anything_is_begun(
    arguments: list[str], environment: dict[str, str], code: int, words: str, account: Account, program: Program, ledger: Ledger
) -> None:
    done = program.run("file", account.name, "--yes", *arguments, **environment)
    assert done.code == code, done.says
    assert words in done.says
    assert "Traceback" not in done.says
    assert ledger.cases() == []


def test_a_locked_keyring_is_for_the_person_to_unlock(
    locked_keyring_environment: dict[str, str], account: Account, program: Program, ledger: Ledger
) -> None:
    done = program.run("file", account.name, "--yes", **locked_keyring_environment)
    assert done.code == 3, done.says
    assert "The keyring is locked. Unlock it" in done.says
    assert ledger.cases() == []


def test_a_mailbox_that_refuses_the_password_stops_before_the_submit(
    serve: Serve, account: Account, program: Program, vault: Vault
) -> None:
    site = serve()
    vault.put(mailbox_password_name(account.email), "wrong")
    done = program.run("file", account.name, "--yes")
    assert done.code == 2, done.says
    assert f"refused the password of the mailbox {account.email}" in done.says
    assert site.of(Kind.SUBMISSION) == []


def test_sites_that_are_down_are_said_to_be(account: Account, program: Program, ledger: Ledger) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
    done = program.run("file", account.name, "--yes", OBJECTOR_SITE=address)
    assert done.code == 1, done.says
    assert "https://www.facebook.com/help/contact/712876720715583 can't be reached" in done.says
    assert ledger.cases()[0].state is State.FAILED


def test_a_second_run_for_the_same_account_leaves_the_first_alone(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve()
    account = add_account(mailbox=None)
    first = program.start("file", account.name, "--yes")
    first.until_it_says("waiting for the code")

    second = program.run("file", account.name, "--yes")
    assert second.code == 2, second.says
    assert f"process {first.pid}, since" in second.says
    assert f"is filing for “{account.name}” right now" in second.says
    (shown,) = program.run("status", "--json").document
    assert shown["state"] == "awaiting_code"

    first.interrupt()
    assert first.end().code == 3
    assert len(site.of(Kind.SUBMISSION)) == 1


def test_a_form_that_is_not_available_names_those_that_remain_and_why(
    serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    serve(available=False)
    done = program.run("file", account.name, "--yes")
    assert done.code == 4, done.says
    assert "not available to the account" in done.says
    assert "What remains: privacy-rights" in done.says
    assert "GDPR Art. 21" in done.says
    assert "third-party, about what others published about you" in done.says
    assert "open to every country" in done.says
    assert "account add --flow" in done.says
    assert ledger.cases()[0].state is State.NOT_AVAILABLE


def test_a_dry_run_fills_everything_keeps_the_picture_and_submits_nothing(
    serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve()
    done = program.run("file", account.name, "--dry-run")
    assert done.code == 0, done.says
    assert "✓ reason" in done.says
    assert site.of(Kind.SUBMISSION) == []
    (picture,) = program.world.rglob("*-filled-form.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert ledger.cases()[0].state is State.PLANNED


def test_without_a_terminal_nothing_is_sent_unreviewed(serve: Serve, account: Account, program: Program) -> None:
    site = serve(version=Version.SHORT)
    done = program.run("file", account.name)
    assert done.code == 3, done.says
    assert "Nobody is there to look at what will be sent" in done.says
    assert site.of(Kind.SUBMISSION) == []


def test_the_review_shows_what_will_be_sent_before_it_is(serve: Serve, account: Account, program: Program) -> None:
    site = serve(version=Version.SHORT)
    with Terminal(program, "file", account.name) as terminal:
        terminal.until_it_says("Submit it?")
        assert site.of(Kind.SUBMISSION) == []
        assert "https://www.facebook.com/help/contact/712876720715583" in terminal.says
        assert "Das ist mein Beruf" in terminal.says
        terminal.type("y")
        assert terminal.end() == 0, terminal.says
    assert len(site.of(Kind.SUBMISSION)) == 1


def test_ctrl_c_at_the_review_sends_nothing(serve: Serve, account: Account, program: Program, ledger: Ledger) -> None:
    site = serve(version=Version.SHORT)
    with Terminal(program, "file", account.name) as terminal:
        terminal.until_it_says("Submit it?")
        terminal.type("\x03")
        assert terminal.end() == 3, terminal.says
        assert "Traceback" not in terminal.says
        assert "objector: stopped; nothing is lost." in terminal.says
    assert site.of(Kind.SUBMISSION) == []
    assert ledger.cases()[0].state is State.FILLING


def test_a_code_can_be_typed_in_the_terminal(serve: Serve, add_account: AddAccount, program: Program, post) -> None:
    site = serve()
    account = add_account(mailbox=None)
    with Terminal(program, "file", account.name, "--yes") as terminal:
        terminal.until_it_says("or wait:")
        terminal.type(post.codes[0])
        assert terminal.end() == 0, terminal.says
    assert len(site.filed_objections) == 1
