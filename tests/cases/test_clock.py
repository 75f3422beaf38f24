"""The legal clock ends a month where the law ends it, and says nothing where no term is known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates

from objector.cases.clock import SATURDAY, answer_due, complaint, deadline, in_words
from objector.cases.model import Case, Event, EventKind

SUBMITTED = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)


def case(*kinds: EventKind) -> Case:
    events = tuple(Event(kind=kind, at=SUBMITTED + timedelta(days=day)) for day, kind in enumerate(kinds))
    return Case(number=1, account="ana", flow="facebook", opened=SUBMITTED, events=events)


def due(country: str, received: date) -> date | None:
    found = deadline(country, received)
    return found and found.due


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        (date(2026, 3, 5), date(2026, 4, 6)),  # 5 April 2026 is a Sunday
        (date(2025, 3, 5), date(2025, 4, 7)),  # a Saturday
        (date(2026, 11, 2), date(2026, 12, 2)),
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # the last of February, a Saturday
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
@pytest.mark.parametrize("country", ["DE", "NO", "GB"])
def test_a_month_ends_on_its_number_or_its_last_day_and_never_on_a_weekend(country, received, last_day):
    assert due(country, received) == last_day


@given(dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_a_month_is_never_shorter_than_a_month_nor_longer_than_one_and_a_weekend(received):
    found = deadline("DE", received)
    assert timedelta(days=28) <= found.due - received <= timedelta(days=33)
    assert found.due.weekday() < SATURDAY
    assert found.extended > found.due


def test_an_extension_ends_three_months_after_the_receipt():
    assert deadline("IE", date(2026, 11, 30)).extended == date(2027, 3, 1)  # 28 February is a Sunday


@pytest.mark.parametrize(("country", "days"), [("CH", 30), ("BR", 15), ("KR", 10)])
def test_terms_in_days_are_counted_from_the_day_after(country, days):
    assert due(country, date(2026, 11, 2)) == date(2026, 11, 2) + timedelta(days=days)


@pytest.mark.parametrize("country", ["JP", "US", ""])
def test_where_no_term_is_known_none_is_invented(country):
    assert deadline(country, date(2026, 11, 2)) is None
    assert complaint(country)


@pytest.mark.parametrize(
    "kinds",
    [
        [EventKind.SUBMITTING, EventKind.FILED],
        [EventKind.SUBMITTING, EventKind.FILED, EventKind.RECEIVED],
        [EventKind.SUBMITTING, EventKind.FILED, EventKind.MORE_INFO],
    ],
)
def test_the_clock_of_a_case_runs_from_its_submit(kinds):
    assert answer_due(case(*kinds), "DE").due == date(2026, 12, 2)


@pytest.mark.parametrize(
    "kinds",
    [
        [EventKind.STARTED],
        [EventKind.SUBMITTING, EventKind.IN_DOUBT],
        [EventKind.SUBMITTING, EventKind.FILED, EventKind.HONOURED],
        [EventKind.SUBMITTING, EventKind.FILED, EventKind.REFUSED],
        [EventKind.STARTED, EventKind.FILED_EARLIER],
    ],
)
def test_no_clock_runs_where_no_answer_is_owed_or_nobody_knows_since_when(kinds):
    assert answer_due(case(*kinds), "DE") is None


def test_what_is_overdue_is_said_with_what_to_do():
    found = deadline("DE", date(2026, 11, 2))
    assert in_words(found, date(2026, 12, 2), "DE") == "answer due by 2026-12-02 (GDPR Art. 12(3))"
    assert "unless you were told that it takes until 2027-02-02" in in_words(found, date(2026, 12, 3), "DE")
    late = in_words(found, date(2027, 2, 3), "DE")
    assert "overdue since 2027-02-02" in late
    assert "Art. 77" in late
