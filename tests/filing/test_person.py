"""Of several ways to an answer the first counts, and only one answer is taken."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.filing.person import CodeAsk, Nobody, NobodyThereError, Together, UnreviewedError, first
from objector.page.desk import Ask, Decision, Need, Review

REVIEW = Review(address="https://example.org", answers={})
ASK = CodeAsk(account="anna", email="anna@example.org", until=datetime(2026, 3, 1, tzinfo=UTC))


class Way:
    """Somebody who answers, or never does; notes whether the question was taken back."""

    def __init__(self, answer: str | None) -> None:
        self.answer = answer
        self.asked: list[object] = []
        self.taken_back = False

    async def agrees(self, account: str, review: Review) -> bool:
        return bool(await self._answer(review))

    async def code(self, ask: CodeAsk) -> str:
        return await self._answer(ask)

    async def acts(self, account: str, need: Need) -> Decision:
        return Decision(await self._answer(need))

    async def _answer(self, asked: object) -> str:
        self.asked.append(asked)
        try:
            while self.answer is None:
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.taken_back = True
            raise
        return self.answer


def fails(error: Exception) -> Callable[[], Awaitable[str]]:
    async def ask() -> str:
        raise error

    return ask


def test_whoever_answers_first_counts_and_the_others_are_no_longer_asked(run: Callable) -> None:
    silent, quick = Way(None), Way("123456")
    assert run(Together([silent, quick]).code(ASK)) == "123456"
    assert silent.asked == quick.asked == [ASK]
    assert silent.taken_back
    assert not quick.taken_back


def test_an_error_counts_only_when_nobody_is_left_to_answer(run: Callable) -> None:
    async def late() -> str:
        await asyncio.sleep(0)
        return "123456"

    assert run(first([fails(ValueError("no")), late])) == "123456"
    with pytest.raises(ValueError, match="no"):
        run(first([fails(ValueError("no"))]))


def test_nobody_waits_for_those_aside_alone(run: Callable) -> None:
    silent, quick = Way(None), Way("123456")
    with pytest.raises(ValueError, match="no"):
        run(first([fails(ValueError("no"))], aside=[lambda: silent.code(ASK)]))
    assert silent.taken_back
    assert run(first([lambda: Way(None).code(ASK)], aside=[lambda: quick.code(ASK)])) == "123456"


def test_taking_the_question_back_takes_it_back_from_all(run: Callable) -> None:
    ways = [Way(None), Way(None)]

    async def asked_and_dropped() -> None:
        task = asyncio.ensure_future(Together(ways).code(ASK))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run(asked_and_dropped())
    assert [way.taken_back for way in ways] == [True, True]


@given(st.lists(st.sampled_from(["answer", "error"]), min_size=1, max_size=6))
def test_there_is_an_answer_if_anybody_has_one(run: Callable, asked: list[str]) -> None:
    async def answer() -> str:
        return "123456"

    ways = [answer if kind == "answer" else fails(ValueError("no")) for kind in asked]
    if "answer" in asked:
        assert run(first(ways)) == "123456"
    else:
        with pytest.raises(ValueError, match="no"):
            run(first(ways))


def test_where_nobody_is_there_the_remedy_is_named(run: Callable) -> None:
    with pytest.raises(UnreviewedError, match="--yes"):
        run(Nobody().agrees("anna", REVIEW))
    with pytest.raises(NobodyThereError, match=r"Solve the captcha.*https://example\.org/form.*--headed"):
        run(Nobody().acts("anna", Need(ask=Ask.CAPTCHA, where="https://example.org/form")))


def test_a_window_answers_where_the_terminal_is_none(run: Callable) -> None:
    assert run(Together([Nobody(), Way("yes")]).agrees("anna", REVIEW))
