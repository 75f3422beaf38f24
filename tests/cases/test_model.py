"""A case's state follows from its events alone."""

from hypothesis import given
from hypothesis import strategies as st

from objector.cases.model import FENCED, SETTLED, STATE_AFTER, EventKind, State, state_after

KINDS = st.lists(st.sampled_from(EventKind), max_size=30)


def test_a_case_without_events_is_planned() -> None:
    assert state_after([]) is State.PLANNED


@given(KINDS)
def test_the_last_event_that_says_anything_of_the_state_decides(kinds: list[EventKind]) -> None:
    telling = [kind for kind in kinds if kind is not EventKind.STEP]
    assert state_after(kinds) is (STATE_AFTER[telling[-1]] if telling else State.PLANNED)


@given(KINDS)
def test_a_step_changes_nothing(kinds: list[EventKind]) -> None:
    assert state_after([*kinds, EventKind.STEP]) is state_after(kinds)


def test_every_state_can_be_reached_and_every_event_but_a_step_brings_one_about() -> None:
    assert set(STATE_AFTER.values()) == set(State)
    assert set(EventKind) - set(STATE_AFTER) == {EventKind.STEP}


@given(KINDS)
def test_a_case_is_never_filed_without_an_event_that_says_so(kinds: list[EventKind]) -> None:
    if state_after(kinds) in SETTLED:
        said = {EventKind.FILED, EventKind.FILED_EARLIER, EventKind.RECEIVED, EventKind.HONOURED, EventKind.COVERED}
        assert said & set(kinds)


def test_what_may_be_under_way_is_not_settled() -> None:
    assert not FENCED & SETTLED
    assert {state_after([EventKind.SUBMITTING]), state_after([EventKind.CONFIRMING])} == FENCED
