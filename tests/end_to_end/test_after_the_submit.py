"""What comes after the submit and ends the run leaves a doubt, said plainly: another submit would be a second one."""

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.hands import Hands
from tests.end_to_end.program import Program


def test_a_captcha_that_nobody_can_solve_is_named_and_nothing_is_sent_again(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET, captcha=True)
    account = add_account()
    done = program.run("file", account.name, "--yes")
    assert done.code == 5, done.says
    assert "after it was sent, the site wanted this: “Solve the captcha”, and there was no window to do it in" in done.says
    assert f"objector resolve {account.name} not-filed" in done.says
    assert ledger.cases()[0].state is State.IN_DOUBT

    again = program.run("file", account.name, "--yes")
    assert again.code == 5, again.says
    assert "Solve the captcha" in again.says
    assert len(site.of(Kind.SUBMISSION)) == 1


def test_a_window_that_is_closed_then_leaves_a_doubt(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger, display: str
) -> None:
    site = serve(engine=Engine.COMET, captcha=True)
    account, hands = add_account(), Hands(display)
    filing = program.start("file", account.name, "--headed", "--yes", DISPLAY=display)
    filing.until_it_says("waiting for you, in the window: Solve the captcha")
    hands.wait_for("Object to your information")
    hands.keep_trying(lambda: hands.press("ctrl+w"), lambda: filing.is_over)
    done = filing.end()
    assert done.code == 5, done.says
    assert "the window was closed before the site's answer was seen" in done.says
    assert len(site.of(Kind.SUBMISSION)) == 1
    assert ledger.cases()[0].state is State.IN_DOUBT
