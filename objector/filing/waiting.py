"""Waiting until a time of day, on a machine that may sleep meanwhile, or whose clock may be set."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

TICK = 20.0
"""Seconds between two looks at the clock."""

GRACE = 60.0
"""Seconds that are left after the machine slept through the end: what came meanwhile is found then."""


@asynccontextmanager
async def until(
    end: datetime, clock: Callable[[], datetime], now: Callable[[], float] = time.monotonic, tick: float = TICK
) -> AsyncIterator[None]:
    """End the block with a TimeoutError when the clock shows the time, a little later if the machine slept through it.

    A clock that is set back prolongs nothing: the block lasts no longer than it was to last at first. ``now`` gives seconds that
    never go back, and that may or may not go on while the machine sleeps.
    """
    async with asyncio.timeout(None) as timeout:
        ticking = asyncio.ensure_future(_end(timeout, end, clock, (now, tick)))
        try:
            yield
        finally:
            ticking.cancel()


async def _end(
    block: asyncio.Timeout, end: datetime, clock: Callable[[], datetime], ticks: tuple[Callable[[], float], float]
) -> None:
    now, tick = ticks
    latest = now() + (end - clock()).total_seconds()
    while (left := min((end - clock()).total_seconds(), latest - now())) > 0:
        before = clock()
        await asyncio.sleep(min(left, tick))
        if clock() - before > timedelta(seconds=tick + GRACE):
            latest = max(latest, now() + GRACE)
            end = max(end, clock() + timedelta(seconds=GRACE))
    block.reschedule(asyncio.get_running_loop().time())


async def tell_of_sleep(clock: Callable[[], datetime], told: Callable[[timedelta], None], tick: float = TICK) -> None:
    """Tell, for ever, how long the machine slept whenever it did."""
    while True:
        before = clock()
        await asyncio.sleep(tick)
        if (gap := clock() - before - timedelta(seconds=tick)) > timedelta(seconds=GRACE):
            told(gap)
