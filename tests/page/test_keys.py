"""Typing comes to an end on a page that never says that it took a key."""

from collections.abc import Callable

from objector.browser.launch import Session
from objector.page import keys
from objector.page.keys import Keys

Show = Callable[[str], Session]


def test_a_page_that_swallows_keys_does_not_keep_whoever_types(run: Callable, show: Show, monkeypatch) -> None:
    monkeypatch.setattr(keys, "STALLED", 0.5)
    session = show("<input id=it autofocus onkeydown='for (;;);'>")

    async def type_and_press() -> None:
        await Keys(session.page).type("42")
        await Keys(session.page).press("Escape")

    run(type_and_press())


def test_what_is_typed_arrives_in_what_has_the_focus(run: Callable, show: Show) -> None:
    session = show("<input id=it autofocus>")

    async def type_and_press() -> str:
        await session.page.focus("#it")
        await Keys(session.page).type("42„3")
        await Keys(session.page).press("Backspace")
        return await session.page.input_value("#it")

    assert run(type_and_press()) == "42„"
