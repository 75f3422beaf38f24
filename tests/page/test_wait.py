"""Waiting for what a page shows comes to an end on a page whose script never returns."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page import wait
from objector.page.wait import FrozenPageError, changed, look_until, still

Show = Callable[[str], Session]


@pytest.fixture
def frozen(show: Show, run: Callable, monkeypatch) -> Session:
    """A page that answers nothing any more."""
    monkeypatch.setattr(wait, "FROZEN", 0.5)
    session = show("<p>Here you can object.")
    run(session.page.evaluate("() => void setTimeout(() => { for (;;); })"))
    return session


@pytest.mark.parametrize(
    "wait_for",
    [lambda page: look_until(page, bool, 0.1), still, lambda page: changed(page, 0.1)],
    ids=["look_until", "still", "changed"],
)
def test_a_page_whose_script_never_returns_is_given_up_and_told_of(wait_for: Callable, frozen: Session, run: Callable) -> None:
    with pytest.raises(FrozenPageError, match=r"www\.facebook\.com/ no longer responds"):
        run(wait_for(frozen.page))
