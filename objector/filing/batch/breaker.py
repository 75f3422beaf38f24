"""Leaving a platform alone once it has had enough: after a rate limit, a check for humans, or like failures in a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from objector.errors import ObjectorError
from objector.filing.desk import StoppedError
from objector.filing.person import NobodyThereError
from objector.page.desk import CHECKS
from objector.page.errors import RateLimitedError

LIKE_FAILURES = 3
"""How many failures of one kind in a row stop a platform."""


@dataclass(frozen=True)
class Rest:
    """Why a platform is left alone, and until when (None: until somebody has had a look)."""

    why: str
    until: datetime | None = None

    def __str__(self) -> str:
        """Return both in a few words, without a stop."""
        return f"{self.why}; not before {self.until.astimezone():%Y-%m-%d %H:%M}" if self.until else self.why


class Breaker:
    """Takes note of how each platform's accounts come out. ``clock`` gives the time with its zone."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rests: dict[str, Rest] = {}
        self._in_a_row: dict[str, list[type[ObjectorError]]] = {}

    def rest(self, platform: str) -> Rest | None:
        """Return why and until when the platform is left alone, or None."""
        rest = self._rests.get(platform)
        is_over = rest is not None and rest.until is not None and rest.until <= self._clock()
        return None if is_over else rest

    def stop(self, platform: str, rest: Rest) -> None:
        """Leave the platform alone, for no shorter than it is left alone already."""
        known = self.rest(platform)
        if known is None or _end(rest) > _end(known):
            self._rests[platform] = rest

    def note(self, platform: str, error: ObjectorError | None) -> None:
        """Take note of how an account came out, which may stop the platform."""
        if error is None:
            self._in_a_row.pop(platform, None)
            return
        row = self._in_a_row.setdefault(platform, [])
        if row and row[0] is not type(error):
            row.clear()
        row.append(type(error))
        if rest := self._reason(error, len(row)):
            self.stop(platform, rest)

    def _reason(self, error: ObjectorError, times: int) -> Rest | None:
        if isinstance(error, RateLimitedError):
            until = self._clock() + error.wait if error.wait else None
            return Rest("the platform wants to be left alone for a while", until)
        if wants_rest(error):
            return Rest("the platform wants to see that a person is there")
        if times >= LIKE_FAILURES:
            return Rest(f"{times} accounts in a row came out the same way: {_first_sentence(str(error))}")
        return None


def wants_rest(error: ObjectorError) -> bool:
    """Tell whether an error alone says that the platform has had enough."""
    # A check after the submit leaves a doubt, which says no more what it came from.
    cause = error.__cause__ or error
    is_check = isinstance(cause, NobodyThereError | StoppedError) and cause.need.ask in CHECKS
    return is_check or isinstance(error, RateLimitedError)


def _end(rest: Rest) -> datetime:
    return rest.until or datetime.max.replace(tzinfo=UTC)


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")
