"""The window: somebody looks on, clicks and types there, with a mouse and a keyboard of their own."""

import pytest

from objector.filing.office import password_name, seed_name
from objector.rehearsal.received import Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Version
from objector.secrets.vault import Vault
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.hands import Hands
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program

DONT_SEND, SUBMIT = range(2)
"""The buttons of the review, from below."""


@pytest.fixture
def hands(display: str) -> Hands:
    return Hands(display)


def test_the_review_and_the_code_can_be_answered_in_the_panel(
    serve: Serve, add_account: AddAccount, program: Program, hands: Hands, post: Post
) -> None:
    site = serve()
    account = add_account(mailbox=None)
    filing = program.start("file", account.name, "--headed", DISPLAY=hands.display)
    filing.until_it_says("waiting for your word on the review")
    hands.wait_for("Object to your information")
    hands.keep_trying(lambda: hands.press_button(SUBMIT), lambda: "✓ submitted" in filing.so_far())
    filing.until_it_says("waiting for the code")
    filing.until(lambda: post.codes)
    hands.keep_trying(lambda: hands.type_into_panel(post.codes[0]), lambda: "✓ code received" in filing.so_far())
    done = filing.end()
    assert done.code == 0, done.says
    assert "code received: from you" in done.says
    assert len(site.filed_objections) == 1


def test_declining_in_the_panel_sends_nothing(serve: Serve, add_account: AddAccount, program: Program, hands: Hands) -> None:
    site = serve(version=Version.SHORT)
    account = add_account(mailbox=None)
    filing = program.start("file", account.name, "--headed", DISPLAY=hands.display)
    filing.until_it_says("waiting for your word on the review")
    hands.wait_for("Object to your information")
    hands.keep_trying(lambda: hands.press_button(DONT_SEND), lambda: filing.is_over)
    done = filing.end()
    assert done.code == 2, done.says
    assert "the review was declined" in done.says
    assert site.of(Kind.SUBMISSION) == []


def test_a_session_signed_in_by_hand_is_used_by_a_later_run_without_a_window(
    serve: Serve, add_account: AddAccount, program: Program, hands: Hands, vault: Vault, resident: Resident
) -> None:
    site = serve(version=Version.SHORT)
    account = add_account()
    vault.delete(password_name(account.name))
    vault.delete(seed_name(account.name))
    signing_in = program.start("sign-in", account.name, DISPLAY=hands.display)
    signing_in.until_it_says("waiting for you to sign in")
    enter(hands, site, resident)
    done = signing_in.end()
    assert done.code == 0, done.says
    assert "the session is sealed and kept" in done.says

    entered = site.of(Kind.SIGN_IN)
    filed = program.run("file", account.name, "--yes")
    assert filed.code == 0, filed.says
    assert site.of(Kind.SIGN_IN) == entered
    assert len(site.filed_objections) == 1


def enter(hands: Hands, site: Replica, resident: Resident) -> None:
    """Sign in as a person does, who begins anew where the window was not ready for what was typed."""
    wanted = {resident.email, resident.password}

    def type_both() -> None:
        hands.wait_for("Log in")
        hands.press("ctrl+a")
        hands.type(resident.email)
        hands.press("Tab")
        hands.press("ctrl+a")
        hands.type(resident.password)
        hands.press("Return")

    hands.keep_trying(type_both, lambda: any(wanted <= set(each.fields.values()) for each in site.of(Kind.SIGN_IN)))


def test_a_session_that_has_ended_needs_a_person(serve: Serve, add_account: AddAccount, program: Program, vault: Vault) -> None:
    serve()
    account = add_account()
    vault.delete(password_name(account.name))
    done = program.run("file", account.name, "--yes")
    assert done.code == 3, done.says
    assert "Sign in to the account" in done.says
    assert "--headed" in done.says
