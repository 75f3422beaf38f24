"""Pressing what submits: once, behind the fence, and reading off the page what came of it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.async_api import Error, Page

from objector.browser.address import without_query
from objector.browser.errors import StrayedError
from objector.browser.guard import Passage
from objector.browser.origins import within
from objector.page.errors import NoAnswerError, NotAgreedError, SentElsewhereError
from objector.page.interruptions import INTERRUPTIONS, news, past_interruptions, words
from objector.page.look import Found, Kind, Look, PageKind
from objector.page.reach import UnfillableError
from objector.page.reply import SILENCE
from objector.page.tab import NO_PAGE, Tab
from objector.page.wait import PageTimeoutError

if TYPE_CHECKING:
    from objector.page.form import Form

SAYS = frozenset({PageKind.CODE, PageKind.LINK, PageKind.CONFIRMATION, PageKind.REFUSAL})
"""What the site can say to a submit."""

ANSWERS = frozenset({*SAYS, *INTERRUPTIONS})
"""What a page may turn into when the site answers."""


async def press_once(form: "Form", before: Look, kind: Kind, replied: asyncio.Event | None = None) -> Look:
    """Press the button of this kind behind a fence and return what the site answers; raises NoAnswerError.

    An answer is another kind of page, or a complaint on the same one. Nothing is pressed a second time: make sure first that the
    button can be clicked (``Controls.check_clickable``). For ``replied`` see ``site_answer``.
    """
    button = before.the(kind)
    assert button is not None
    async with form.popups.awaited() as windows, _fenced(form) as passage:
        form.desk.fence(kind.value)
        try:
            await _click(form, button)
            look = await _answer_anywhere(form, before, replied, windows)
            if look.is_ is PageKind.FORM:
                look = await _last_word(form, look, before, passage)
        except (NoAnswerError, StrayedError) as error:
            raise _told_why(form, passage, error) from None
    if look.is_ is before.is_ and not passage.is_answered:
        # The page's own script complains of something, of the lost reply perhaps; only the site can say that it took nothing.
        raise NoAnswerError(f"the site did not reply, and the page says “{words(look)}”")
    return look


@asynccontextmanager
async def _fenced(form: "Form") -> AsyncIterator[Passage]:
    with form.tab.guard.fence() as passage, form.dialogs.following(form.page.url, passage):
        yield passage


async def _answer_anywhere(form: "Form", before: Look, replied: asyncio.Event | None, windows: "asyncio.Queue[Page]") -> Look:
    """Wait for the site's answer on the page, or in a window that comes of the press, where the form then goes on."""
    here = asyncio.ensure_future(site_answer(form.tab, before, replied))
    there = asyncio.ensure_future(_answer_in_window(form, before, windows))
    try:
        await asyncio.wait({here, there}, return_when=asyncio.FIRST_COMPLETED)
        if here.done() and not (there.done() and here.exception()):
            return here.result()
        window, look = there.result()
        form.go_on_in(window)
        return look
    finally:
        here.cancel()
        there.cancel()
        await asyncio.gather(here, there, return_exceptions=True)


async def _answer_in_window(form: "Form", before: Look, windows: "asyncio.Queue[Page]") -> tuple[Tab, Look]:
    """Wait for a window that answers; those that show something else, or lead elsewhere, are passed over."""
    while True:
        tab = Tab(await windows.get(), form.tab.guard, form.tab.seconds, form.dialogs.look)
        with suppress(NoAnswerError, Error):  # it says nothing of it, or is closed
            look = await site_answer(tab, before)
            if within(tab.page.url, tab.guard.origins):
                return tab, look


async def _click(form: "Form", button: Found) -> None:
    """Click the button; raises NoAnswerError, for whether that went through is not known."""
    try:
        await form.controls.click(button)
    except UnfillableError:
        raise NoAnswerError("the page did not take the click on the button, or did not come to an end with it") from None
    except Error as error:
        raise NoAnswerError(f"the click did not go through ({error.message.splitlines()[0]})") from None


def _told_why(form: "Form", passage: Passage, error: NoAnswerError | StrayedError) -> Exception:
    """Return what is raised for a submit without an answer: where nothing has left, that is put on disk, and is no doubt."""
    unsent, declined = form.outcome is None and not passage.left, form.dialogs.declined
    if isinstance(error, StrayedError) and unsent:
        form.desk.unfence(f"it was to be sent to {without_query(error.address)}, and was stopped")
        return SentElsewhereError(form.address, error.address, form.tab.guard.origins)
    if declined and unsent:
        form.desk.unfence(f"the page asked “{declined}”, which was not agreed to")
        return NotAgreedError(declined, form.address)
    return NoAnswerError(f"{error}; before that it asked “{declined}”, which was not agreed to") if declined else error


