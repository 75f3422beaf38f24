"""Ctrl-C while a batch runs: the first lets what was sent come to its end, the second stops everything at once."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from objector.filing.batch.run import Batch

SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What asks a program to stop: Ctrl-C, and whoever shuts the machine down."""

FIRST = "stopping: what is sent is finished or put away, nothing more begins (Ctrl-C again stops now)"
SECOND = "stopping now"


@contextmanager
def stopping(batch: Batch, looking: "asyncio.Future[None]", say: Callable[[str], None]) -> Iterator[None]:
    """Have the signals stop the batch, and what goes before it, for as long as the block lasts."""
    loop = asyncio.get_running_loop()
    acts = iter([(FIRST, batch.stop), (SECOND, batch.abort)])

    def stop() -> None:
        told, act = next(acts, ("", batch.abort))
        if told:
            say(told)
        looking.cancel()
        act()

    def caught(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop)

    before = [(each, signal.signal(each, caught)) for each in SIGNALS]
    try:
        yield
    finally:
        for each, handler in before:
            signal.signal(each, handler)
