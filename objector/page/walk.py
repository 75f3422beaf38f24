"""Walking through a form: answering what it asks where it asks it, step by step, up to the submit button."""

from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error

from objector.browser.address import without_query
from objector.page.answers import Answer, Choice, country_among, is_open_question, left_over, names, next_open
from objector.page.code_entry import asks_for_code_inline, verify_inline
from objector.page.desk import Ask
from objector.page.errors import FieldNotFoundError, NoFormError, TooLongError, UnansweredError
from objector.page.finder.decide import THRESHOLD
from objector.page.interruptions import INTERRUPTIONS, past_interruptions
from objector.page.lexicon.choices import affirmative
from objector.page.lexicon.meanings import MEANINGS
from objector.page.look import Found, Kind, Look, Option, PageKind, Role
from objector.page.reach import OverlongError, UnfillableError
from objector.page.reply import SILENCE
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

NO_ANSWER_NEEDED = frozenset({Kind.SUBMIT, Kind.NEXT, Kind.REQUEST_CODE, Kind.VERIFY_CODE, Kind.ONE_TIME_CODE})


async def to_the_form(form: "Form") -> Look:
    """Return what the form shows, once everything that came between is dealt with; raises NoFormError."""
    try:
        look = await form.tab.until(lambda look: look.is_ in INTERRUPTIONS or shows_form(look))
        return await form.taught.onto(await past_interruptions(form, look, shows_form))
    except PageTimeoutError:
        raise NoFormError(form.address, await form.page.title()) from None


def shows_form(look: Look) -> bool:
    """Tell whether this is the form: by its fields, or by a first question that only such a form asks, all the rest unseen."""
    asked = (found.options for found in look.found if is_open_question(found))
    first = look.is_ is PageKind.UNKNOWN and any(meaning.among(options) for options in asked for meaning in MEANINGS)
    return first or look.is_ is PageKind.FORM


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
                raise _unfilled(form, *asked, asked[0].value)
            await _give(form, *asked, look, last=tries[asked[0].selector] == TRIES)
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
        _require_all(look, form)
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
    submit = _require_all(now, form)
    return submit.enabled or await _becomes_enabled(form, submit)


def _require_all(look: Look, form: "Form") -> Found:
    """Return the submit button; raises FieldNotFoundError and UnansweredError for what keeps from pressing it."""
    _require_choices(look, form)
    _require_answers(look)
    _require_certainty(look, form)
    _require_email(form)
    _require_room(look, form)
    submit = look.the(Kind.SUBMIT)
    if submit is None:
        trouble = Trouble(ask=Ask.SUBMIT_BUTTON, kind=Kind.SUBMIT)
        raise FieldNotFoundError("which button submits the form", form.address, trouble)
    return submit


async def _becomes_enabled(form: "Form", submit: Found) -> bool:
    def enabled(look: Look) -> bool:
        submit = look.the(Kind.SUBMIT)
        return submit is not None and submit.enabled

    try:
        # A button that was pointed at is none to the finder.
        await (form.controls.check_clickable(submit) if form.taught.knows(Kind.SUBMIT) else form.tab.until(enabled))
    except (PageTimeoutError, UnfillableError):
        what, trouble = "what the form still misses (its submit button stays disabled)", Trouble(ask=Ask.COMPLETION)
        raise FieldNotFoundError(what, form.address, trouble) from None
    return False


async def _give(form: "Form", found: Found, answer: Answer, look: Look, *, last: bool) -> None:
    try:
        await _fill(form, found, answer, look)
    except OverlongError as error:
        raise TooLongError(found.label, error.length, error.limit, _trouble_with(found, answer, "")) from None
    except UnfillableError as error:
        if last and not await _leads_elsewhere(form, look):
            raise _unfilled(form, found, answer, error.holds) from None
        return
    except Error:
        if not await _leads_elsewhere(form, look):
            raise
        return
    if isinstance(answer, Choice) and found.selector in answer.without:
        return
    if not answer.given:
        form.desk.done(answer.name, answer.shown)
    answer.given = True
    form.taught.took(found.kind)


def _unfilled(form: "Form", found: Found, answer: Answer, holds: str) -> FieldNotFoundError:
    what = f"how to fill “{found.label}” with “{answer.shown}” (it holds “{holds}”)"
    return FieldNotFoundError(what, form.address, _trouble_with(found, answer, holds))


def _trouble_with(found: Found, answer: Answer, holds: str) -> Trouble:
    values = {"label": found.label, "answer": answer.shown, "holds": holds}
    return Trouble(ask=Ask.ENTRY, answer=answer, found=found, values=values)


async def _leads_elsewhere(form: "Form", before: Look) -> bool:
    """Tell whether an answer led to another page, or something has come over this one; raises StrayedError."""
    now = await form.tab.until(bool)
    return now.url != before.url or now.is_ in INTERRUPTIONS


