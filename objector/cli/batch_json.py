"""A batch told as JSON, a document a line, for programs that follow it."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import TextIO

from objector.cases.model import Account
from objector.cli.shared import json_text
from objector.filing.batch.questions import Questions
from objector.filing.batch.tally import outcome
from objector.filing.result import Result
from objector.log import get_logger

log = get_logger(__name__)


class JsonLines:
    """Writes a line for all that happens (see ``objector.filing.progress.Progress``): ``event`` names it, ``at`` tells when."""

    def __init__(self, out: TextIO, clock: Callable[[], datetime], *, rehearsing: bool) -> None:
        self._out = out
        self._clock = clock
        self._rehearsing = rehearsing
        self._asked: set[int] = set()

    def begins(self, account: Account) -> None:
        """Write that an account's turn has come."""
        self._write("begins", account.name, flow=account.flow)

    def ended(self, result: Result) -> None:
        """Write how an account came out."""
        case = result.case
        self._write(
            "ended",
            result.account.name,
            outcome=outcome(result),
            state=case.state if case else None,
            case=case.number if case else None,
            evidence=str(result.evidence) if result.evidence else None,
            covered_by=result.covered_by or None,
            error=str(result.error) if result.error else None,
        )

    def done(self, account: str, verb: str, detail: str) -> None:
        """Write a finished step."""
        self._write("step", account, step=verb, detail=detail)

    def waiting(self, account: str, what: str, until: datetime | None) -> None:
        """Write what is waited for."""
        self._write("waits", account, what=what, until=until.isoformat() if until else None)

    def note(self, account: str, text: str) -> None:
        """Write something that the person should read."""
        self._write("note", account, text=text)

    def say(self, text: str) -> None:
        """Write something about the batch as a whole."""
        self._write("note", None, text=text)

    def summary(self, counts: dict[str, int], seconds: float) -> None:
        """Write how many accounts came out in which way."""
        self._write("summary", None, outcomes=counts, seconds=round(seconds, 1))

    def asks(self, questions: Questions) -> None:
        """Write the questions that are new in the queue and that only a person answers."""
        for question in questions.open:
            if question.urgent and question.number not in self._asked:
                self._asked.add(question.number)
                self._write("question", question.account, number=question.number, kind=question.kind, text=question.text)

    def _write(self, event: str, account: str | None, **told: object) -> None:
        document = {"event": event, "at": self._clock().isoformat(timespec="seconds"), "account": account, **told}
        if self._rehearsing:
            document["rehearsal"] = True
        try:
            self._out.write(json_text(document, self._out) + "\n")
            self._out.flush()
        except BrokenPipeError:
            # What has been sent must not end in doubt because its reader has gone (Python's manual: “Note on SIGPIPE”).
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())
            log.warning("nobody reads the events any more; the batch goes on")
