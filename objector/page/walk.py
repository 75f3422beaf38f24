"""Walking through a form: answering what it asks where it asks it, step by step, up to the submit button."""

from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error

from objector.browser.errors import SiteUnreachableError
from objector.errors import ObjectorError
from objector.page.answers import is_open_question, left_over, next_open
from objector.page.code_entry import asks_for_code_inline, verify_inline
from objector.page.desk import Ask
from objector.page.errors import FieldNotFoundError, NoFormError, UnansweredError, UnfinishedPageError, WithdrawalError
from objector.page.give import give, unfilled
from objector.page.interruptions import INTERRUPTIONS, past_interruptions
from objector.page.lexicon.meanings import MEANINGS
from objector.page.look import Found, Kind, Look, PageKind
from objector.page.reach import UnfillableError
from objector.page.require import require_all, require_step
from objector.page.tab import DRAWN
from objector.page.takeover import helped
from objector.page.trouble import Trouble
from objector.page.wait import PageTimeoutError, still

if TYPE_CHECKING:
    from objector.page.form import Form

TRIES = 3
"""How often a control may refuse one answer before a person is asked."""

UNDONE = 2 * TRIES
"""How often a page may undo one answer that it took at first before a person is asked."""


async def to_the_form(form: "Form") -> Look:
    """Return what the form shows, once everything that came between is dealt with; raises NoFormError, WithdrawalError."""
    try:
        look = await form.tab.until(lambda look: look.is_ in INTERRUPTIONS or shows_form(look))
        look = await past_interruptions(form, look, shows_form)
    except PageTimeoutError:
        raise await _no_form(form) from None
    if look.withdraws:
        raise WithdrawalError(form.address)
    return await form.taught.onto(look)


async def _no_form(form: "Form") -> ObjectorError:
    try:
        if await form.page.evaluate("document.readyState") == "loading":
            return UnfinishedPageError(form.address)
        return NoFormError(form.address, await form.page.title())
    except Error:
        if form.page.is_closed():
            raise
        return SiteUnreachableError(form.opened, "it goes from one address to the next without an end")


def shows_form(look: Look) -> bool:
    """Tell whether this is the form: by its fields, or by a first question that only such a form asks, all the rest unseen."""
    asked = (found.options for found in look.found if is_open_question(found))
    first = look.is_ is PageKind.UNKNOWN and any(meaning.among(options) for options in asked for meaning in MEANINGS)
    return first or look.is_ is PageKind.FORM or (look.is_ is PageKind.UNKNOWN and look.withdraws)


async def answer_all(form: "Form", look: Look | None = None) -> Look:
    """Answer until only the submit button is left to press, with a person's help where it takes one.

    ``look`` is the last look at the form if nothing was done to it since. Return what the form shows in the end, or what the
    site says if the person submitted it.
    """
    while form.outcome is None:
        try:
            return await _answer_unaided(form, look or await to_the_form(form))
        except (FieldNotFoundError, UnansweredError, NoFormError) as error:
            look = None
            await helped(form, error.trouble)
    return form.outcome


async def _answer_unaided(form: "Form", look: Look) -> Look:
    tries: dict[str, int] = {}
    patient = True
    while True:
        if asked := next_open(look, form.answers):
            patient = True
            tries[asked[0].selector] = tries.get(asked[0].selector, 0) + 1
            if tries[asked[0].selector] > UNDONE:
                raise unfilled(form, *asked, asked[0].value)
            await give(form, *asked, look, last=tries[asked[0].selector] == TRIES)
        elif asks_for_code_inline(look):
            await verify_inline(form, look)
        elif look.the(Kind.SUBMIT) is None and (onward := look.the(Kind.NEXT)):
            await _go_on(form, look, onward)
        elif patient and _lacks_something(form, look):
            patient = False
            await _drawn_late(form, look)
        elif await _is_complete(form, look):
            return look
        look = await to_the_form(form)


def _lacks_something(form: "Form", look: Look) -> bool:
    """Tell whether the form lacks what it would have if more of it is still to be drawn."""
    try:
        require_all(look, form)
    except (FieldNotFoundError, UnansweredError):
        return True
    return any(answer.kind is Kind.REASON for answer in left_over(form.answers))


async def _drawn_late(form: "Form", look: Look) -> None:
    """Give a page that draws its fields one after the other, or a while after an answer, the time to ask for something else."""
    asks = [found.selector for found in look.found]
    with suppress(PageTimeoutError):
        await form.tab.until(lambda now: [found.selector for found in now.found] != asks, DRAWN)


async def still_answered(form: "Form", before: Look | None) -> Look:
    """Return what the form shows if it is as it was before; else answer anew what the page has put back or asks besides."""
    look = await to_the_form(form)
    return look if before and look.found == before.found else await answer_all(form, look)


async def _is_complete(form: "Form", look: Look) -> bool:
    """Tell whether the page has settled on what was looked at; more may be asked a moment after an answer."""
    await still(form.page)
    now = await to_the_form(form)
    if [f.selector for f in now.found] != [f.selector for f in look.found] or next_open(now, form.answers):
        return False
    submit = require_all(now, form)
    return submit.enabled or await _becomes_enabled(form, submit)


async def _becomes_enabled(form: "Form", submit: Found) -> bool:
    def enabled(look: Look) -> bool:
        submit = look.the(Kind.SUBMIT)
        return submit is not None and submit.enabled

    try:
        # A button that was pointed at is none to the finder.
        await (form.controls.check_clickable(submit) if form.taught.knows(Kind.SUBMIT) else form.tab.until(enabled))
    except (PageTimeoutError, UnfillableError):
        raise _incomplete(form) from None
    return False


def _incomplete(form: "Form") -> FieldNotFoundError:
    """Return what is raised where the submit button stays disabled: a reason or a country that is left over is what it misses."""
    for answer in left_over(form.answers):
        if answer.kind in {Kind.REASON, Kind.COUNTRY}:
            what = f"which field takes the {answer.kind.value} (the submit button stays disabled)"
            return FieldNotFoundError(what, form.address, Trouble(ask=Ask.FIELD, answer=answer))
    what = "what the form still misses (its submit button stays disabled)"
    return FieldNotFoundError(what, form.address, Trouble(ask=Ask.COMPLETION))


async def _go_on(form: "Form", look: Look, onward: Found) -> None:
    require_step(look, form)
    before = [found.selector for found in (await form.tab.until(bool)).found]
    try:
        await form.controls.click(onward)
    except UnfillableError:
        raise _stuck(form) from None

    def moved(now: Look) -> bool:
        asks_else = [found.selector for found in now.found] != before
        return asks_else or now.is_ in INTERRUPTIONS or bool(set(now.alerts) - set(look.alerts))

    try:
        await form.tab.until(moved)
    except PageTimeoutError:
        raise _stuck(form) from None
    form.desk.done("next step")


def _stuck(form: "Form") -> FieldNotFoundError:
    return FieldNotFoundError("how to get to the form's next step", form.address, Trouble(ask=Ask.NEXT_STEP))
