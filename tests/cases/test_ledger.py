"""What the ledger holds has happened: it is on disk at once, in order, and never changes."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import IntegrityError

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.model import Event, EventKind, State
from objector.cases.tables import events
from tests.cases.conftest import START


def test_a_new_case_is_planned(ledger: Ledger) -> None:
    case = ledger.open_case("anna", "facebook")
    assert (case.account, case.flow, case.state) == ("anna", "facebook", State.PLANNED)
    assert case.opened == START
    assert [event.kind for event in case.events] == [EventKind.PLANNED]


def test_events_keep_their_order_their_time_with_its_zone_and_their_words(ledger: Ledger) -> None:
    case = ledger.open_case("anna", "facebook")
    told = ledger.append(case.number, EventKind.NEEDS_PERSON, why="„Anna & Söhne“ 日本")
    ledger.append(case.number, EventKind.STARTED)
    assert told == Event(kind=EventKind.NEEDS_PERSON, at=START + timedelta(seconds=1), data={"why": "„Anna & Söhne“ 日本"})
    kept = ledger.case(case.number)
    assert [event.kind for event in kept.events][-2:] == [EventKind.NEEDS_PERSON, EventKind.STARTED]
    assert kept.events[-2] == told
    assert kept.events[-2].at.utcoffset() == timedelta(0)


def test_another_process_sees_an_event_as_soon_as_it_is_appended(ledger: Ledger, address: str) -> None:
    case = ledger.open_case("anna", "facebook")
    ledger.append(case.number, EventKind.SUBMITTING)
    other = Ledger(open_database(address), lambda: START)
    assert other.case(case.number).state is State.SUBMITTING


@pytest.mark.parametrize("change", [update(events).values(kind="filed"), delete(events)], ids=["change", "delete"])
def test_the_database_itself_refuses_to_change_or_delete_an_event(change, ledger: Ledger, engine: Engine) -> None:
    case = ledger.open_case("anna", "facebook")
    with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
        connection.execute(change)
    assert [event.kind for event in ledger.case(case.number).events] == [EventKind.PLANNED]


def test_many_writers_lose_nothing(ledger: Ledger, address: str) -> None:
    case = ledger.open_case("anna", "facebook")

    def write() -> None:
        own = Ledger(open_database(address), lambda: START)
        for _ in range(10):
            own.append(case.number, EventKind.STEP)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(ledger.case(case.number).events) == 41


def test_cases_are_found_by_account_and_the_newest_by_flow(ledger: Ledger) -> None:
    first = ledger.open_case("anna", "facebook")
    other = ledger.open_case("bert", "facebook")
    second = ledger.open_case("anna", "facebook")
    assert [case.number for case in ledger.cases()] == [first.number, other.number, second.number]
    assert [case.number for case in ledger.cases("anna")] == [first.number, second.number]
    assert ledger.latest("anna", "facebook") == ledger.case(second.number)
    assert ledger.latest("anna", "instagram") is None


def test_a_case_that_is_not_there_is_said_not_to_be(ledger: Ledger) -> None:
    with pytest.raises(LookupError):
        ledger.case(1)
