"""Hours of the day in which nothing is submitted."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

PATTERN = r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)"
"""How they are written: ``22:00-07:00``, in the machine's own time."""


@dataclass(frozen=True)
class QuietHours:
    """From ``begin`` to ``end``, which may be on the next day; none where both are the same."""

    begin: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "QuietHours":
        """Return the hours that are written as PATTERN has it; raises ValueError."""
        match = re.fullmatch(PATTERN, text.strip())
        if match is None:
            raise ValueError(text)
        hours = [int(number) for number in match.groups()]
        return cls(time(hours[0], hours[1]), time(hours[2], hours[3]))

    def over_at(self, now: datetime) -> datetime | None:
        """Return when the quiet hours that ``now`` lies in are over; None if it lies in none."""
        at = now.time()
        overnight = self.begin > self.end
        is_quiet = (at >= self.begin or at < self.end) if overnight else self.begin <= at < self.end
        if not is_quiet:
            return None
        day = now + timedelta(days=1) if overnight and at >= self.begin else now
        return day.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
