"""The live table shows who needs the person first, and never more than the terminal holds."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from prompt_toolkit.data_structures import Size
from rich.console import Console

from objector.cases.model import Account
from objector.cli.batch_table import BESIDES, pictured
from objector.filing.batch.board import Board
from objector.filing.batch.questions import Questions
from objector.filing.person import CodeAsk
from objector.page.desk import Review

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def account(number: int) -> Account:
    return Account(name=f"account-{number:03}", flow="facebook", email="a@example.org", country="DE", reason="…")


async def drawn(rows: int, columns: int, at_work: int) -> list[str]:
    """Draw a batch of 200 accounts with so many at work, of which the last one's review waits for the person."""
    board, questions = Board([account(n) for n in range(200)], lambda: NOON), Questions(lambda: NOON, 60, lambda _: False)
    for number in range(at_work):
        board.begins(account(number))
        board.waiting(account(number).name, "the code", NOON + timedelta(hours=1))
    review = Review(address="https://www.facebook.com/help/contact/1", answers={"reason": "Why I object. " * 200})
    tasks = [
        asyncio.ensure_future(questions.agrees(account(at_work - 1).name, review)),
        asyncio.ensure_future(questions.code(CodeAsk(account="account-000", email="a@example.org", until=NOON, is_watched=True))),
    ]
    while len(questions.open) < len(tasks):
        await asyncio.sleep(0)
    console = Console(file=StringIO(), width=columns, no_color=True)
    with console.capture() as capture:
        for part in pictured(board, questions, questions.next, Size(rows=rows, columns=columns)):
            console.print(part, no_wrap=True, overflow="ellipsis")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return capture.get().splitlines()


def test_no_heading_stands_above_nothing() -> None:
    board, questions = Board([account(0)], lambda: NOON), Questions(lambda: NOON, 60, lambda _: False)
    assert list(pictured(board, questions, None, Size(rows=24, columns=80))) == ["[bold]0 of 1[/]"]


@pytest.mark.parametrize("columns", [70, 80, 120])
def test_long_names_are_cut_before_steps_and_times(columns: int) -> None:
    anna = replace(account(0), name="facebook:franziska.mueller-luedenscheid@agency-example.org")
    board, questions = Board([anna], lambda: NOON), Questions(lambda: NOON, 60, lambda _: False)
    board.begins(anna)
    board.done(anna.name, "code_received", "")
    board.waiting(anna.name, "its turn on facebook", until := NOON + timedelta(hours=1))
    console = Console(file=StringIO(), width=columns, no_color=True)
    with console.capture() as capture:
        console.print(*pictured(board, questions, None, Size(rows=24, columns=columns)))
    line = capture.get().splitlines()[1]
    assert line.startswith("facebook:fran")
    assert "  code received  " in line
    assert line.rstrip().endswith(f"  {until.astimezone():%H:%M}  0:00")


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 200), (16, 60)])
def test_it_fits_the_terminal_and_tells_how_many_are_hidden(rows: int, columns: int, run: Callable) -> None:
    lines = run(drawn(rows, columns, 150))
    assert len(lines) <= max(rows - BESIDES, 1 + 8) + 4
    assert all(len(line) <= columns for line in lines)
    assert lines[1].startswith("account-149")
    shown = sum(line.startswith("account-") for line in lines)
    assert any(f"… and {150 - shown} more" in line for line in lines)
    assert any("0 of 200 · 1 for you" in line for line in lines)
    told = " ".join(line.strip() for line in lines)
    assert told.count("Why I object.") == 200 or "“objector answer” in another terminal shows all of it" in told
