"""The day's submits count whichever run made them, and a new day begins anew."""

from datetime import UTC, datetime, timedelta

from objector.filing.batch.daily_cap import DailyCap


def test_what_was_submitted_before_counts_and_midnight_counts_anew() -> None:
    time = [datetime(2026, 3, 1, 23, 30, tzinfo=UTC)]
    asked: list[datetime] = []

    def counted(since: datetime) -> dict[str, int]:
        asked.append(since)
        return {"facebook": 2} if since.day == 1 else {}

    cap = DailyCap(3, counted, lambda: time[0])
    assert not cap.is_reached("facebook")
    cap.count("facebook")
    assert cap.is_reached("facebook")
    assert not cap.is_reached("instagram")
    time[0] += timedelta(hours=1)
    assert not cap.is_reached("facebook")
    assert asked == [datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)]
