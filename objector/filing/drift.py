"""What a form asks, compared with what its flow expects of it."""

from dataclasses import dataclass
from enum import StrEnum

from objector.browser.address import without_query
from objector.page.answers import Answer, Choice, is_open_question
from objector.page.flow import Flow
from objector.page.look import Found, Kind, Look, Role


class Standing(StrEnum):
    """How something that a flow expects is found."""

    SAME = "same"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"
    NOT_ASKED = "not asked"
    """An answer that the page doesn't ask for: a shorter version of the form, or a later step of it."""


BUTTONS = frozenset({Kind.SUBMIT, Kind.NEXT, Kind.REQUEST_CODE, Kind.VERIFY_CODE, Kind.CONSENT_ACCEPT, Kind.CONSENT_REJECT})


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was compared: ``what`` is the flow's word for it, ``words`` are the page's, which may say ``required``."""

    standing: Standing
    what: str
    words: str = ""
    required: bool = False

    @property
    def is_drift(self) -> bool:
        """Whether the flow can't be filed as it is because of this."""
        return self.standing is Standing.GONE or (self.standing is Standing.NEW and self.required)


def compared(flow: Flow, address: str, look: Look, answers: list[Answer]) -> list[Finding]:
    """Return what is as the flow expects, and what isn't."""
    moved = address not in {without_query(known) for known in flow.addresses}
    where = Finding(standing=Standing.MOVED if moved else Standing.SAME, what="the form", words=address)
    asked = [found for found in look.found if found.kind not in BUTTONS]
    unknown = [found for found in asked if not any(answer.asked_by(found) for answer in answers)]
    return [where, *(_expected(answer, asked, look) for answer in answers), *map(_unexpected, unknown), _way_on(look)]


def _expected(answer: Answer, asked: list[Found], look: Look) -> Finding:
    for found in asked:
        if answer.fits(found):
            return Finding(standing=Standing.SAME, what=answer.name, words=found.label, required=found.required)
    is_last_step = look.the(Kind.SUBMIT) is not None and not any(is_open_question(found) for found in asked)
    # Every version asks for the email: it tells the platform whose objection it is.
    gone = answer.kind is Kind.EMAIL and is_last_step and not isinstance(answer, Choice)
    return Finding(standing=Standing.GONE if gone else Standing.NOT_ASKED, what=answer.name)


def _unexpected(found: Found) -> Finding:
    answered = bool(found.value) and found.role is not Role.SELECT
    return Finding(standing=Standing.NEW, what="a question", words=found.label, required=found.required and not answered)


def _way_on(look: Look) -> Finding:
    for kind in (Kind.SUBMIT, Kind.NEXT):
        if button := look.the(kind):
            return Finding(standing=Standing.SAME, what=kind.value, words=button.label)
    # Buttons of some forms appear only after the first answer.
    waits = any(is_open_question(found) for found in look.found)
    return Finding(standing=Standing.NOT_ASKED if waits else Standing.GONE, what=Kind.SUBMIT.value)