async def answered(form: "Form", look: Look | None, before: Look | None = None) -> Look:
    """Deal with what came between what was pressed and what the site says to it; return that. Raises NoAnswerError.

    What the page showed ``before`` already, and no complaint with it, is no answer.
    """

    def says(now: Look) -> bool:
        return now.is_ in SAYS and (before is None or now.is_ is not before.is_ or complains(now, before))

    if look and look.is_ not in INTERRUPTIONS:
        return look
    try:
        return await past_interruptions(form, look, says)
    except PageTimeoutError as error:
        raise NoAnswerError(f"the page says neither yes nor no, but “{words(error.last) if error.last else ''}”") from None


async def site_answer(tab: Tab, before: Look, replied: asyncio.Event | None = None) -> Look:
    """Wait for the page to show something that was not there before; raises NoAnswerError.

    ``replied`` is set once the site's reply has come: a complaint that stands there still after it is said again.
    """

    def shown(now: Look) -> bool:
        return now.url.startswith(NO_PAGE) or _is_answer(now, before) or _is_noted(now, before)

    has_come = replied.is_set if replied else bool
    try:
        look = await tab.until(lambda now: shown(now) or has_come())
        look = look if shown(look) else await _shown_of_reply(tab, shown)
    except PageTimeoutError as error:
        raise NoAnswerError(_told(error.last, before) or f"the page did not change within {tab.seconds:g} seconds") from None
    return _understood(look, before)


def _understood(look: Look, before: Look) -> Look:
    """Return what the page shows, a message that confirms taken for that; raises NoAnswerError for a lost connection."""
    if look.url.startswith(NO_PAGE):
        raise NoAnswerError("the connection broke before the site answered")
    return replace(look, is_=PageKind.CONFIRMATION) if _is_noted(look, before) else look


async def _last_word(form: "Form", look: Look, before: Look, passage: Passage) -> Look:
    """Return what the page says in the end where it complains: "Sending …" is an alert to some pages, and no complaint.

    Raises NoAnswerError where the complaint is gone and nothing else has come.
    """

    def says_else(now: Look) -> bool:
        return now.url.startswith(NO_PAGE) or now.is_ in ANSWERS or _is_noted(now, before)

    for seconds in (SILENCE, form.tab.seconds):
        try:
            return _understood(await form.tab.until(says_else, seconds), before)
        except PageTimeoutError as error:
            look = error.last or look
        if passage.is_answered:
            break
    if not complains(look, before):
        raise NoAnswerError(_told(look, before) or "what the page said is gone, and nothing else has come")
    return look


async def _shown_of_reply(tab: Tab, shown: Callable[[Look], bool]) -> Look:
    """Return what the page shows of a reply that has come: a complaint stands there at once, other things may take their time."""
    try:
        return await tab.until(shown, SILENCE)
    except PageTimeoutError as error:
        if error.last and error.last.alerts:
            return error.last
    return await tab.until(shown)


def _told(now: Look | None, before: Look) -> str:
    """Return in the page's words what it has said since, which is neither yes nor no; or nothing."""
    if now is None or now.text == before.text:
        return ""
    return f"the page says neither yes nor no, but “{words(news(now, before))}”"


def complains(now: Look, before: Look) -> bool:
    """Tell whether the page complains of something that it did not complain of before."""
    marked = {found.selector for found in before.found if found.invalid}
    return bool(set(now.alerts) - set(before.alerts)) or any(f.invalid and f.selector not in marked for f in now.found)


def _is_noted(now: Look, before: Look) -> bool:
    """Tell whether a message has come up that confirms, over a form that stays, emptied perhaps."""
    return now.receipt and not before.receipt and (now.is_ is before.is_ or now.is_ not in ANSWERS)


def confirms_anew(now: Look, before: Look) -> bool:
    """Tell whether a page that confirms says so in more than what stood there before, such as thanks at its foot."""
    return not now.confirming or not now.confirming <= before.confirming


def _is_answer(now: Look, before: Look) -> bool:
    if now.is_ is PageKind.CONFIRMATION and not confirms_anew(now, before):
        return False
    return (now.is_ in ANSWERS and now.is_ is not before.is_) or (now.is_ is before.is_ and complains(now, before))
