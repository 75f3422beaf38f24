"""The whole story with the real program: filed, followed up, decided; and what the person is shown and asked of it."""

from email.message import EmailMessage
from uuid import uuid4

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import Account, EventKind, State
from objector.rehearsal.scenario import Engine
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program
from tests.end_to_end.terminal import Terminal
from tests.mail.letters import letter
from tests.parts.dovecot import Dovecot, vouched

UNCLEAR = "There is news about your objection. Sign in to read it."


def answer(account: Account, words: str) -> EmailMessage:
    message = letter(words, to=account.email, subject="Your objection")
    message.replace_header("Message-ID", f"<{uuid4().hex}@facebookmail.com>")
    return vouched(message)


@pytest.fixture
def filed(add_account: AddAccount, ledger: Ledger) -> Account:
    """An account whose objection was filed."""
    account = add_account()
    case = ledger.open_case(account.name, account.flow)
    for kind in (EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED):
        ledger.append(case.number, kind)
    return account


def test_what_is_filed_is_followed_up_until_it_is_honoured(
    serve: Serve, account: Account, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    serve(engine=Engine.CLASSIC_TYPEAHEAD, language="de")
    assert program.run("file", account.name, "--yes").code == 0

    done = program.run("follow", "--json")
    assert done.code == 0, done.says
    (found,) = done.document["answers"]
    assert (found["account"], found["answer"], found["state"]) == (account.name, "honoured", "honoured")
    assert found["words"].startswith("Wir geben deinem Einspruch")
    assert done.document["waiting"] == []

    again = program.run("follow")
    assert (again.code, again.says) == (0, "rehearsal No case waits for an answer.")
    (case,) = ledger.cases()
    assert case.state is State.HONOURED
    assert program.run("evidence", "verify").code == 0


def test_a_dry_run_of_what_is_filed_leaves_it_filed(filed: Account, serve: Serve, program: Program, ledger: Ledger) -> None:
    serve()
    done = program.run("file", filed.name, "--dry-run")
    assert done.code == 0, done.says
    assert "nothing to do" in done.says
    (case,) = ledger.cases()
    assert case.state is State.FILED


def test_a_refusal_and_a_deadline_are_told(
    filed: Account, add_account: AddAccount, program: Program, ledger: Ledger, dovecot: Dovecot
) -> None:
    waits = add_account("instagram", tag="bert.")
    case = ledger.open_case(waits.name, waits.flow)
    for kind in (EventKind.SUBMITTING, EventKind.FILED):
        ledger.append(case.number, kind)
    dovecot.deliver(filed.email, answer(filed, "We are unable to honour your objection."))

    done = program.run("follow")
    assert done.code == 4, done.says
    assert f"{filed.name}: the platform refuses the objection: “We are unable to honour your objection.”" in done.says
    assert f"filed {waits.name} answer due by" in done.says
    assert "GDPR Art. 12(3)" in done.says


def test_without_a_terminal_what_no_rule_tells_is_shown_and_left(filed: Account, program: Program, dovecot: Dovecot) -> None:
    dovecot.deliver(filed.email, answer(filed, UNCLEAR))
    done = program.run("follow")
    assert done.code == 3, done.says
    assert UNCLEAR in done.says
    assert "objector resolve ACCOUNT honoured" in done.says


def test_at_a_terminal_it_is_asked(filed: Account, program: Program, ledger: Ledger, dovecot: Dovecot) -> None:
    dovecot.deliver(filed.email, answer(filed, UNCLEAR))
    with Terminal(program, "follow") as terminal:
        terminal.until_it_says("What does it say?")
        assert UNCLEAR in terminal.says
        terminal.type("\x1b[A" * 4)  # from “later” up to “honours the objection”
        assert terminal.end() == 0, terminal.says
    (case,) = ledger.cases()
    assert case.state is State.HONOURED


def test_a_watch_goes_on_until_ctrl_c(filed: Account, program: Program, ledger: Ledger, dovecot: Dovecot) -> None:
    watching = program.start("follow", "--watch", "--json")
    watching.until_it_says("reading")
    dovecot.deliver(filed.email, answer(filed, "We will honour your objection."))
    watching.until(lambda: ledger.cases()[0].state is State.HONOURED)
    watching.interrupt()
    done = watching.end()
    assert done.code == 0, done.says
    assert [found["answer"] for found in done.document["answers"]] == ["honoured"]
