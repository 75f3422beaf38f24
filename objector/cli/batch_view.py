"""How a batch is shown, and how the person is asked: a live table in a terminal, plain lines or JSON elsewhere."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from rich.console import Console

from objector.cli.batch_json import JsonLines
from objector.cli.batch_lines import Lines, clock
from objector.filing.batch.board import Board
from objector.filing.batch.notices import AnswerBox, Notices
from objector.filing.batch.notify import notify
from objector.filing.batch.questions import Questions
from objector.filing.batch.tally import Outcome, tally
from objector.filing.office import Office
from objector.filing.progress import Progress
from objector.filing.result import Result
from objector.filing.waiting import tell_of_sleep
from objector.log import get_logger
from objector.secrets.sealed import SealedStore

if TYPE_CHECKING:
    from objector.cases.model import Account
    from objector.cli.batch_table import LiveTable

log = get_logger(__name__)

NEXT = {
    Outcome.IN_DOUBT: "the same command looks again; “objector resolve” settles one that you looked up",
    Outcome.NEEDS_PERSON: "the same command with --headed lets you do what is needed in the window",
    Outcome.RATE_LIMITED: "the same command goes on when that time is over",
    Outcome.REFUSED: "“objector status” tells what remains to each",
    Outcome.FAILED: "the same command begins them anew",
    Outcome.STOPPED: "the same command goes on with them",
    Outcome.PLANNED: "the same command goes on with them",
}
"""How to go on, by what became of an account."""

LEAST_BETWEEN = 30.0
"""Seconds between two notifications: who has been called comes, and finds the whole queue."""


class Voice(Progress, Protocol):
    """Somebody who tells of a batch."""

    def say(self, text: str) -> None:
        """Tell something about the batch as a whole."""


@dataclass(frozen=True)
class View:
    """The office of a batch, whose person is the queue of ``questions`` and whose progress is the ``voice``."""

    office: Office
    questions: Questions
    voice: Voice
    table: "LiveTable | None" = None

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Show the batch, and take answers from wherever they come, for as long as the block lasts."""
        world, vault = self.office.settings.world, self.office.vault
        box = AnswerBox(SealedStore(world / "answers", vault.key()))
        works = [box.serve(self.questions), tell_of_sleep(self.office.clock, self._slept)]
        if self.table:
            works.append(self.table.show())
        with Notices(world).posting(self.questions):
            tasks = [asyncio.ensure_future(work) for work in works]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                for error in await asyncio.gather(*tasks, return_exceptions=True):
                    if isinstance(error, Exception):
                        log.error("what shows the batch has failed", why=repr(error))

    def _slept(self, gap: timedelta) -> None:
        self.voice.say(f"this machine slept for {clock(gap)}; what waits goes on, and connections are made anew")

    def sum_up(self, results: Sequence[Result], seconds: float) -> None:
        """Tell how many accounts came out in which way, and how to go on with those that are left."""
        groups = tally(results)
        if isinstance(self.voice, JsonLines):
            self.voice.summary({str(outcome): len(group) for outcome, group in groups.items()}, seconds)
            return
        self.voice.say(f"{len(results)} in {clock(timedelta(seconds=seconds))}")
        for outcome, group in groups.items():
            self.voice.say(f"{len(group):5}  {outcome}{f': {NEXT[outcome]}' if outcome in NEXT else ''}")


def view_for(office: Office, console: Console, accounts: "Sequence[Account]", watched: Collection[str], *, as_json: bool) -> View:
    """Return the view that suits where the program was started; ``watched`` are the accounts that are shown in windows."""
    settings = office.settings
    questions = Questions(office.clock, settings.code_wait, lambda account: settings.headed or account in watched)
    lines = Lines(console, office.clock, rehearsing=settings.rehearsing)
    voice: Voice = lines
    table = None
    if as_json:
        voice = json = JsonLines(sys.stdout, office.clock, rehearsing=settings.rehearsing)
        questions.listeners.append(lambda: json.asks(questions))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        from objector.cli.batch_table import LiveTable, Telling

        board = Board(accounts, office.clock)
        voice, table = Telling(board, lines), LiveTable(board, questions, console)
    if settings.notify:
        questions.listeners.append(Caller(questions))
    return View(replace(office, person=questions, progress=voice), questions, voice, table)


class Caller:
    """Calls the person to the machine when a question comes up that nobody else answers."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._called: set[int] = set()
        self._last = -LEAST_BETWEEN

    def __call__(self) -> None:
        """Call, unless that was done for these questions or a moment ago."""
        new = {question.number: question for question in self._questions.open if question.urgent}
        unknown = new.keys() - self._called
        if unknown and time.monotonic() - self._last >= LEAST_BETWEEN:
            self._called |= new.keys()
            self._last = time.monotonic()
            question = new[min(unknown)]
            notify(f"objector needs you: {question.account}", question.text)
