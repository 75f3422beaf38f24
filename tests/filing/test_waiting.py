"""A wait ends at its time of day, whatever the machine and its clock do meanwhile."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from objector.filing.waiting import tell_of_sleep, until

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TICK = 0.01


class Machine:
    """Its clock and its monotonic seconds follow a script, a tick each; the last entry goes on for ever."""

    def __init__(self, *ticks: tuple[float, float]) -> None:
        self.ticks = list(ticks)
        self.wall, self.monotonic = 0.0, 0.0

    def clock(self) -> datetime:
        return NOON + timedelta(seconds=self.wall)

    def now(self) -> float:
        return self.monotonic

    async def run(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            wall, monotonic = self.ticks.pop(0) if len(self.ticks) > 1 else self.ticks[0]
            self.wall += wall
            self.monotonic += monotonic


async def waited(machine: Machine, minutes: float) -> tuple[float, float]:
    """Wait to the end; return how many minutes the clock and the monotonic seconds then show."""
    running = asyncio.ensure_future(machine.run())
    with pytest.raises(TimeoutError):
        async with until(NOON + timedelta(minutes=minutes), machine.clock, machine.now, TICK):
            await asyncio.Event().wait()
    running.cancel()
    return machine.wall / 60, machine.monotonic / 60


def test_it_ends_at_its_time(run: Callable) -> None:
    wall, _ = run(waited(Machine((30, 30)), 5))
    assert 5 <= wall <= 7


@pytest.mark.parametrize("counted", [0, 8 * 3600], ids=["sleep is not counted", "sleep is counted"])
def test_after_a_sleep_there_is_a_moment_to_find_what_came(counted: float, run: Callable) -> None:
    wall, _ = run(waited(Machine((30, 30), (8 * 3600, counted), (20, 20)), 60))
    assert 8 * 60 + 1 <= wall <= 8 * 60 + 4


def test_a_clock_that_is_set_back_prolongs_nothing(run: Callable) -> None:
    _, monotonic = run(waited(Machine((30, 30), (-86_400, 30), (30, 30)), 5))
    assert monotonic <= 7


def test_what_ends_in_time_is_left_alone(run: Callable) -> None:
    async def quick() -> int:
        async with until(NOON + timedelta(minutes=1), lambda: NOON):
            return 42

    assert run(quick()) == 42


def test_a_sleep_is_told_of(run: Callable) -> None:
    async def told() -> list[timedelta]:
        gaps: list[timedelta] = []
        machine = Machine((0, 0), (3600, 0), (0, 0))
        tasks = [asyncio.ensure_future(machine.run()), asyncio.ensure_future(tell_of_sleep(machine.clock, gaps.append, TICK))]
        while not gaps:
            await asyncio.sleep(TICK)
        for task in tasks:
            task.cancel()
        return gaps

    (gap,) = run(told())
    assert timedelta(minutes=59) < gap <= timedelta(minutes=60)
