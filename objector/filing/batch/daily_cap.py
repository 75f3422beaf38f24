"""How many objections a platform is sent in a day at most."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime


class DailyCap:
    """At most so many submits a platform and day, those before this run included.

    ``counted`` returns the submits of each platform since a moment; ``clock`` gives the time with its zone, whose days count.
    """

    def __init__(self, most: int, counted: Callable[[datetime], Mapping[str, int]], clock: Callable[[], datetime]) -> None:
        self.most = most
        self._counted = counted
        self._clock = clock
        self._day: date | None = None
        self._submits: Counter[str] = Counter()

    def is_reached(self, platform: str) -> bool:
        """Tell whether the platform has had all of today's."""
        self._turn_the_page()
        return self._submits[platform] >= self.most

    def count(self, platform: str) -> None:
        """Count one submit."""
        self._turn_the_page()
        self._submits[platform] += 1

    def _turn_the_page(self) -> None:
        now = self._clock()
        if now.date() != self._day:
            self._day = now.date()
            self._submits = Counter(self._counted(now.replace(hour=0, minute=0, second=0, microsecond=0)))
