"""What a step of the form, or all of it, must have before one goes on: nothing asked is left out or guessed at."""

from typing import TYPE_CHECKING

from objector.browser.address import without_query
from objector.page.answers import Choice, is_open_question, left_over
from objector.page.desk import Ask
from objector.page.errors import FieldNotFoundError, UnansweredError
from objector.page.finder.decide import THRESHOLD
from objector.page.look import Found, Kind, Look, Role
from objector.page.trouble import Trouble

if TYPE_CHECKING:
    from objector.page.form import Form

NO_ANSWER_NEEDED = frozenset({Kind.SUBMIT, Kind.NEXT, Kind.REQUEST_CODE, Kind.VERIFY_CODE, Kind.ONE_TIME_CODE})


def require_all(look: Look, form: "Form") -> Found:
    """Return the submit button; raises FieldNotFoundError and UnansweredError for what keeps from pressing it."""
    require_step(look, form)
    _require_email(form)
    submit = look.the(Kind.SUBMIT)
    if submit is None:
        trouble = Trouble(ask=Ask.SUBMIT_BUTTON, kind=Kind.SUBMIT)
        raise FieldNotFoundError("which button submits the form", form.address, trouble)
    return submit


def require_step(look: Look, form: "Form") -> None:
    """Raise FieldNotFoundError and UnansweredError for what keeps from leaving this step of the form."""
    _require_choices(look, form)
    _require_answers(look)
    _require_certainty(look, form)
    _require_room(look, form)


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
        if likely := next((found for found in room if not found.value), None):
            ask = Ask.CERTAINTY if likely.label else Ask.FIELD
            trouble = Trouble(ask=ask, answer=answer, values={"label": likely.label})
            what = f"which field takes the {answer.kind.value} (“{likely.label}” might)"
            raise FieldNotFoundError(what, form.address, trouble)


def _require_email(form: "Form") -> None:
    """Raise for a form that no field was found on for the email: it tells the platform whose objection it is."""
    for answer in form.answers:
        if answer.kind is Kind.EMAIL and not answer.given:
            trouble = Trouble(ask=Ask.FIELD, answer=answer)
            raise FieldNotFoundError("which field takes the email", form.address, trouble)
