"""The quiet hours cover exactly what they say, over midnight too."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.filing.batch.quiet_hours import QuietHours

DAY = datetime(2026, 3, 1, tzinfo=UTC)


@given(
    begin=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    end=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    minutes=st.integers(0, 1439),
)
def test_they_are_over_at_their_end_and_never_begun_outside(begin: time, end: time, minutes: int) -> None:
    now = DAY + timedelta(minutes=minutes)
    over = QuietHours(begin, end).over_at(now)
    length = (end.hour * 60 + end.minute - begin.hour * 60 - begin.minute) % 1440
    since = (minutes - begin.hour * 60 - begin.minute) % 1440
    assert (over is not None) == (since < length)
    if over:
        assert over.time() == end
        assert timedelta() < over - now <= timedelta(minutes=length)
        assert QuietHours(begin, end).over_at(over) is None


def test_they_are_read_as_they_are_written() -> None:
    assert QuietHours.parse("22:00-7:30") == QuietHours(time(22), time(7, 30))
    for wrong in ("22-7", "24:00-07:00", "22:00", "22:60-07:00"):
        with pytest.raises(ValueError, match=wrong):
            QuietHours.parse(wrong)
