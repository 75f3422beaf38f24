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


OPENS = {
    "modal dialog": "open(make('dialog', 'Sign in'))",
    "dialog that clips and is moved": """const it = make('dialog', 'x');
        it.style.cssText = 'transform: rotate(3deg); overflow: hidden; width: 90px'; open(it)""",
    "two dialogs, the first one opened last": "const [one, two] = [make('dialog', 1), make('dialog', 2)]; open(two); open(one)",
    "dialog in a shadow root": """const root = make('x-y').attachShadow({mode: 'open'});
        open(root.appendChild(document.createElement('dialog')))""",
    "dialog that is closed again": "const it = make('dialog', 'x'); open(it); setTimeout(() => it.remove(), 400)",
    "popover": "const it = make('div'); it.popover = 'manual'; it.style.cssText = COVER; it.showPopover()",
    "overlay as high as can be": "make('div').style.cssText = COVER",
    "all elements anew": "document.documentElement.replaceChildren(document.createElement('body'))",
    "rules for everything": """const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet];
        sheet.replaceSync('* { display: none !important; position: static !important } html { display: block !important }')""",
}
OPEN = """() => {
  const COVER = 'position: fixed; inset: 0; width: 100%; height: 100%; z-index: 2147483647; background: gray';
  const make = (name, text = '') => Object.assign(document.body.appendChild(document.createElement(name)), {textContent: text});
  const open = dialog => dialog.showModal();
  ACT
}"""


@pytest.mark.parametrize("act", OPENS.values(), ids=OPENS)
def test_a_question_can_be_answered_whatever_the_page_opens_over_it(
    act: str, run: Callable, session: Session, panel: Panel
) -> None:
    async def answer() -> Reply:
        asking = asyncio.ensure_future(panel.ask(ASKED))
        await shown(session, "panel")
        await session.page.evaluate(OPEN.replace("ACT", act))
        async with asyncio.timeout(10):
            while not asking.done():
                await session.page.mouse.click(VIEWPORT["width"] - 100, VIEWPORT["height"] - 16 - LAST)
        return await asking

    assert run(answer()) == Reply(button="last", text="")


def test_a_window_smaller_than_the_question_lets_it_be_scrolled(run: Callable, session: Session, panel: Panel) -> None:
    long = Question(title=("Which one? " * 60,), buttons={"only": ("Go on",)})

    async def answer() -> Reply:
        await session.page.set_viewport_size({"width": 240, "height": 200})
        asking = asyncio.ensure_future(panel.ask(long))
        await shown(session, "panel")
        await session.page.mouse.move(120, 100)
        async with asyncio.timeout(10):
            while not asking.done():
                await session.page.mouse.wheel(0, 400)
                await session.page.mouse.click(120, 200 - 16 - LAST)
        return await asking

    assert run(answer()).button == "only"


def test_the_panel_is_in_no_picture_of_a_page_that_comes_meanwhile_either(run: Callable, session: Session, panel: Panel) -> None:
    async def is_there() -> bool:
        panel.caption("✓ email")
        await shown(session, "panel")
        async with panel.hidden():
            await session.page.reload()
            for _ in range(20):
                await session.page.evaluate("new Promise(requestAnimationFrame)")
            return await session.page.query_selector("objector-panel") is not None

    assert not run(is_there())
    run(shown(session, "panel"))


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
