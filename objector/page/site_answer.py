"""What the site answers to what was pressed, read off the page: what is new on it since, and what that means."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from objector.browser.guard import Passage
from objector.page.errors import NoAnswerError
from objector.page.interruptions import INTERRUPTIONS, past_interruptions
from objector.page.look import Look, PageKind
from objector.page.reply import SILENCE
from objector.page.tab import NO_PAGE, Tab
from objector.page.wait import PageTimeoutError

if TYPE_CHECKING:
    from objector.page.form import Form

SAYS = frozenset({PageKind.CODE, PageKind.LINK, PageKind.CONFIRMATION, PageKind.REFUSAL})
"""What the site can say to a submit."""

ANSWERS = frozenset({*SAYS, *INTERRUPTIONS})
"""What a page may turn into when the site answers."""


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


async def last_word(form: "Form", look: Look, before: Look, passage: Passage) -> Look:
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
    return f"the page says neither yes nor no, but “{now.since(before).words}”"


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
        raise NoAnswerError(f"the page says neither yes nor no, but “{error.last.words if error.last else ''}”") from None
