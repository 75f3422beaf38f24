"""Between two submits on one platform lies a pause by chance; platforms don't wait for each other."""

import asyncio
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from objector.filing.batch.pace import Pace, Span


class Clockwork:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 12))
def test_pauses_lie_within_the_span_and_differ(run: Callable, seed: int, count: int) -> None:
    clock = Clockwork()
    pace = Pace(Span(20, 60), Random(seed), clock.now, clock.sleep)

    async def submits() -> list[float]:
        times: list[float] = []
        for _ in range(count):
            await pace.turn("facebook")
            times.append(clock.now())
        return times

    times = run(submits())
    assert times[0] == 1000.0
    pauses = [after - before for before, after in pairwise(times)]
    assert all(20 <= pause <= 60.001 for pause in pauses)
    assert len({round(pause, 6) for pause in pauses}) == len(pauses)


def test_a_platform_does_not_wait_for_another(run: Callable) -> None:
    clock = Clockwork()
    pace = Pace(Span(20, 60), Random(1), clock.now, clock.sleep)

    async def submits() -> None:
        await pace.turn("facebook")
        await pace.turn("instagram")

    run(submits())
    assert clock.now() == 1000.0
    assert 20 <= pace.left("facebook") <= 60


def test_two_at_once_are_let_through_one_after_the_other(run: Callable) -> None:
    clock = Clockwork()
    pace = Pace(Span(30, 30), Random(1), clock.now, clock.sleep)
    times: list[float] = []

    async def submit() -> None:
        await pace.turn("facebook")
        times.append(clock.now())

    async def three() -> None:
        await asyncio.gather(submit(), submit(), submit())

    run(three())
    assert times == [1000.0, 1030.0, 1060.0]


@pytest.mark.parametrize(
    ("text", "span"), [("45", Span(45, 45)), ("20-60", Span(20, 60)), ("60-20", Span(20, 60)), ("0", Span(0, 0))]
)
def test_a_span_is_read_as_it_is_written(text: str, span: Span) -> None:
    assert Span.parse(text) == span
    assert Span.parse(str(span)) == span
