"""What a page shows a moment later counts with what it shows at first."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page import tab
from objector.page.look import Kind, Look, PageKind
from objector.page.tab import Tab

Show = Callable[[str], Session]

SIGN_IN = "<h1>Log in to Facebook</h1><form><label>Email or phone<input name=email></label>{rest}<button>Log in</button></form>"
PASSWORD = "<label>Password<input type=password name=pass></label>"
LATER = f"<script>window.draw = () => document.querySelector('button').insertAdjacentHTML('beforebegin', '{PASSWORD}')</script>"


def has_password(look: Look) -> bool:
    return look.the(Kind.PASSWORD) is not None


def a_part(session: Session) -> Look:
    return Look(url=session.page.url, language="en", is_=PageKind.SIGN_IN, found=(), text="")


def test_the_rest_of_a_page_is_waited_for(run: Callable, show: Show) -> None:
    session = show(SIGN_IN.format(rest="") + LATER)

    async def scene() -> Look:
        await session.page.evaluate("setTimeout(draw, 50)")
        return await Tab(session.page, session.guard, 20).drawn(a_part(session), has_password)

    assert has_password(run(scene()))


def test_what_is_whole_is_taken_as_it_is(run: Callable, show: Show) -> None:
    session = show("")
    part = a_part(session)
    assert run(Tab(session.page, session.guard, 20).drawn(part, bool)) is part


@pytest.mark.parametrize("html", [SIGN_IN.format(rest=""), "<p>Something else"])
def test_a_page_that_has_no_more_or_is_another_one_is_told_as_it_is(html: str, run: Callable, show: Show, monkeypatch) -> None:
    monkeypatch.setattr(tab, "DRAWN", 0.3)
    session = show(html)
    look = run(Tab(session.page, session.guard, 20).drawn(a_part(session), has_password))
    assert not has_password(look)
    assert look.url == session.page.url
