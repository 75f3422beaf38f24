"""A person takes over where a form is not understood, does the step or points at the field, and gives the form back."""

from types import MappingProxyType
from typing import TYPE_CHECKING

from objector.errors import NeedsPersonError
from objector.page.answers import Answer
from objector.page.desk import Ask, Decision, Need
from objector.page.errors import NoAnswerError
from objector.page.look import Kind, PageKind, Role
from objector.page.phrases import said
from objector.page.trouble import Trouble

if TYPE_CHECKING:
    from objector.page.form import Form

SENT = frozenset({PageKind.CODE, PageKind.LINK, PageKind.CONFIRMATION, PageKind.REFUSAL, PageKind.ALREADY_OBJECTED})
"""What a form becomes when somebody has submitted it."""

BUTTONS = frozenset({Kind.SUBMIT, Kind.NEXT})

TYPED = frozenset(Kind) - {Kind.COUNTRY, Kind.ABOUT_AI, Kind.TRUTH_STATEMENT, Kind.EVIDENCE_FILE, Kind.OTHER}
"""Kinds of answers that are typed."""

TAKES = MappingProxyType(
    {
        Role.TEXT: TYPED,
        Role.SELECT: frozenset({Kind.COUNTRY}),
        Role.COMBOBOX: frozenset({Kind.COUNTRY}),
    }
)
"""What an unknown question may be about, by how it is answered."""


async def helped(form: "Form", trouble: Trouble) -> None:
    """Have the person help, and return once the form is to be read again.

    Raises NeedsPersonError without a window, and NoAnswerError where the form is gone by then, though nobody has agreed to it.
    """
    await form.desk.await_mail()  # they may submit it
    try:
        await asked(form, trouble)
    except NeedsPersonError:
        await _check_unsent(form)
        raise
    now = await form.tab.until(bool)
    if now.is_ in SENT:
        await form.submitted_by_hand(now)


async def _check_unsent(form: "Form") -> None:
    """Raise NoAnswerError where the form has been sent all the same: some pages send it as soon as the last answer is in."""
    now = await form.tab.until(bool)
    if now.is_ in SENT and any(answer.given for answer in form.answers):
        form.desk.fence(Kind.SUBMIT.value)
        await form.desk.keep_outcome(form.page, now)
        raise NoAnswerError(f"the form was sent before all of it was answered and agreed to, and the page says “{now.words}”")


async def asked(form: "Form", trouble: Trouble) -> None:
    """Have the person do what is needed, or point at the field for it. Raises NeedsPersonError without a window."""
    now = await form.tab.until(bool)
    kind = wanted_kind(trouble, form.answers)
    need = Need(
        ask=trouble.ask,
        where=form.address,
        language=now.language,
        kind=kind,
        values=trouble.values,
        decisions=_decisions(trouble, kind),
    )
    decision = await form.desk.person(need)
    if decision is Decision.POINT and kind:
        await _point(form, kind, need)
    elif decision is Decision.DID_IT:
        _leave(form, trouble)


def wanted_kind(trouble: Trouble, answers: list[Answer]) -> Kind | None:
    """Return the kind of field that can be pointed at: where something unknown is asked, the first answer that is left for it."""
    if trouble.answer and trouble.answer.kind is not Kind.OTHER:
        return trouble.answer.kind
    if trouble.kind:
        return trouble.kind
    if trouble.ask not in {Ask.QUESTION, Ask.COMPLETION}:
        return None
    fitting = TAKES.get(trouble.found.role, frozenset()) if trouble.found else TYPED
    left = [answer.kind for answer in answers if not answer.given and answer.kind in fitting]
    return min(left, key=lambda kind: kind is not Kind.EMAIL, default=None)


def _decisions(trouble: Trouble, kind: Kind | None) -> tuple[Decision, ...]:
    point = (Decision.POINT,) if kind else ()
    did_it = (Decision.DID_IT,) if trouble.answer or trouble.found else ()
    return (*point, *did_it, Decision.CONTINUE, Decision.STOP)


async def _point(form: "Form", kind: Kind, need: Need) -> None:
    """Let the person click until it is something that can take the answer, or they think better of it."""
    hint = need.hint
    while place := await form.desk.point(hint):
        if await form.taught.point(kind, place):
            form.desk.done("pointed at", kind.value)
            if kind in BUTTONS:
                form.taught.took(kind)
            return
        hint = (*said(need.language, "panel.not_that"), *need.hint)


def _leave(form: "Form", trouble: Trouble) -> None:
    """Take the person's word that this step is done."""
    if trouble.found:
        form.taught.leave(trouble.found)
    if trouble.answer:
        trouble.answer.given = trouble.answer.by_hand = True
    name = trouble.answer.name if trouble.answer else trouble.values.get("label", "step")
    form.desk.done(name, "by hand")
