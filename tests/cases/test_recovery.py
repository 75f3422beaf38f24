"""A case whose program died between a fence and its outcome is in doubt; any other is as it was."""

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import EventKind, State
from objector.cases.recovery import recover_all_idle, recover_idle, recovered

FENCES = [EventKind.SUBMITTING, EventKind.CONFIRMING]


@pytest.mark.parametrize("fence", FENCES)
def test_a_case_left_behind_a_fence_is_in_doubt(fence: EventKind, ledger: Ledger) -> None:
    case = ledger.open_case("anna", "facebook")
    ledger.append(case.number, fence)
    found = recover_idle(ledger, ledger.case(case.number))
    assert found.state is State.IN_DOUBT
    assert ledger.case(case.number) == found


@pytest.mark.parametrize("kind", sorted(set(EventKind) - set(FENCES)))
def test_any_other_case_is_as_it_was(kind: EventKind, ledger: Ledger) -> None:
    case = ledger.open_case("anna", "facebook")
    ledger.append(case.number, kind)
    before = ledger.case(case.number)
    assert recovered(ledger, before) == before
    assert recover_idle(ledger, before) == before


def test_what_came_out_in_the_meantime_counts(ledger: Ledger) -> None:
    case = ledger.open_case("anna", "facebook")
    ledger.append(case.number, EventKind.SUBMITTING)
    seen = ledger.case(case.number)
    ledger.append(case.number, EventKind.FILED)
    assert recover_idle(ledger, seen).state is State.FILED


def test_of_all_cases_only_those_behind_a_fence_change(ledger: Ledger) -> None:
    kinds = [EventKind.SUBMITTING, EventKind.FILED, EventKind.CONFIRMING, EventKind.STEP]
    for kind in kinds:
        ledger.append(ledger.open_case("anna", "facebook").number, kind)
    recover_all_idle(ledger)
    assert [case.state for case in ledger.cases()] == [State.IN_DOUBT, State.FILED, State.IN_DOUBT, State.PLANNED]
