"""Codes that the site sends by mail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

VALIDITY = timedelta(hours=1)


@dataclass(frozen=True)
class _Issued:
    code: str
    at: datetime


class Codes:
    """The codes that are good now: six digits, for one hour, once each, and only the newest for each request."""

    def __init__(self, random: Random, clock: Callable[[], datetime]) -> None:
        self._random = random
        self._clock = clock
        self._issued: dict[str, _Issued] = {}

    def issue(self, request: str) -> str:
        """Return a new code for the request; an older one is no longer good."""
        code = six_digits(self._random)
        self._issued[request] = _Issued(code, self._clock())
        return code

    def redeem(self, request: str, code: str) -> bool:
        """Return whether the code is the request's newest, in time; a good one is used up."""
        issued = self._issued.get(request)
        good = issued is not None and issued.code == code.strip() and self._clock() - issued.at <= VALIDITY
        if good:
            del self._issued[request]
        return good


def six_digits(random: Random) -> str:
    """Return a number of six digits as the sites send it; the first may be a zero."""
    return f"{random.randrange(1_000_000):06d}"
