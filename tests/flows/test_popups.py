"""A window that comes of the submit is where the site answers; any other is closed, and told."""

import asyncio
from collections.abc import Callable

import pytest
from playwright.async_api import CDPSession

from objector.browser.launch import Session
from objector.filing.lost_page import PageClosedError, while_open
from objector.page.errors import NoAnswerError, SentElsewhereError
from tests.flows.conftest import DeskOfATest, FormOn
from tests.flows.small_form import ANSWERS, THANKS, TellingDesk, filed, small_form
from tests.parts.served import ELSEWHERE, Served

Show = Callable[[str], Session]

OPENS = """onsubmit="window.open('about:blank', 'w'); this.target = 'w'" """
AND_SENDS = "target=_blank onsubmit=\"fetch('/sent', {method: 'POST', body: new URLSearchParams(new FormData(this))})\""
ADVERTISES = f"""onsubmit="window.open('{ELSEWHERE}buy'); window.open('/help')" """
MAILED = """<!doctype html><html lang=en><h1>We sent a code to your email</h1><form method=post action=/code>
<label>Code <input name=code></label><button>Confirm</button></form>"""


@pytest.fixture
def make_desk() -> type[DeskOfATest]:
    return TellingDesk


@pytest.mark.parametrize("how", ["target=_blank", OPENS], ids=["target", "open"])
def test_a_window_that_comes_of_the_submit_confirms(how: str, run: Callable, show: Show, served: Served, form_on: FormOn) -> None:
    served.pages["/sent"] = THANKS
    form = form_on(show(small_form(how)), 6)
    assert "We have received your objection." in run(filed(form))
    assert (len(served.posted()), form.desk.fences) == (1, ["submit"])
    assert "went on in a window: https://www.facebook.com/sent" in form.desk.verbs
    assert form.page.url == "https://www.facebook.com/sent"


def test_a_window_that_asks_for_the_code_gets_it(run: Callable, show: Show, served: Served, form_on: FormOn) -> None:
    served.pages |= {"/sent": MAILED, "/code": THANKS}
    form = form_on(show(small_form("target=_blank")), 6)
    assert "We have received your objection." in run(filed(form))
    assert [path for _, path in served.posted()] == ["/sent", "/code"]


def test_a_window_that_is_closed_while_it_is_worked_in_is_a_page_that_was_closed(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = MAILED
    form = form_on(show(small_form("target=_blank")), 6)

    async def closed() -> None:
        await form.answer(**ANSWERS)
        await form.submit()
        await form.page.close()
        await form.enter_code_if_asked()

    with pytest.raises(PageClosedError):
        run(while_open(lambda: form.page, closed()))


def test_what_is_sent_from_the_page_is_not_sent_again_from_a_window(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = THANKS
    form = form_on(show(small_form(AND_SENDS)), 2)
    run(form.answer(**ANSWERS))
    with pytest.raises(NoAnswerError, match="did not change"):
        run(form.submit())
    assert len(served.posted()) == 1


def test_windows_beside_the_answer_are_closed_and_told_and_nothing_is_fetched_from_elsewhere(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = THANKS
    session = show(small_form(ADVERTISES))
    form = form_on(session, 6)
    assert "We have received your objection." in run(filed(form))
    assert served.hosts() == {"www.facebook.com"}
    assert "closed a window: https://www.facebook.com/help" in form.desk.verbs
    assert session.context.pages == [session.page]


def test_a_window_that_is_ready_only_once_the_answer_has_come_is_closed(
    run: Callable, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = show(small_form())
    watch = session.guard.watch_window

    async def opened_late() -> None:
        answered = asyncio.Event()

        async def watch_late(window: CDPSession) -> None:
            await answered.wait()
            await watch(window)

        monkeypatch.setattr(session.guard, "watch_window", watch_late)
        async with session.popups.awaited(), session.page.expect_popup() as opening:
            await session.page.evaluate("void window.open('/help')")
        popup = await opening.value
        answered.set()
        if not popup.is_closed():
            await popup.wait_for_event("close")

    run(opened_late())
    assert session.context.pages == [session.page]


def test_a_window_that_opens_by_itself_is_closed_and_told(run: Callable, show: Show, served: Served, form_on: FormOn) -> None:
    session = show(small_form() + "<script>document.forms[0].email.onchange = () => window.open('/help')</script>")
    form = form_on(session, 6)

    async def closed() -> None:
        async with form.page.expect_popup() as opening:
            await form.answer(**ANSWERS)
        popup = await opening.value
        if not popup.is_closed():
            await popup.wait_for_event("close")

    run(closed())
    assert any(verb.startswith("closed a window: ") for verb in form.desk.verbs)
    assert session.context.pages == [session.page]


def test_a_window_that_takes_the_answers_elsewhere_gets_none(run: Callable, show: Show, served: Served, form_on: FormOn) -> None:
    form = form_on(show(small_form("target=_blank").replace("/sent", f"{ELSEWHERE}sent")), 6)
    run(form.answer(**ANSWERS))
    with pytest.raises(SentElsewhereError):
        run(form.submit())
    assert served.hosts() == {"www.facebook.com"}
    assert form.desk.fences[1:] == [f"unfenced: it was to be sent to {ELSEWHERE}sent, and was stopped"]
