"""Putting a batch's shift together from the settings."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import SystemRandom

import flows
from objector.cases.model import State
from objector.filing.batch import capacity
from objector.filing.batch.breaker import Breaker, Rest
from objector.filing.batch.daily_cap import DailyCap
from objector.filing.batch.hands import Hands
from objector.filing.batch.pace import Pace, Span
from objector.filing.batch.plan import Plan
from objector.filing.batch.quiet_hours import QuietHours
from objector.filing.batch.shift import Rules, Shift, platform_of
from objector.filing.office import Office
from objector.settings import Settings

USUAL = Span(20, 60)
"""Seconds between two submits where nothing is set: what a person who files by hand takes."""


WORK = 10.0
"""Seconds that a page is worked in for one account, by the way."""


def open_shift(office: Office) -> Shift:
    """Return a shift as the settings want it; a platform that asked earlier to be left alone still is."""
    settings = office.settings
    breaker = Breaker(office.clock)
    for case in office.ledger.summaries(states=[State.RATE_LIMITED]):
        if (until := case.told.get("until")) and case.flow in flows.names():
            told = Rest("the platform asked to be left alone", datetime.fromisoformat(until))
            breaker.stop(flows.get(case.flow).platform, told)
    rules = Rules(
        pace=Pace(span(settings), SystemRandom()),
        breaker=breaker,
        clock=office.clock,
        cap=DailyCap(settings.daily_cap, _submits(office), office.clock) if settings.daily_cap else None,
        quiet=QuietHours.parse(settings.quiet_hours) if settings.quiet_hours else None,
    )
    hands = settings.concurrency or capacity.hands()
    return Shift(rules, Hands(hands), max(hands, capacity.room()))


def estimate(plan: Plan, settings: Settings) -> timedelta:
    """Return about how long the plan takes: as the slowest platform's pace has it, or the work in pages."""
    hands = settings.concurrency or capacity.hands()
    counts = Counter(platform_of(account) for account in plan.to_file)
    paced = max(counts.values(), default=0) * span(settings).middle
    return timedelta(seconds=max(paced, WORK * len(plan.to_file) / hands))


def span(settings: Settings) -> Span:
    """Return the pause between two submits on one platform: in a rehearsal none, unless one is set."""
    if settings.pace:
        return Span.parse(settings.pace)
    return Span(0, 0) if settings.rehearsing else USUAL


def _submits(office: Office) -> Callable[[datetime], Mapping[str, int]]:
    def counted(since: datetime) -> Mapping[str, int]:
        counts: Counter[str] = Counter()
        for flow, number in office.ledger.submits(since).items():
            counts[flows.get(flow).platform] += number
        return counts

    return counted
