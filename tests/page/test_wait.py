"""Waiting for what a page shows comes to an end on a page whose script never returns."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page import wait
from objector.page.wait import PageTimeoutError, changed, look_until, still

Show = Callable[[str], Session]


@pytest.fixture
def frozen(show: Show, run: Callable, monkeypatch) -> Session:
    """A page that answers nothing any more."""
    monkeypatch.setattr(wait, "FROZEN", 0.5)
    session = show("<p>Here you can object.")
    run(session.page.evaluate("() => void setTimeout(() => { for (;;); })"))
    return session


def test_a_page_whose_script_never_returns_is_given_up(frozen: Session, run: Callable) -> None:
    with pytest.raises(PageTimeoutError):
        run(look_until(frozen.page, bool, 0.1))


def test_such_a_page_counts_as_unchanged_and_keeps_nobody_who_waits(frozen: Session, run: Callable) -> None:
    run(still(frozen.page))
    assert not run(changed(frozen.page, 0.1))
