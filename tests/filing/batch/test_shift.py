"""Before each submit the platform's pace, its rest, its cap and the quiet hours have a say."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest

from objector.cases.model import Account
from objector.filing.batch.breaker import Breaker, Rest
from objector.filing.batch.daily_cap import DailyCap
from objector.filing.batch.hands import Hands
from objector.filing.batch.pace import Pace, Span
from objector.filing.batch.quiet_hours import QuietHours
from objector.filing.batch.shift import Place, QuietHoursError, Rules, Shift
from objector.filing.schedule import NotNowError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA = Account(name="anna", flow="facebook", email="anna@example.org", country="DE", reason="…")
BERT = replace(ANNA, name="bert", flow="instagram")


def rules(**changes: object) -> Rules:
    usual = {"pace": Pace(Span(0, 0), Random(1)), "breaker": Breaker(lambda: NOON), "clock": lambda: NOON}
    return Rules(**{**usual, **changes})


def place(shift: Shift, account: Account = ANNA) -> Place:
    return Place(shift, account, lambda _what, _until: None)


async def turn(shift: Shift, account: Account = ANNA) -> None:
    at = place(shift, account)
    async with at.entered():
        await at.turn()


def rested() -> Breaker:
    breaker = Breaker(lambda: NOON)
    breaker.stop("facebook", Rest("it said so", NOON + timedelta(hours=2)))
    return breaker


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"breaker": rested()}, NotNowError, "facebook rests (it said so; not before "),
        ({"cap": DailyCap(2, lambda _: {"facebook": 2}, lambda: NOON)}, NotNowError, "has had today’s 2 objections"),
        ({"quiet": QuietHours(time(11), time(13))}, QuietHoursError, "the quiet hours have begun, until 13:00"),
        ({"closed": {"facebook": "the form has changed"}}, NotNowError, "the form has changed; “objector probe” shows more"),
    ],
    ids=["rest", "cap", "quiet hours", "changed"],
)
def test_a_platform_that_is_left_alone_is_not_submitted_to_and_the_other_is(
    changes: dict[str, object], error: type[NotNowError], words: str, run: Callable
) -> None:
    shift = Shift(rules(**changes), Hands(2), 5)
    with pytest.raises(error) as raised:
        run(turn(shift))
    assert words in str(raised.value)
    if "quiet" not in changes:
        run(turn(shift, BERT))


def test_each_submit_counts_towards_the_cap(run: Callable) -> None:
    shift = Shift(rules(cap=DailyCap(2, lambda _: {}, lambda: NOON)), Hands(1), 5)
    run(turn(shift))
    run(turn(shift))
    with pytest.raises(NotNowError):
        run(turn(shift))


def test_while_a_person_passes_a_check_the_others_leave_the_platform_alone(run: Callable) -> None:
    async def order() -> list[str]:
        shift, told = Shift(rules(), Hands(3), 5), []
        passed, checking = asyncio.Event(), asyncio.Event()

        async def checked() -> None:
            at = place(shift)
            async with at.entered(), at.checked():
                checking.set()
                await passed.wait()
                told.append("passed")

        async def other(account: Account) -> None:
            await checking.wait()
            await turn(shift, account)
            told.append(account.flow)
            if account is BERT:
                passed.set()

        async with asyncio.timeout(10):
            await asyncio.gather(checked(), other(ANNA), other(BERT))
        return told

    assert run(order()) == ["instagram", "passed", "facebook"]


def test_when_the_shift_closes_whoever_would_wait_is_parked(run: Callable) -> None:
    async def parked() -> bool:
        shift, at = Shift(rules(), Hands(1), 5), None
        at = place(shift)
        async with at.entered():
            shift.is_closing = True
            with suppress(asyncio.CancelledError):
                async with at.aside():
                    return False
        return True

    assert run(parked())


def test_no_more_forms_are_filled_ahead_of_the_pace_than_there_are_hands(run: Callable) -> None:
    async def ahead() -> int:
        shift = Shift(rules(pace=Pace(Span(3600, 3600), Random(1))), Hands(2), 50)
        filled: list[str] = []

        async def file(number: int) -> None:
            at = place(shift, replace(ANNA, name=f"anna {number}"))
            async with at.entered():
                filled.append(str(number))
                await at.turn()
                await asyncio.sleep(0)

        tasks = [asyncio.ensure_future(file(number)) for number in range(20)]
        for _ in range(50):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return len(filled)

    assert run(ahead()) == 3  # one has submitted, and two wait for their turns


def test_no_form_is_begun_in_quiet_hours_that_began_while_the_account_waited() -> None:
    with pytest.raises(QuietHoursError):
        rules(quiet=QuietHours(time(11), time(13))).check(ANNA)


def test_what_a_check_held_back_is_submitted_at_the_pace_and_not_all_at_once(run: Callable) -> None:
    now, submits = [0.0], []

    async def sleep(seconds: float) -> None:
        now[0] += seconds
        await asyncio.sleep(0)

    async def file(shift: Shift) -> None:
        at = place(shift)
        async with at.entered():
            await filled.wait()
            await at.turn()
            submits.append(now[0])

    async def all_of_them() -> None:
        shift = Shift(rules(pace=Pace(Span(30, 30), Random(1), lambda: now[0], sleep)), Hands(3), 5)
        filing = [asyncio.ensure_future(file(shift)) for _ in range(3)]
        await asyncio.sleep(0)
        async with shift.checks["facebook"].closed():
            filled.set()
            while now[0] < 60:  # all three have had a turn by then
                await asyncio.sleep(0)
            await asyncio.sleep(0)
        await asyncio.gather(*filing)

    filled = asyncio.Event()
    run(all_of_them())
    assert [after - before for before, after in pairwise(submits)] == [30, 30]
