"""The pace of a batch: how long a platform is left alone between two submits."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Span:
    """From ``least`` to ``most`` seconds."""

    least: float
    most: float

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Return the span that is written as ``45`` or ``20-60``; raises ValueError."""
        least, _, most = text.partition("-")
        return cls(*sorted((float(least), float(most or least))))

    def __str__(self) -> str:
        """Return it as settings have it: ``20-60``, or one number."""
        return f"{self.least:g}-{self.most:g}" if self.most > self.least else f"{self.least:g}"

    @property
    def middle(self) -> float:
        """The seconds in the middle."""
        return (self.least + self.most) / 2


class Pace:
    """Lets one submit after the other through, a platform each for itself, with a pause by chance within the span between them.

    ``now`` gives seconds that never go back (a machine's monotonic clock), ``sleep`` waits so many of them.
    """

    def __init__(
        self,
        span: Span,
        random: Random,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._span = span
        self._random = random
        self._now = now
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._line: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @property
    def is_slow(self) -> bool:
        """Whether there are pauses at all."""
        return self._span.most > 0

    async def turn(self, platform: str) -> None:
        """Return when the platform may be submitted to."""
        async with self._line[platform]:
            while (left := self.left(platform)) > 0:
                await self._sleep(left)
            self._next[platform] = self._now() + self._random.uniform(self._span.least, self._span.most)

    def left(self, platform: str) -> float:
        """Return for how many seconds the platform is still left alone, 0 if it is not."""
        return max(0.0, self._next[platform] - self._now()) if platform in self._next else 0.0
