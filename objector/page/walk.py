"""Walking through a form: answering what it asks where it asks it, step by step, up to the submit button."""

from typing import TYPE_CHECKING

from objector.page.answers import Answer, names, next_open
from objector.page.code_entry import asks_for_code_inline, verify_inline
from objector.page.controls import UnfillableError
from objector.page.errors import FieldNotFoundError, NoFormError, UnansweredError
from objector.page.finder.decide import THRESHOLD
from objector.page.interruptions import INTERRUPTIONS, past_interruptions
from objector.page.lexicon.choices import affirmative
from objector.page.look import Found, Kind, Look, PageKind, Role
from objector.page.wait import PageTimeoutError, still

if TYPE_CHECKING:
    from objector.page.form import Form

TRIES = 3
"""How often a page may undo one answer before a person is asked."""

NO_ANSWER_NEEDED = frozenset({Kind.SUBMIT, Kind.NEXT, Kind.REQUEST_CODE, Kind.VERIFY_CODE, Kind.ONE_TIME_CODE})

READY = frozenset({PageKind.FORM, *INTERRUPTIONS})


async def to_the_form(form: "Form") -> Look:
    """Return what the form shows, once everything that came between is dealt with; raises NoFormError."""
    try:
        return await past_interruptions(form, await form.tab.until(lambda look: look.is_ in READY), PageKind.FORM)
    except PageTimeoutError:
        raise NoFormError(form.address, await form.page.title()) from None


async def answer_all(form: "Form") -> Look:
    """Answer until only the submit button is left to press; return what the form shows then."""
    tries: dict[str, int] = {}
    while True:
        look = await to_the_form(form)
        if asked := next_open(look, form.answers):
            tries[asked[0].selector] = tries.get(asked[0].selector, 0) + 1
            await _give(form, *asked, look, last=tries[asked[0].selector] == TRIES)
        elif asks_for_code_inline(look):
            await verify_inline(form, look)
        elif look.the(Kind.SUBMIT) is None and (onward := look.the(Kind.NEXT)):
            await _go_on(form, look, onward)
        elif await _is_complete(form, look):
            return look


async def _is_complete(form: "Form", look: Look) -> bool:
    """Tell whether the page has settled on what was looked at; more may be asked a moment after an answer."""
    await still(form.page)
    now = await to_the_form(form)
    if [f.selector for f in now.found] != [f.selector for f in look.found] or next_open(now, form.answers):
        return False
    _require_answers(now)
    _require_certainty(now, form)
    submit = now.the(Kind.SUBMIT)
    if submit is None:
        raise FieldNotFoundError("which button submits the form", form.address)
    return submit.enabled or await _becomes_enabled(form)


async def _becomes_enabled(form: "Form") -> bool:
    def enabled(look: Look) -> bool:
        submit = look.the(Kind.SUBMIT)
        return submit is not None and submit.enabled

    try:
        await form.tab.until(enabled)
    except PageTimeoutError:
        raise FieldNotFoundError("what the form still misses (its submit button stays disabled)", form.address) from None
    return False


async def _give(form: "Form", found: Found, answer: Answer, look: Look, *, last: bool) -> None:
    try:
        await _fill(form, found, answer, look)
    except UnfillableError as error:
        if last:
            what = f"how to fill “{found.label}” with “{answer.shown}” (it holds “{error.holds}”)"
            raise FieldNotFoundError(what, form.address) from None
        return
    if not answer.given:
        form.desk.done(answer.kind.value, answer.shown)
    answer.given = True


async def _fill(form: "Form", found: Found, answer: Answer, look: Look) -> None:
    if found.role in {Role.RADIO, Role.CHECKBOX}:
        option = affirmative(found)
        if option is None:
            raise UnfillableError(found, found.value)
        await form.controls.click_option(found, option)
    elif answer.kind is Kind.COUNTRY:
        await form.controls.choose(found, names(answer.text, look.language))
    else:
        await form.controls.fill(found, answer.text)


async def _go_on(form: "Form", look: Look, onward: Found) -> None:
    _require_answers(look)
    _require_certainty(look, form)
    await form.controls.click(onward)
    before = [found.selector for found in look.found]
    try:
        await form.tab.until(lambda now: [f.selector for f in now.found] != before or bool(set(now.alerts) - set(look.alerts)))
    except PageTimeoutError:
        raise FieldNotFoundError("how to get to the form's next step", form.address) from None
    form.desk.done("next step")


def _require_answers(look: Look) -> None:
    """Raise for a required question that nothing answers, rather than submitting without."""
    for found in look.found:
        if found.required and not found.value and not found.filled and found.kind not in NO_ANSWER_NEEDED:
            raise UnansweredError(found.label, look.url.split("?")[0])


def _require_certainty(look: Look, form: "Form") -> None:
    """Raise for an answer that two fields could be meant for, rather than leaving it out."""
    for answer in form.answers:
        likely = [found for found in look.found if answer.asked_by(found) and found.score >= THRESHOLD]
        if likely and not answer.given:
            raise FieldNotFoundError(f"whether “{likely[0].label}” asks for “{answer.kind.value}”", form.address)
