"""Accounts, objections and cases: what they are, and how a case's state follows from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What is filed for one account: exactly the answers that the form is given."""

    email: str
    country: str
    reason: str
    additional: str = ""
    language: str = "en"
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Account:
    """One profile on one platform that belongs to the person or is managed for them.

    ``name`` is how the person calls it, ``flow`` the form it goes through, ``country`` ISO 3166-1 alpha-2, ``language``
    the BCP 47 tag that the browser asks pages in, ``mailbox`` the address of a known mailbox, or None when the person types
    the codes. ``details`` is what only some forms ask, by name (see ``objector.cases.details``).

    The rest is for accounts that are managed for somebody: ``client`` is who that is, ``mandate`` the path of the file that
    mandates it, and ``mandated_on`` the ISO 8601 date of that file. Accounts that name the same ``accounts_center`` share one
    on the platform, where one objection covers all of them. Each may be empty.
    """

    name: str
    flow: str
    email: str
    country: str
    reason: str
    language: str = "en"
    additional: str = ""
    mailbox: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    client: str = ""
    mandate: str = ""
    mandated_on: str = ""
    accounts_center: str = ""

    @property
    def objection(self) -> Objection:
        """What is filed for the account."""
        return Objection(
            email=self.email,
            country=self.country,
            reason=self.reason,
            additional=self.additional,
            language=self.language,
            details=self.details,
        )


class State(StrEnum):
    """Where a case stands."""

    PLANNED = "planned"
    FILLING = "filling"
    SUBMITTING = "submitting"
    AWAITING_CODE = "awaiting_code"
    CONFIRMING = "confirming"
    FILED = "filed"
    FILED_EARLIER = "filed_earlier"
    """The site says that it has the objection already."""
    HONOURED = "honoured"
    COVERED = "covered"
    """An objection of another account in the same Accounts Center was honoured, and covers this one."""
    REFUSED = "refused"
    MORE_INFO = "more_info"
    NEEDS_PERSON = "needs_person"
    NOT_AVAILABLE = "not_available"
    RATE_LIMITED = "rate_limited"
    IN_DOUBT = "in_doubt"
    FAILED = "failed"


class EventKind(StrEnum):
    """What can happen to a case."""

    PLANNED = "planned"
    STARTED = "started"
    STEP = "step"
    SUBMITTING = "submitting"
    CODE_ASKED = "code_asked"
    CODE_REJECTED = "code_rejected"
    CONFIRMING = "confirming"
    FILED = "filed"
    FILED_EARLIER = "filed_earlier"
    RECEIVED = "received"
    """The platform's mail says that it has the objection, and no more."""
    HONOURED = "honoured"
    COVERED = "covered"
    REFUSED = "refused"
    MORE_INFO = "more_info"
    NEEDS_PERSON = "needs_person"
    NOT_AVAILABLE = "not_available"
    RATE_LIMITED = "rate_limited"
    IN_DOUBT = "in_doubt"
    NOT_FILED = "not_filed"
    FAILED = "failed"


BY_HAND = "you looked and said so"
"""Why something counts that neither a page nor a mail showed to objector, but a person told."""

STATE_AFTER = MappingProxyType(
    {
        EventKind.PLANNED: State.PLANNED,
        EventKind.STARTED: State.FILLING,
        EventKind.SUBMITTING: State.SUBMITTING,
        EventKind.CODE_ASKED: State.AWAITING_CODE,
        EventKind.CODE_REJECTED: State.AWAITING_CODE,
        EventKind.CONFIRMING: State.CONFIRMING,
        EventKind.FILED: State.FILED,
        EventKind.FILED_EARLIER: State.FILED_EARLIER,
        EventKind.RECEIVED: State.FILED,
        EventKind.HONOURED: State.HONOURED,
        EventKind.COVERED: State.COVERED,
        EventKind.REFUSED: State.REFUSED,
        EventKind.MORE_INFO: State.MORE_INFO,
        EventKind.NEEDS_PERSON: State.NEEDS_PERSON,
        EventKind.NOT_AVAILABLE: State.NOT_AVAILABLE,
        EventKind.RATE_LIMITED: State.RATE_LIMITED,
        EventKind.IN_DOUBT: State.IN_DOUBT,
        EventKind.NOT_FILED: State.PLANNED,
        EventKind.FAILED: State.FAILED,
    }
)
"""The state an event brings about; a kind that is not here (a step) leaves the state as it was."""

FENCED = frozenset({State.SUBMITTING, State.CONFIRMING})
"""States in which a request may be on its way: a program that dies in one leaves the case in doubt."""

SETTLED = frozenset({State.FILED, State.FILED_EARLIER, State.HONOURED, State.COVERED})
"""States in which nothing is left to file."""

ENDED = frozenset({State.HONOURED, State.COVERED, State.REFUSED})
"""States in which no answer of the platform is waited for any more."""

SENT = frozenset({EventKind.SUBMITTING, EventKind.FILED, EventKind.FILED_EARLIER})
"""Events after which a platform may have something to answer."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened to a case, never changed later. ``at`` has its time zone; ``data`` holds no secret."""

    kind: EventKind
    at: datetime
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A case without its events: how it stands, ``since`` when, and what the last of the events told, and when.

    It always is what ``summary`` of the case returns.
    """

    number: int
    account: str
    flow: str
    opened: datetime
    state: State
    since: datetime
    changed: datetime
    told: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One objection of one account through one flow. ``number`` is unique within a ledger."""

    number: int
    account: str
    flow: str
    opened: datetime
    events: tuple[Event, ...] = ()

    @property
    def state(self) -> State:
        """The state that the events amount to."""
        return state_after(event.kind for event in self.events)

    @property
    def changed(self) -> datetime:
        """The time of the last event."""
        return self.events[-1].at

    @property
    def sent(self) -> datetime | None:
        """When the objection was first on its way, or None if it never was."""
        return next((event.at for event in self.events if event.kind in SENT), None)


def state_after(kinds: Iterable[EventKind]) -> State:
    """Return the state of a case to which these events happened, in this order."""
    state = State.PLANNED
    for kind in kinds:
        state = STATE_AFTER.get(kind, state)
    return state


def summary(case: Case) -> Summary:
    """Return what the case's events amount to; there is one at least. Their order counts, whatever their times are."""
    state, since = State.PLANNED, case.events[0].at
    for event in case.events:
        after = STATE_AFTER.get(event.kind, state)
        state, since = after, since if after is state else event.at
    return Summary(
        number=case.number,
        account=case.account,
        flow=case.flow,
        opened=case.opened,
        state=state,
        since=since,
        changed=case.changed,
        told=case.events[-1].data,
    )
