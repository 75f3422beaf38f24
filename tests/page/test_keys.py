"""Typing comes to an end on a page that never says that it took a key."""

from collections.abc import Callable

from objector.browser.launch import Session
from objector.page import keys
from objector.page.keys import Keys
from tests.parts.served import Served

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


def test_a_page_that_sets_off_for_another_leaves_it_alive_and_at_most_what_was_under_way_in_it(
    run: Callable, show: Show, served: Served
) -> None:
    served.pages["/next"] = "<!doctype html><input id=it autofocus><button onclick='document.title = `clicked`'>Next</button>"
    session = show("<input id=it autofocus oninput='oninput = null; location.assign(`/next`)'>")

    async def type_and_click() -> tuple[str, str]:
        await session.page.focus("#it")
        await Keys(session.page).type("ä" * 300)
        await session.page.wait_for_url("**/next")
        typed = await session.page.input_value("#it")
        await session.page.click("button", timeout=5000)
        return typed, await session.page.title()

    typed, title = run(type_and_click())
    assert title == "clicked"
    assert typed in {"", "ä"}
