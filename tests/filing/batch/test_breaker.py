"""A platform that has had enough is left alone, and only that one."""

from datetime import UTC, datetime, timedelta

import pytest

from objector.browser.errors import SiteUnreachableError
from objector.errors import ObjectorError
from objector.filing.batch.breaker import Breaker, Rest
from objector.filing.desk import NoCodeError
from objector.filing.person import NobodyThereError
from objector.page.desk import Ask, Need
from objector.page.errors import InDoubtError, NoFormError, RateLimitedError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CAPTCHA = NobodyThereError(Need(ask=Ask.CAPTCHA, where="https://www.facebook.com/"), "anna")
CHECKPOINT = NobodyThereError(Need(ask=Ask.CHECKPOINT, where="https://www.facebook.com/checkpoint/"), "anna")


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def test_a_rate_limit_stops_its_platform_for_as_long_as_the_site_says(breaker: Breaker, clock: Clock) -> None:
    breaker.note("facebook", RateLimitedError("too often", timedelta(hours=2)))
    rest = breaker.rest("facebook")
    assert rest is not None
    assert rest.until == NOON + timedelta(hours=2)
    assert breaker.rest("instagram") is None
    clock.time = NOON + timedelta(hours=2)
    assert breaker.rest("facebook") is None


def _after_the_submit() -> ObjectorError:
    error = InDoubtError("anna", "the site wanted this")
    error.__cause__ = CAPTCHA
    return error


@pytest.mark.parametrize(
    "error",
    [CAPTCHA, CHECKPOINT, _after_the_submit(), RateLimitedError("too often")],
    ids=["captcha", "checkpoint", "later", "limit"],
)
def test_a_check_or_a_limit_without_a_time_stops_the_platform_until_somebody_looks(
    error: ObjectorError, breaker: Breaker
) -> None:
    breaker.note("facebook", error)
    rest = breaker.rest("facebook")
    assert rest is not None
    assert rest.until is None


def test_three_like_failures_in_a_row_stop_the_platform(breaker: Breaker) -> None:
    for _ in range(2):
        breaker.note("facebook", NoFormError("https://www.facebook.com/", "Hello"))
        breaker.note("instagram", NoFormError("https://www.instagram.com/", "Hello"))
    assert breaker.rest("facebook") is None
    breaker.note("facebook", NoFormError("https://www.facebook.com/", "Hello"))
    assert "3 accounts in a row came out the same way" in str(breaker.rest("facebook"))
    assert breaker.rest("instagram") is None


def test_a_success_or_another_failure_begins_the_row_anew(breaker: Breaker) -> None:
    no_form, no_code = NoFormError("https://www.facebook.com/", "Hello"), NoCodeError("anna@example.org", 60)
    unreachable = SiteUnreachableError("https://www.facebook.com/", "ERR_TIMED_OUT")
    for error in (no_form, no_form, None, no_form, no_form, no_code, no_form, no_form, unreachable, unreachable):
        breaker.note("facebook", error)
    assert breaker.rest("facebook") is None


def test_a_rest_is_never_shortened_by_another_reason(breaker: Breaker, clock: Clock) -> None:
    breaker.stop("facebook", Rest("it said so", NOON + timedelta(hours=2)))
    breaker.note("facebook", RateLimitedError("too often", timedelta(minutes=5)))
    clock.time = NOON + timedelta(hours=1)
    assert breaker.rest("facebook") is not None
    breaker.note("facebook", CAPTCHA)
    breaker.note("facebook", RateLimitedError("too often", timedelta(minutes=5)))
    clock.time = NOON + timedelta(days=1)
    assert "a person is there" in str(breaker.rest("facebook"))
