"""What a batch makes of how its accounts come out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.model import Account, Case, Event, EventKind
from objector.errors import ObjectorError
from objector.filing.batch.breaker import Breaker
from objector.filing.batch.hands import Hands
from objector.filing.batch.pace import Pace, Span
from objector.filing.batch.run import Batch, ParkedError, _forget_frames
from objector.filing.batch.shift import Rules, Shift
from objector.filing.batch.tally import Outcome, outcome, tally
from objector.filing.desk import Filing
from objector.filing.result import Result
from objector.page.errors import InDoubtError, NoFormError, RateLimitedError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA = Account(name="anna", flow="facebook", email="anna@example.org", country="DE", reason="…")


def came_out(error: ObjectorError | None, *, hours: float) -> Result:
    """An account that was begun so many hours from noon, and ended like this."""
    events = (Event(kind=EventKind.STARTED, at=NOON + timedelta(hours=hours)),)
    case = Case(number=1, account="anna", flow="facebook", opened=NOON, events=events)
    return Result(account=ANNA, case=case, evidence=None, error=error)


@pytest.fixture
def shift() -> Shift:
    return Shift(Rules(pace=Pace(Span(0, 0), Random(1)), breaker=Breaker(lambda: NOON), clock=lambda: NOON), Hands(1), 5)


@pytest.mark.parametrize(("hours", "rests"), [(-3, False), (1, True)], ids=["an earlier run's", "this run's"])
def test_doubts_of_an_earlier_run_that_are_told_again_stop_no_platform(hours: float, rests: bool, shift: Shift) -> None:
    batch = Batch(SimpleNamespace(clock=lambda: NOON), None, shift, Filing(), {})
    for _ in range(3):
        batch._note(came_out(InDoubtError("anna", "no answer was seen"), hours=hours))
    assert (shift.rules.breaker.rest("facebook") is not None) is rests


@pytest.fixture
def office(tmp_path: Path) -> SimpleNamespace:
    ledger = Ledger(open_database(f"sqlite:///{tmp_path / 'ledger.sqlite3'}"), lambda: NOON)
    return SimpleNamespace(clock=lambda: NOON, ledger=ledger, settings=SimpleNamespace(world=tmp_path))


SENT = (EventKind.STARTED, EventKind.SUBMITTING)


@pytest.mark.parametrize(
    ("kinds", "is_sent", "expected"),
    [
        ((EventKind.STARTED,), False, Outcome.STOPPED),
        ((*SENT, EventKind.CODE_ASKED), True, Outcome.STOPPED),
        ((*SENT, EventKind.IN_DOUBT), True, Outcome.IN_DOUBT),
        ((*SENT, EventKind.FILED), True, Outcome.FILED),
    ],
    ids=["filling", "code", "doubt", "filed"],
)
def test_what_is_stopped_is_told_as_it_stands_and_begun_anew_by_itself_only_if_nothing_was_sent(
    kinds: tuple[EventKind, ...], is_sent: bool, expected: Outcome, office: SimpleNamespace, shift: Shift
) -> None:
    batch = Batch(office, None, shift, Filing(), {})
    case = office.ledger.open_case("anna", "facebook")
    for kind in kinds:
        office.ledger.append(case.number, kind)
    assert outcome(batch._stopped(ANNA)) is expected
    assert batch._was_sent(ANNA) is is_sent


def test_a_look_before_a_doubt_can_stop_the_platform(shift: Shift) -> None:
    batch = Batch(SimpleNamespace(clock=lambda: NOON), None, shift, Filing(), {})
    batch._note(came_out(RateLimitedError("too often"), hours=-3))
    assert shift.rules.breaker.rest("facebook") is not None


def test_every_account_is_counted_once_by_what_became_of_it() -> None:
    results = [
        came_out(None, hours=1),
        replace(came_out(None, hours=-1), new=False),
        replace(came_out(None, hours=-1), new=False, covered_by="bert"),
        came_out(RateLimitedError("too often"), hours=1),
        came_out(NoFormError("https://www.facebook.com/", "Hello"), hours=1),
        came_out(ParkedError("anna"), hours=1),
    ]
    assert [outcome(result) for result in results] == [
        Outcome.FILED,
        Outcome.FILED_BEFORE,
        Outcome.COVERED,
        Outcome.RATE_LIMITED,
        Outcome.NEEDS_PERSON,
        Outcome.STOPPED,
    ]
    assert sum(map(len, tally(results).values())) == len(results)


def _raised() -> InDoubtError:
    try:
        {}["anna"]
    except KeyError as cause:
        error = InDoubtError("anna", "no answer was seen")
        error.__cause__ = cause
    return error


def test_an_error_that_is_kept_holds_on_to_no_page() -> None:
    kept = _raised()
    circle = NoFormError("https://www.facebook.com/", "Hello")
    circle.__cause__ = circle
    for error in (kept, circle):
        _forget_frames(error)
    assert kept.__traceback__ is None
    assert kept.__cause__ is not None
    assert kept.__cause__.__traceback__ is None
