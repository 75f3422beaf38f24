"""The legal clock: until when a platform has to answer an objection, and where to turn when it doesn't."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from objector.cases.model import Case, EventKind, State

EU_EEA = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split()  # noqa: SIM905
)
"""Countries of the EU and the EEA, where the GDPR holds, ISO 3166-1 alpha-2."""

AWAITS_ANSWER = frozenset({State.FILED, State.FILED_EARLIER, State.MORE_INFO})
"""States in which the platform is known to have the objection and has not decided."""

SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Term:
    """What a law gives a platform to answer: ``months``, or ``days``; ``more_months`` by which it may extend that.

    ``law`` is where it says so, ``remark`` what the person should know of it.
    """

    law: str
    months: int = 0
    days: int = 0
    more_months: int = 0
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """When the answer is due, the day included; ``extended`` is the last day if the platform gave notice of an extension."""

    due: date
    extended: date | None
    term: Term


NONE_FOR_OBJECTIONS = "it is the term for access requests; the law names none for objections"

GDPR = Term(law="GDPR Art. 12(3)", months=1, more_months=2)
"""One month of receipt, extendable by two further months with notice within the first. EEA: Joint Committee Decision 154/2018."""

TERMS = MappingProxyType(
    {
        **dict.fromkeys(EU_EEA, GDPR),
        "GB": Term(law="UK GDPR Art. 12(3)", months=1, more_months=2),
        "CH": Term(law="FADP Art. 25(7) and DPO Art. 18", days=30, remark=NONE_FOR_OBJECTIONS),
        "BR": Term(law="LGPD Art. 19 II", days=15, remark=NONE_FOR_OBJECTIONS),
        "KR": Term(law="PIPA Enforcement Decree Art. 44(2)", days=10),
    }
)
"""By country, ISO 3166-1 alpha-2. Where none is listed no term is known to us: Japan's APPI says “without delay” (Art. 35)."""

GDPR_COMPLAINT = (
    "complain to the data protection authority of your country (GDPR Art. 77), which costs nothing; "
    "Meta's own is Ireland's Data Protection Commission"
)

COMPLAINTS = MappingProxyType(
    {
        **dict.fromkeys(EU_EEA, GDPR_COMPLAINT),
        "GB": "complain to the Information Commissioner (UK GDPR Art. 77): ico.org.uk",
        "CH": "report it to the Federal Data Protection and Information Commissioner (FADP Art. 49): edoeb.admin.ch",
        "BR": "petition the Autoridade Nacional de Proteção de Dados (LGPD Art. 18 § 1): gov.br/anpd",
        "JP": "ask the Personal Information Protection Commission: ppc.go.jp",
        "KR": "report it to the Personal Information Protection Commission (PIPA Art. 62): privacy.go.kr",
    }
)
"""What a person can do, by country, when a platform doesn't answer or refuses."""


def deadline(country: str, received: date) -> Deadline | None:
    """Return until when an objection that was received on a day has to be answered, or None where no term is known.

    A month ends on the day of the same number, or on the last day of a month that hasn't got it; a last day that is a Saturday
    or Sunday moves to the Monday after it (Regulation (EEC, Euratom) 1182/71, Art. 3(2)(c) and (4); so do the guidelines 01/2022
    of the EDPB and the ICO read Art. 12(3)). Public holidays move it too and are not considered here. Days are counted from the
    day after; the last one is never moved.
    """
    term = TERMS.get(country)
    if term is None:
        return None
    if term.days:
        return Deadline(due=received + timedelta(days=term.days), extended=None, term=term)
    extended = _working_day(_months_after(received, term.months + term.more_months))
    return Deadline(due=_working_day(_months_after(received, term.months)), extended=extended, term=term)


def answer_due(case: Case, country: str) -> Deadline | None:
    """Return until when a case has to be answered, or None if it isn't waiting for that, or no term is known.

    The clock runs from the day on which the platform received the objection: that of the submit, in the zone it was recorded in.
    An objection that was filed elsewhere has no such day.
    """
    received = received_on(case)
    return deadline(country, received) if received and case.state in AWAITS_ANSWER else None


def received_on(case: Case) -> date | None:
    """Return the day of a case's last submit, or of its confirmation where the submit is not recorded; None if there was none."""
    for kind in (EventKind.SUBMITTING, EventKind.FILED):
        if submits := [event.at.date() for event in case.events if event.kind is kind]:
            return submits[-1]
    return None


def complaint(country: str) -> str:
    """Return what a person in this country can do against silence or a refusal, as the end of a sentence."""
    return COMPLAINTS.get(country, "ask the data protection authority of your country whether it can help")


def in_words(found: Deadline, today: date, country: str) -> str:
    """Return when the answer is due, or that it is overdue and what the person can do, in one sentence or two."""
    remark = f"; {found.term.remark}" if found.term.remark else ""
    if today <= found.due:
        return f"answer due by {found.due} ({found.term.law}{remark})"
    if found.extended and today <= found.extended:
        return (
            f"the answer was due by {found.due} ({found.term.law}), unless you were told that it takes until {found.extended}. "
            f"If you weren't, you can {complaint(country)}."
        )
    last = found.extended or found.due
    return f"the answer is overdue since {last} ({found.term.law}{remark}). You can {complaint(country)}."


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _working_day(day: date) -> date:
    return day if day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())