async def _fill(form: "Form", found: Found, answer: Answer, look: Look) -> None:
    if isinstance(answer, Choice):
        await _choose(form, found, answer)
    elif found.role is Role.CHECKBOX:
        await _tick(form, found, answer)
        answer.words = found.label
    elif found.role is Role.FILE:
        await _upload(form, found, answer)
    elif answer.kind is Kind.COUNTRY:
        await _choose_country(form, found, answer.text, look.language)
    elif found.role is Role.RADIO or answer.kind is Kind.ABOUT_AI:
        await _affirm(form, found)
    else:
        await form.controls.fill(found, answer.text)


async def _choose_country(form: "Form", found: Found, code: str, language: str) -> None:
    """Choose the country from a list, or from a group of choices; raises UnfillableError."""
    if found.role is not Role.RADIO:
        await form.controls.choose(found, names(code, language))
    elif option := country_among(found.options, code, language):
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
        return any(each.selector == found.selector and answer.held_by(each, look.language) for each in look.found)

    await form.controls.click(found)
    try:
        await form.tab.until(is_ticked, SILENCE)
    except PageTimeoutError:
        raise UnfillableError(found, "no tick") from None


async def _upload(form: "Form", found: Found, answer: Answer) -> None:
    """Hand the file over, once, and wait until the page shows that it has it."""

    def has_it(look: Look) -> bool:
        held = (each.role is Role.FILE and answer.held_by(each, look.language) for each in look.found)
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


async def _go_on(form: "Form", look: Look, onward: Found) -> None:
    _require_choices(look, form)
    _require_answers(look)
    _require_certainty(look, form)
    _require_room(look, form)
    before = [found.selector for found in (await form.tab.until(bool)).found]
    try:
        await form.controls.click(onward)
    except UnfillableError:
        raise FieldNotFoundError("how to get to the form's next step", form.address, Trouble(ask=Ask.NEXT_STEP)) from None

    def moved(now: Look) -> bool:
        asks_else = [found.selector for found in now.found] != before
        return asks_else or now.is_ in INTERRUPTIONS or bool(set(now.alerts) - set(look.alerts))

    try:
        await form.tab.until(moved)
    except PageTimeoutError:
        raise FieldNotFoundError("how to get to the form's next step", form.address, Trouble(ask=Ask.NEXT_STEP)) from None
    form.desk.done("next step")


def _require_choices(look: Look, form: "Form") -> None:
    """Raise for a question whose choices may hold an answer that hasn't been given, rather than guessing at one."""
    open_ = (found for found in look.found if is_open_question(found) and found.role is not Role.COMBOBOX)
    asked = next((found for found in open_ if not found.value), None)
    missing = [answer for answer in form.answers if isinstance(answer, Choice) and not answer.given]
    if asked and missing:
        what = f"which choice of “{asked.label}” means “{missing[0].meaning.what}”"
        trouble = Trouble(ask=Ask.QUESTION, answer=missing[0], found=asked, values={"label": asked.label})
        raise FieldNotFoundError(what, form.address, trouble)


def _require_answers(look: Look) -> None:
    """Raise for a required question that nothing answers, rather than submitting without."""
    for found in look.found:
        if found.required and not found.value and not found.filled and found.kind not in NO_ANSWER_NEEDED:
            raise UnansweredError(found, without_query(look.url))


def _require_certainty(look: Look, form: "Form") -> None:
    """Raise for an answer that two fields could be meant for, rather than leaving it out."""
    for answer in form.answers:
        likely = [found for found in look.found if answer.asked_by(found) and found.score >= THRESHOLD]
        if likely and not answer.given:
            what = f"whether “{likely[0].label}” asks for “{answer.kind.value}”"
            trouble = Trouble(ask=Ask.CERTAINTY, answer=answer, values={"label": likely[0].label})
            raise FieldNotFoundError(what, form.address, trouble)


def _require_room(look: Look, form: "Form") -> None:
    """Raise for a reason or a country that is left over where the form has an unrecognised control that could take it."""
    for answer in left_over(form.answers):
        room = (found for found in look.found if found.could_take is answer.kind and found.kind is Kind.OTHER)
        if any(not found.value for found in room):
            trouble = Trouble(ask=Ask.FIELD, answer=answer)
            raise FieldNotFoundError(f"which field takes the {answer.kind.value}", form.address, trouble)


def _require_email(form: "Form") -> None:
    """Raise for a form that no field was found on for the email: it tells the platform whose objection it is."""
    for answer in form.answers:
        if answer.kind is Kind.EMAIL and not answer.given:
            trouble = Trouble(ask=Ask.FIELD, answer=answer)
            raise FieldNotFoundError("which field takes the email", form.address, trouble)
