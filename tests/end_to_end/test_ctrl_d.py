"""Ctrl-D in the terminal is no answer: nothing is sent for it, and whoever else can answer goes on."""

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Version
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program
from tests.end_to_end.terminal import Terminal

CTRL_D = "\x04"


def test_at_the_review_it_means_no(serve: Serve, add_account: AddAccount, program: Program) -> None:
    site = serve(version=Version.SHORT)
    with Terminal(program, "file", add_account().name) as terminal:
        terminal.until_it_says("Submit it?")
        terminal.type(CTRL_D)
        assert terminal.end() == 2, terminal.says
        assert "the review was declined" in terminal.says
        assert "Traceback" not in terminal.says
    assert site.of(Kind.SUBMISSION) == []


def test_at_the_code_with_nothing_else_to_bring_one_a_person_is_needed(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve()
    account = add_account(mailbox=None)
    with Terminal(program, "file", account.name, "--yes") as terminal:
        terminal.until_it_says("or wait:")
        terminal.type(CTRL_D)
        assert terminal.end() == 3, terminal.says
        assert "The terminal was closed (Ctrl-D) instead of a code" in terminal.says
        assert "Traceback" not in terminal.says
    assert site.filed_objections == []
    assert ledger.cases()[0].state is State.NEEDS_PERSON


def test_at_the_code_the_mailbox_goes_on(serve: Serve, add_account: AddAccount, program: Program) -> None:
    site = serve(mail_delay=4.0)
    with Terminal(program, "file", add_account().name, "--yes") as terminal:
        terminal.until_it_says("or wait:")
        terminal.type(CTRL_D)
        assert terminal.end() == 0, terminal.says
        assert "code received: from mailbox" in terminal.says
    assert len(site.filed_objections) == 1
