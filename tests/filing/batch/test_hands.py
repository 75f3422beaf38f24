"""So many hands at work at most, whoever waits; and none is ever lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from objector.filing.batch.hands import KEPT_BACK, Hands


@settings(max_examples=50)
@given(
    hands=st.integers(1, 4),
    cases=st.lists(st.sampled_from(["works", "waits", "waits twice", "fails while it waits", "is cancelled"]), max_size=12),
    seed=st.integers(0, 10_000),
)
def test_no_more_cases_work_than_there_are_hands_and_all_hands_come_back(
    run: Callable, hands: int, cases: list[str], seed: int
) -> None:
    run(_all_together(Hands(hands), cases, Random(seed)))


async def _all_together(hands: Hands, cases: list[str], random: Random) -> None:
    at_work: set[int] = set()

    @asynccontextmanager
    async def at_least_gone(number: int) -> AsyncIterator[None]:
        try:
            yield
        finally:
            at_work.discard(number)

    async def wait() -> None:
        for _ in range(random.randrange(4)):
            await asyncio.sleep(0)

    async def case(number: int, kind: str) -> None:
        async with hands.busy(), at_least_gone(number):
            at_work.add(number)
            for _ in range({"waits": 1, "waits twice": 2, "fails while it waits": 1, "is cancelled": 1}.get(kind, 0)):
                assert len(at_work) <= hands.count
                await wait()
                at_work.remove(number)
                async with hands.aside():
                    await wait()
                    if kind == "fails while it waits":
                        raise ValueError
                at_work.add(number)
            await wait()
            assert len(at_work) <= hands.count

    tasks = [asyncio.ensure_future(case(number, kind)) for number, kind in enumerate(cases)]
    await wait()
    for task, kind in zip(tasks, cases, strict=True):
        if kind == "is cancelled":
            task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert not [each for each in outcomes if isinstance(each, AssertionError | KeyError)]
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        together = asyncio.Barrier(hands.count)  # passes only if every hand can be had at once
        for _ in range(hands.count):
            group.create_task(_with(hands, together))


async def _with(hands: Hands, together: asyncio.Barrier) -> None:
    async with hands.busy():
        await together.wait()


def test_only_a_few_that_come_back_are_kept_waiting_by_those_that_have_yet_to_begin(run: Callable) -> None:
    order: list[str] = []

    async def begun(hands: Hands, mail: asyncio.Event) -> None:
        async with hands.busy():
            async with hands.aside():
                await mail.wait()
            order.append("came back")

    async def new(hands: Hands, mail: asyncio.Event) -> None:
        async with hands.busy():
            order.append("new")
            mail.set()
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        hands, mail = Hands(1), asyncio.Event()
        await asyncio.gather(*(begun(hands, mail) for _ in range(KEPT_BACK + 2)), *(new(hands, mail) for _ in range(3)))

    run(all_of_them())
    assert order == ["new", "came back", "came back", "new", "new", *["came back"] * KEPT_BACK]


def test_whoever_is_cancelled_just_as_the_hand_comes_hands_it_on(run: Callable) -> None:
    async def race() -> None:
        hands, let_go = Hands(1), asyncio.Event()

        async def holder() -> None:
            async with hands.busy():
                await let_go.wait()
            second.cancel()  # the hand has been given to the second, which has not run since

        async def waiter() -> None:
            async with hands.busy():
                pass

        first, second = asyncio.ensure_future(holder()), asyncio.ensure_future(waiter())
        await asyncio.sleep(0)
        let_go.set()
        await first
        with pytest.raises(asyncio.CancelledError):
            await second
        async with asyncio.timeout(5):
            await waiter()

    run(race())
