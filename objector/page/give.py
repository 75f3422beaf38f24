"""Giving one answer to the control that asks for it, in the way in which that takes it."""

import time
from typing import TYPE_CHECKING

from playwright.async_api import Error

from objector.page.answers import Answer, Choice, country_among, names
from objector.page.desk import Ask
from objector.page.errors import FieldNotFoundError, TooLongError
from objector.page.interruptions import INTERRUPTIONS
from objector.page.lexicon.choices import affirmative
from objector.page.look import Found, Kind, Look, Option, Role
from objector.page.reach import NotOfferedError, OverlongError, UnfillableError
from objector.page.reply import SILENCE
from objector.page.trouble import Trouble
from objector.page.wait import PageTimeoutError

if TYPE_CHECKING:
    from objector.page.form import Form

LONG = 10.0
"""Seconds after which a control that did not take its answer is not tried again; a person is asked instead."""


async def give(form: "Form", found: Found, answer: Answer, look: Look, *, last: bool) -> None:
    """Fill an answer in and note that the form has it; one that is not taken is passed over, but for the ``last`` try.

    A try that takes longer than LONG is the last one, too. Raises TooLongError, FieldNotFoundError, StrayedError.
    """
    began = time.monotonic()
    try:
        await fill(form, found, answer, look)
    except OverlongError as error:
        raise _too_long(found, answer, error) from None
    except UnfillableError as error:
        is_final = last or time.monotonic() - began > LONG
        if is_final and not await _leads_elsewhere(form, look):
            raise _not_taken(form, found, answer, error) from None
        return
    except Error:
        # The page was replaced, by the same one perhaps. Playwright's own words may tell what was typed.
        if last and not await _leads_elsewhere(form, look):
            raise unfilled(form, found, answer, "") from None
        return
    if isinstance(answer, Choice) and found.selector in answer.without:
        return
    if not answer.given:
        form.desk.done(answer.name, answer.shown)
    answer.given = True
    form.taught.took(found.kind)


def _not_taken(form: "Form", found: Found, answer: Answer, error: UnfillableError) -> FieldNotFoundError:
    if not isinstance(error, NotOfferedError):
        return unfilled(form, found, answer, error.holds)
    tried = ", ".join(f"“{name}”" for name in error.names)
    what = f"which option of “{found.label}” is “{answer.shown}” (none of these was offered: {tried})"
    values = {"label": found.label, "answer": answer.shown, "holds": error.holds, "tried": tried}
    return FieldNotFoundError(what, form.address, Trouble(ask=Ask.CHOICE, answer=answer, found=found, values=values))


def unfilled(form: "Form", found: Found, answer: Answer, holds: str) -> FieldNotFoundError:
    """Return what is raised where a control doesn't take its answer; ``holds`` is what it holds instead."""
    what = f"how to fill “{found.label}” with “{answer.shown}” (it holds “{holds}”)"
    return FieldNotFoundError(what, form.address, _trouble_with(found, answer, holds))


def _too_long(found: Found, answer: Answer, error: OverlongError) -> TooLongError:
    values = {"label": found.label, "limit": str(error.limit), "length": str(error.length)}
    trouble = Trouble(ask=Ask.LENGTH, answer=answer, found=found, values=values)
    return TooLongError(found.label, error.length, error.limit, trouble)


def _trouble_with(found: Found, answer: Answer, holds: str) -> Trouble:
    values = {"label": found.label, "answer": answer.shown, "holds": holds}
    return Trouble(ask=Ask.ENTRY, answer=answer, found=found, values=values)


async def _leads_elsewhere(form: "Form", before: Look) -> bool:
    """Tell whether an answer led to another page, or something has come over this one; raises StrayedError."""
    now = await form.tab.until(bool)
    return now.url != before.url or now.is_ in INTERRUPTIONS


async def fill(form: "Form", found: Found, answer: Answer, look: Look) -> None:
    """Type, tick, choose or hand over the answer, as its control wants it; raises UnfillableError, FieldNotFoundError."""
    if isinstance(answer, Choice):
        await _choose(form, found, answer)
    elif found.role is Role.CHECKBOX:
        await _tick(form, found, answer)
        answer.words = found.label
    elif found.role is Role.FILE:
        await _upload(form, found, answer)
    elif answer.kind is Kind.COUNTRY:
        await _choose_country(form, found, answer.text, look)
    elif found.role is Role.RADIO or answer.kind is Kind.ABOUT_AI:
        await _affirm(form, found)
    else:
        await form.controls.fill(found, answer.text)


async def _choose_country(form: "Form", found: Found, code: str, look: Look) -> None:
    """Choose the country from a list, or from a group of choices; raises UnfillableError."""
    if found.role is not Role.RADIO:
        await form.controls.choose(found, names(code, *look.languages))
    elif option := country_among(found.options, code, *look.languages):
        await form.controls.click_option(found, option)
    else:
        raise UnfillableError(found, found.value)


async def _affirm(form: "Form", found: Found) -> None:
    """Take the choice that says yes; raises UnfillableError where none does, or several do."""
    drawn = found.role is Role.COMBOBOX
    option = affirmative(await form.controls.offered(found) if drawn else found.options)
    if option is None:
        raise UnfillableError(found, found.value)
    await _take(form, found, option)


async def _take(form: "Form", found: Found, option: Option) -> None:
    """Take a choice of a group of radio buttons, of a native list, or of a drawn one that is open; raises UnfillableError."""
    if found.role is Role.COMBOBOX:
        await form.controls.take(found, option)
    elif found.role is Role.SELECT:
        await form.controls.select(found, option)
    else:
        await form.controls.click_option(found, option)


async def _tick(form: "Form", found: Found, answer: Answer) -> None:
    """Tick a box and see that it is ticked; raises UnfillableError."""

    def is_ticked(look: Look) -> bool:
        return any(each.selector == found.selector and answer.held_by(each, *look.languages) for each in look.found)

    await form.controls.click(found)
    try:
        await form.tab.until(is_ticked, SILENCE)
    except PageTimeoutError:
        raise UnfillableError(found, "no tick") from None


async def _upload(form: "Form", found: Found, answer: Answer) -> None:
    """Hand the file over, once, and wait until the page shows that it has it."""

    def has_it(look: Look) -> bool:
        held = (each.role is Role.FILE and answer.held_by(each, *look.languages) for each in look.found)
        return answer.shown in look.text or any(held)

    await form.controls.upload(found, answer.text)
    try:
        await form.tab.until(has_it)
    except PageTimeoutError:
        what = f"whether “{found.label}” has taken the file {answer.shown}"
        trouble = Trouble(ask=Ask.STEP, answer=answer, found=found, values={"detail": what})
        raise FieldNotFoundError(what, form.address, trouble) from None


async def _choose(form: "Form", found: Found, answer: Choice) -> None:
    """Take the choice that means the answer; a list without it is closed again, and not opened a second time."""
    drawn = found.role is Role.COMBOBOX
    option = answer.meaning.among(await form.controls.offered(found)) if drawn else answer.option(found)
    if option is None:
        await form.controls.close_list(found)
        answer.without.add(found.selector)
        return
    answer.words, answer.where = option.label, found.selector
    await _take(form, found, option)
