"""One queue of questions: each is answered once, by whoever is first, here or in another terminal."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from objector.filing.batch.notices import AnswerBox, Notice, Notices
from objector.filing.batch.questions import Kind, Questions, UnfitAnswerError, meaning
from objector.filing.person import CodeAsk, NobodyThereError, UnreviewedError
from objector.page.desk import Ask, Decision, Need, Review
from objector.secrets.sealed import SealedStore

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REVIEW = Review(address="https://example.org/form", answers={"country": "Germany"})
NEED = Need(ask=Ask.CAPTCHA, where="https://example.org/form")


def asking(account: str, *, minutes: int = 60, watched: bool = False) -> CodeAsk:
    return CodeAsk(account=account, email="a@example.org", until=NOON + timedelta(minutes=minutes), is_watched=watched)


@pytest.fixture
def questions() -> Questions:
    return Questions(lambda: NOON, 5.0, lambda _: True)


async def asked(questions: Questions, *works) -> list[asyncio.Task]:
    """Begin to ask, and return once all questions stand in the queue."""
    tasks = [asyncio.ensure_future(work) for work in works]
    while len(questions.open) < len(tasks):
        await asyncio.sleep(0)
    return tasks


def test_what_only_a_person_answers_comes_first_and_what_ends_sooner_before_the_rest(run: Callable, questions: Questions) -> None:
    async def order() -> list[str]:
        works = [
            questions.code(asking("mailed", minutes=1, watched=True)),
            questions.code(asking("late")),
            questions.code(asking("soon", minutes=9)),
        ]
        tasks = await asked(questions, *works)
        names = [question.account for question in questions.open]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert questions.open == []
        return names

    assert run(order()) == ["soon", "late", "mailed"]


def test_an_answer_that_does_not_fit_leaves_the_question_open(run: Callable, questions: Questions) -> None:
    async def answered() -> str:
        (task,) = await asked(questions, questions.code(asking("anna")))
        number = questions.open[0].number
        with pytest.raises(UnfitAnswerError, match="“12” is no answer to this: the code, 4 to 8 digits"):
            questions.give(number, "12")
        assert questions.give(number, " 123 456 ")
        assert not questions.give(number, "654321")
        return await task

    assert run(answered()) == "123456"


@pytest.mark.parametrize(("typed", "decision"), [("", Decision.CONTINUE), ("Done", Decision.CONTINUE), ("s", Decision.STOP)])
def test_a_deed_is_done_or_stopped(typed: str, decision: Decision, run: Callable, questions: Questions) -> None:
    async def answered() -> Decision:
        (task,) = await asked(questions, questions.acts("anna", NEED))
        questions.give(questions.open[0].number, typed)
        return await task

    assert run(answered()) is decision


def test_nobody_who_answers_in_time_is_nobody(run: Callable) -> None:
    hurried = Questions(lambda: NOON, 0.01, lambda _: True)
    with pytest.raises(UnreviewedError):
        run(hurried.agrees("anna", REVIEW))
    with pytest.raises(NobodyThereError):
        run(hurried.acts("anna", NEED))
    with pytest.raises(NobodyThereError):
        run(Questions(lambda: NOON, 5.0, lambda _: False).acts("anna", NEED))


@pytest.mark.parametrize("kind", Kind)
def test_what_is_no_answer_is_said_to_be_none(kind: Kind) -> None:
    with pytest.raises(UnfitAnswerError):
        meaning(kind, "perhaps")


def notice(account: str, kind: Kind) -> Notice:
    return Notice(number=1, account=account, kind=kind, text="…", until=NOON, urgent=True, facts=())


@pytest.mark.parametrize("earlier", [notice("bert", Kind.CODE), notice("anna", Kind.REVIEW)], ids=["account", "kind"])
def test_an_answer_to_an_earlier_run_is_none_to_a_question_that_has_its_number_now(
    earlier: Notice, run: Callable, questions: Questions, tmp_path: Path
) -> None:
    box = AnswerBox(SealedStore(tmp_path / "answers", b"k" * 32))

    async def answered() -> str:
        serving = asyncio.ensure_future(box.serve(questions))
        (task,) = await asked(questions, questions.code(asking("anna")))
        box.leave(earlier, "999999" if earlier.kind is Kind.CODE else "yes")
        while list((tmp_path / "answers").iterdir()):
            await asyncio.sleep(0.01)
        box.leave(notice("anna", Kind.CODE), "123456")
        code = await task
        serving.cancel()
        return code

    assert run(answered()) == "123456"


def test_another_terminal_sees_the_questions_and_answers_them(run: Callable, questions: Questions, tmp_path: Path) -> None:
    notices, box = Notices(tmp_path), AnswerBox(SealedStore(tmp_path / "answers", b"k" * 32))
    box.leave(notice("anna", Kind.REVIEW), "yes")  # of an earlier run

    async def answered() -> bool:
        assert notices.read() == []
        with notices.posting(questions):
            serving = asyncio.ensure_future(box.serve(questions))
            (task,) = await asked(questions, questions.agrees("anna", REVIEW))
            while not (seen := notices.read()):
                await asyncio.sleep(0.01)
            assert (seen[0].account, seen[0].kind, seen[0].facts[1]) == ("anna", Kind.REVIEW, ("country", "Germany"))
            AnswerBox(SealedStore(tmp_path / "answers", b"k" * 32)).leave(seen[0], "yes")
            agreed = await task
            serving.cancel()
        assert notices.read() == []
        return agreed

    assert run(answered())
    assert b"yes" not in b"".join(path.read_bytes() for path in (tmp_path / "answers").iterdir())
