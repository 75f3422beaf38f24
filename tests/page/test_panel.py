"""The panel and the pointing in it, under a policy that forbids a page almost everything, and unnoticed by the page."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from starlette.responses import HTMLResponse

from objector.browser.launch import VIEWPORT, Session
from objector.browser.picture import picture
from objector.page.panel import Panel, Place, Question, Reply
from tests.parts.served import HOME, Served

POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'nonce-ours'; require-trusted-types-for 'script'"}
PAGE = """<!doctype html><title>strict</title><body><button id=it>Delete everything</button><input id=box><script nonce=ours>
const noticed = [];
for (const kind of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'keydown', 'keyup', 'focusin'])
  for (const target of [window, document, it, box]) target.addEventListener(kind, event => noticed.push(event.type), true);
</script>"""
ASKED = Question(title=("Which one?",), buttons={"first": ("One", "Eins"), "last": ("Two",)}, facts=[("mailed to", "anna")])
LAST, NEXT_TO_LAST = 31, 71
"""How far above the panel's lower edge the middle of a button lies."""


@pytest.fixture
def panel(run: Callable, session: Session, served: Served) -> Iterator[Panel]:
    served.replies["/"] = lambda: HTMLResponse(PAGE, headers=POLICY)
    panel = run(Panel.attach(session.page, "objector · anna"))
    run(session.page.goto(HOME))
    return panel


async def shown(session: Session, name: str) -> None:
    await session.page.wait_for_selector(f"objector-{name}", state="attached")


async def answered(panel: Panel, session: Session, question: Question, height: float) -> Reply:
    """Click on the panel again and again until it answers: it needs a moment to appear."""
    asking = asyncio.ensure_future(panel.ask(question))
    await shown(session, "panel")
    while not asking.done():
        await session.page.mouse.click(VIEWPORT["width"] - 100, VIEWPORT["height"] - 16 - height)
    return await asking


async def pointed(panel: Panel, session: Session, act: Callable) -> Place | None:
    pointing = asyncio.ensure_future(panel.point(("Click it (Esc: go back)",)))
    await shown(session, "pointer")
    await act(session.page)
    return await pointing


@pytest.mark.parametrize(("height", "button"), [(LAST, "last"), (NEXT_TO_LAST, "first")])
def test_the_button_that_is_pressed_is_the_answer(
    height: float, button: str, run: Callable, session: Session, panel: Panel
) -> None:
    assert run(answered(panel, session, ASKED, height)) == Reply(button=button, text="")


def test_the_panel_is_in_no_picture(run: Callable, session: Session, panel: Panel) -> None:
    async def pictures() -> list[bytes]:
        panel.caption("✓ email")
        await shown(session, "panel")
        async with panel.hidden():
            hidden = await picture(session.page, session.devtools)
        with_it = await picture(session.page, session.devtools)
        await session.page.evaluate("document.querySelector('objector-panel').remove()")
        return [hidden, with_it, await picture(session.page, session.devtools)]

    hidden, with_it, without = run(pictures())
    assert hidden == without
    assert with_it != without


def test_a_click_is_told_to_objector_and_to_nobody_else(run: Callable, session: Session, panel: Panel) -> None:
    async def clicks(page) -> None:
        await page.mouse.move(5, 5)
        await page.mouse.click(40, 20)

    assert run(pointed(panel, session, clicks)) == (40, 20)
    assert run(session.page.evaluate("noticed")) == []
    run(session.page.mouse.click(40, 20))
    assert "click" in run(session.page.evaluate("noticed"))


def test_esc_goes_back(run: Callable, session: Session, panel: Panel) -> None:
    assert run(pointed(panel, session, lambda page: page.keyboard.press("Escape"))) is None
    assert run(session.page.evaluate("noticed")) == []
    assert run(session.page.query_selector("objector-pointer")) is None


def test_what_the_pages_scripts_make_up_is_no_click(run: Callable, session: Session, panel: Panel) -> None:
    async def makes_up(page) -> None:
        await page.evaluate("document.querySelector('objector-pointer').click(); it.click()")
        await page.keyboard.press("Escape")

    assert run(pointed(panel, session, makes_up)) is None
    assert "click" in run(session.page.evaluate("noticed"))


def test_a_page_that_goes_away_takes_the_pointing_with_it(run: Callable, session: Session, panel: Panel) -> None:
    assert run(pointed(panel, session, lambda page: page.goto(f"{HOME}next"))) is None
