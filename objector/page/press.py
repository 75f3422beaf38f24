"""Pressing what submits: once, behind the fence, and wherever the site then answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error, Page

from objector.browser.address import without_query
from objector.browser.errors import StrayedError
from objector.browser.guard import Passage
from objector.browser.origins import within
from objector.page.errors import NoAnswerError, NotAgreedError, SentElsewhereError
from objector.page.look import Found, Kind, Look, PageKind
from objector.page.reach import UnfillableError
from objector.page.site_answer import last_word, site_answer
from objector.page.tab import Tab

if TYPE_CHECKING:
    from objector.page.form import Form


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
                look = await last_word(form, look, before, passage)
        except (NoAnswerError, StrayedError) as error:
            raise _told_why(form, passage, error) from None
    if look.is_ is before.is_ and not passage.is_answered:
        # The page's own script complains of something, of the lost reply perhaps; only the site can say that it took nothing.
        raise NoAnswerError(f"the site did not reply, and the page says “{look.words}”")
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
