"""Where a form is not understood a person takes over in the window and gives it back, with a mouse of their own."""

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal import frame
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine, Version
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.hands import Hands
from tests.end_to_end.program import Program, Running

STOP, CONTINUE, DID_IT, POINT = range(4)
"""The panel's buttons, from below."""

ASKS = "waiting for you, in the window: Show which field takes this: your email address"


@pytest.fixture
def hands(display: str) -> Hands:
    return Hands(display)


@pytest.fixture(autouse=True)
def strange(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sites call the email something that nobody knows; on newer pages no name gives it away."""
    plain = frame.texts
    monkeypatch.setattr(frame, "texts", lambda language: {**plain(language), "email": "Zorblax"})


def asked(program: Program, hands: Hands, account: str) -> Running:
    filing = program.start("file", account, "--headed", "--yes", DISPLAY=hands.display)
    filing.until_it_says(ASKS)
    hands.wait_for("Object to your information")
    return filing


def test_a_field_that_is_pointed_at_is_filled_and_remembered_for_the_next_account(
    serve: Serve, add_account: AddAccount, program: Program, hands: Hands
) -> None:
    site = serve(engine=Engine.COMET)
    filing = asked(program, hands, add_account().name)
    hands.keep_trying(lambda: hands.press_button(POINT), lambda: "waiting for you to click it" in filing.so_far())
    hands.click_down_the_page(lambda: "✓ pointed at: email" in filing.so_far())
    done = filing.end()
    assert done.code == 0, done.says
    assert "where email goes is remembered for the accounts that follow" in done.says

    # The next one needs no window any more.
    bert = add_account(tag="bert.")
    done = program.run("file", bert.name, "--yes")
    assert done.code == 0, done.says
    assert [filed.answers.email for filed in site.filed_objections] == [bert.email.removeprefix("bert."), bert.email]
    (learned,) = program.run("learned", "--json").document
    assert (learned["flow"], learned["kind"], learned["label"]) == ("facebook", "email", "Zorblax")


def test_a_step_that_the_person_did_is_taken_as_done(
    serve: Serve, add_account: AddAccount, program: Program, hands: Hands, ledger: Ledger
) -> None:
    """The form comes with the right address in it: they only have to say so."""
    site = serve(engine=Engine.COMET, version=Version.SHORT)
    filing = asked(program, hands, add_account().name)
    hands.keep_trying(lambda: hands.press_button(DID_IT), lambda: "✓ email: by hand" in filing.so_far())
    done = filing.end()
    assert done.code == 0, done.says
    assert len(site.filed_objections) == 1
    assert {"verb": "email", "detail": "by hand"} in [event.data for event in ledger.cases()[0].events]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda hands: hands.press_button(STOP), "Stopped where this was needed: Show which field takes this"),
        (lambda hands: hands.press("ctrl+w"), "The window was closed. Nothing was sent."),
    ],
    ids=["stop", "closed window"],
)
def test_stopping_or_closing_the_window_loses_nothing(
    act, words: str, serve: Serve, add_account: AddAccount, program: Program, hands: Hands, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET, version=Version.SHORT)
    account = add_account()
    filing = asked(program, hands, account.name)
    hands.keep_trying(lambda: act(hands), lambda: filing.is_over)
    done = filing.end()
    assert done.code == 3, done.says
    assert words in done.says
    assert f"“objector file {account.name} --headed” goes on from here." in done.says
    assert "Traceback" not in done.says
    assert site.of(Kind.SUBMISSION) == []
    assert ledger.cases()[0].state is State.NEEDS_PERSON


def test_without_a_window_the_step_and_the_command_that_opens_one_are_named(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET, version=Version.SHORT)
    account = add_account()
    done = program.run("file", account.name, "--yes")
    assert done.code == 3, done.says
    assert "Show which field takes this: your email address" in done.says
    assert f"Run “objector file {account.name} --headed”" in done.says
    assert site.of(Kind.SUBMISSION) == []
    assert ledger.cases()[0].state is State.NEEDS_PERSON
