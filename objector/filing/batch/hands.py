"""So many cases at work in pages at a time, while any number waits for mails and people."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

KEPT_BACK = 6
"""Cases a hand that could go on, and yet wait while others begin, at most: ten seconds' work, as long as a mail takes."""


class Hands:
    """``count`` hands that work in pages.

    A case that could go on after waiting goes before those that have yet to begin, but for a few (KEPT_BACK), which let others
    begin first: so there is something left to do at the end, while the last ones wait for their mails.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._free = count
        self._returning: deque[asyncio.Future[None]] = deque()
        self._beginning: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def busy(self) -> AsyncIterator[None]:
        """Take a hand for as long as the block lasts."""
        await self._take(self._beginning)
        try:
            yield
        finally:
            self._give()

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """Within a block that is busy: give the hand to others, and have one again at the end."""
        self._give()
        try:
            yield
            await self._take(self._returning)
        except BaseException:
            # What is left to do after a failure is little, and is done without waiting: one hand too many for a moment.
            self._free -= 1
            raise

    async def _take(self, queue: "deque[asyncio.Future[None]]") -> None:
        if self._free > 0:
            self._free -= 1
            return
        mine = asyncio.get_running_loop().create_future()
        queue.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # the hand had been given already
                self._give()
            raise

    def _give(self) -> None:
        self._free += 1
        while self._free > 0 and (queue := self._next()):
            waiting = queue.popleft()
            if not waiting.done():
                self._free -= 1
                waiting.set_result(None)

    def _next(self) -> deque[asyncio.Future[None]]:
        kept_back = len(self._returning) <= KEPT_BACK * self.count
        return self._beginning or self._returning if kept_back else self._returning
