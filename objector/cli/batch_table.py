"""A batch told as a live table, with the next question for the person below it."""

import asyncio
import io
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import wrap

from prompt_toolkit import PromptSession
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from objector.cases.model import Account
from objector.cli.batch_lines import Lines, clock
from objector.cli.terminal import VERBS
from objector.errors import BadInputError
from objector.filing.batch.board import Board, Row
from objector.filing.batch.questions import HOW, Question, Questions
from objector.filing.batch.tally import tally
from objector.filing.result import Result

REFRESH = 0.5
"""Seconds between two drawings: what changes by itself are times."""

BESIDES = 7
"""Lines of the terminal that are left to the totals, the question, and the end of what was printed above."""

ROOMY = 100
"""Columns of a terminal that shows platforms, which mostly stand in the accounts' names already."""

USUAL_STEP = len("code received")
"""Columns that steps take at least, so that not every step moves what stands beside it."""

FACTS = 8
"""How many lines of what is asked about are shown even in a low terminal."""


@dataclass
class Telling:
    """Tells of a batch (see ``objector.filing.progress.Progress``) on the board, and in lines above it that stay."""

    board: Board
    lines: Lines

    def begins(self, account: Account) -> None:
        """Put it on the board."""
        self.board.begins(account)

    def ended(self, result: Result) -> None:
        """Take it off the board, and print how it came out."""
        self.board.ended(result)
        self.lines.ended(result)
        if result.new and result.case and not result.error:
            self.lines.done(result.account.name, result.case.state, "")

    def done(self, account: str, verb: str, detail: str) -> None:
        """Put it on the board."""
        self.board.done(account, verb, detail)

    def waiting(self, account: str, what: str, until: datetime | None) -> None:
        """Put it on the board."""
        self.board.waiting(account, what, until)

    def note(self, account: str, text: str) -> None:
        """Print it."""
        self.lines.note(account, text)

    def say(self, text: str) -> None:
        """Print it."""
        self.lines.say(text)


class LiveTable:
    """The table and the prompt below it; Ctrl-C sends the program SIGINT, as it does anywhere else."""

    def __init__(self, board: Board, questions: Questions, console: Console) -> None:
        self._board = board
        self._questions = questions
        self._console = console
        self._session: PromptSession[str] = PromptSession(erase_when_done=True, refresh_interval=REFRESH)
        self._shown: Question | None = None
        self._complaint = ""

    async def show(self) -> None:
        """Draw for ever, and hand each answer that is typed to the question that stood there when the typing began."""
        with patch_stdout(raw=True):
            while True:
                try:
                    self._take(await self._session.prompt_async(self._drawn))
                except EOFError:
                    await asyncio.Event().wait()
                except KeyboardInterrupt:
                    # While it asks, the terminal hands Ctrl-C over as a key; from here on it means what it means everywhere.
                    signal.raise_signal(signal.SIGINT)

    def _take(self, typed: str) -> None:
        question, self._complaint = self._shown, ""
        if question is None:
            return
        try:
            if not self._questions.give(question.number, typed):
                self._complaint = f"{question.account} has been answered meanwhile; nothing was handed in"
        except BadInputError as error:
            self._complaint = str(error)

    def _drawn(self) -> ANSI:
        if not self._session.default_buffer.text:
            self._shown = self._questions.next
        size = self._session.output.get_size()
        drawing = Console(
            file=io.StringIO(), force_terminal=True, width=size.columns, no_color=self._console.no_color, highlight=False
        )
        with drawing.capture() as capture:
            for part in pictured(self._board, self._questions, self._shown, size):
                drawing.print(part, no_wrap=True, overflow="ellipsis")
            if self._complaint:
                drawing.print(f"[yellow]![/] {escape(self._complaint)}")
        return ANSI(capture.get() + self._prompt())

    def _prompt(self) -> str:
        if self._shown is None:
            return "nothing is needed of you · Ctrl-C stops "
        return f"{self._shown.account}: {self._shown.text} ({HOW[self._shown.kind]}): "


def pictured(board: Board, questions: Questions, shown: Question | None, size: Size) -> Iterator[Table | str]:
    """Yield what is drawn: the accounts at work as far as they fit, the totals, and what is to be read before answering."""
    facts = [line for what, text in shown.facts for line in _fact(what, text, size.columns)] if shown else []
    if len(facts) > (most := max(FACTS, size.rows // 2)):
        facts = [*facts[: most - 1], "  [dim]… “objector answer” in another terminal shows all of it[/]"]
    now = board.clock()
    wanted = {question.account for question in questions.open if question.urgent}
    rows = sorted(board.rows.values(), key=lambda row: (row.account not in wanted, bool(row.waits_for), row.began))
    room = max(1, size.rows - BESIDES - len(facts))
    if rows:
        yield _table(rows[:room], wanted, now, size.columns)
    if hidden := rows[room:]:
        yield f"[dim]… and {len(hidden)} more, {sum(bool(row.waits_for) for row in hidden)} of them waiting[/]"
    yield _totals(board, questions)
    yield from facts


def _fact(what: str, text: str, columns: int) -> list[str]:
    """Return what is asked about on as many lines as it takes."""
    lines = wrap(f"{what.replace('_', ' ')}: {text}", max(20, columns - 4)) or [what]
    return [f"  [dim]{escape(line)}[/]" for line in lines]


def _table(rows: list[Row], wanted: set[str], now: datetime, columns: int) -> Table:
    """Lay the accounts out; where the terminal is narrow, names and what is waited for give way, never steps and times."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    has_room = columns >= ROOMY
    table.add_column("account")
    if has_room:
        table.add_column("platform", no_wrap=True)
    table.add_column("step", no_wrap=True, min_width=USUAL_STEP)
    table.add_column("waits for")
    for heading in ("until", "since"):
        table.add_column(heading, no_wrap=True)
    for row in rows:
        style = "yellow" if row.account in wanted else ""
        until = f"{row.until.astimezone():%H:%M}" if row.until else ""
        step = escape(VERBS.get(row.step, row.step.replace("_", " ")) or "begins")
        platform = [row.platform] if has_room else []
        table.add_row(_cut(row.account, style), *platform, step, _cut(row.waits_for, style), until, clock(now - row.began))
    return table


def _cut(text: str, style: str) -> Text:
    """Return a text on one line, to be cut where there is less room."""
    return Text(text, style=style, no_wrap=True, overflow="ellipsis")


def _totals(board: Board, questions: Questions) -> str:
    counts = [f"{len(results)} {outcome}" for outcome, results in tally(board.results).items()]
    told = [f"[bold]{len(board.results)} of {len(board.accounts)}[/]", *counts]
    if board.seconds_left and board.left:
        told.append(f"about {clock(timedelta(seconds=board.seconds_left))} left")
    if urgent := sum(question.urgent for question in questions.open):
        told.append(f"[yellow]{urgent} for you[/]")
    return " · ".join(told)
