"""How a run's open questions are seen, and answered, from another terminal."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from objector.cases.lock import BusyBatchError
from objector.filing.batch.questions import Kind, Question, Questions
from objector.secrets.private import private_folder, write_private
from objector.secrets.sealed import SealedStore

GLANCE = 0.2
"""Seconds between two looks for answers."""


A_LOOK = 2.0
"""Seconds for which somebody who looks whether a run goes on may be in the way of one that begins."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """An open question as another terminal sees it."""

    number: int
    account: str
    kind: Kind
    text: str
    until: datetime
    urgent: bool
    facts: tuple[tuple[str, str], ...]


class Notices:
    """The open questions of the run that goes on in this world, in a file; nothing in it is secret, as the answers are."""

    def __init__(self, world: Path) -> None:
        self._folder = world / "questions"

    @contextmanager
    def posting(self, questions: Questions) -> Iterator[None]:
        """Keep the file up to date for as long as the block lasts; it counts for nothing once this program is gone.

        Raises BusyBatchError: two ledgers can share a folder for all the rest.
        """
        private_folder(self._folder)
        loop = asyncio.get_running_loop()
        due: list[asyncio.TimerHandle] = []

        def post() -> None:
            due.clear()
            self._write(questions.open)

        def soon() -> None:
            # Hundreds may come and go within a second; each writing waits for the disk.
            if not due:
                due.append(loop.call_later(GLANCE, post))

        with self._alone():
            self._write(())
            questions.listeners.append(soon)
            try:
                yield
            finally:
                questions.listeners.remove(soon)
                for timer in due:
                    timer.cancel()
                self._file.unlink(missing_ok=True)

    def read(self) -> list[Notice]:
        """Return the questions that wait for an answer; none when no run goes on."""
        if not self._file.exists():
            return []
        try:
            with self._lock():
                return []
        except Timeout:
            return [_notice(each) for each in json.loads(self._file.read_text("utf-8"))]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            lock = self._lock().acquire(timeout=A_LOOK)
        except Timeout:
            raise BusyBatchError from None
        with lock:
            yield

    @property
    def _file(self) -> Path:
        return self._folder / "open.json"

    def _lock(self) -> FileLock:
        return FileLock(self._folder / "run.lock", timeout=0)

    def _write(self, questions: Iterable[Question]) -> None:
        write_private(self._file, json.dumps([_document(each) for each in questions], ensure_ascii=False).encode())


class AnswerBox:
    """Where another terminal leaves its answers: ``store`` is a sealed store of its own."""

    def __init__(self, store: SealedStore) -> None:
        self._store = store

    def leave(self, notice: Notice, answer: str) -> None:
        """Lay down the answer to a question."""
        self._store.put(str(notice.number), json.dumps([notice.account, notice.kind, answer]).encode())

    async def serve(self, questions: Questions) -> None:
        """Hand over whatever is laid down from now on, for ever; what lies there already belongs to an earlier run."""
        self._take()
        while True:
            await asyncio.sleep(GLANCE)
            for number, left in self._take() if questions.open else ():
                account, kind, answer = json.loads(left)
                # Numbers begin anew with each run: an answer that somebody took their time for may be to an earlier one's.
                if any((each.number, each.account, each.kind) == (number, account, kind) for each in questions.open):
                    questions.give(number, answer)

    def _take(self) -> list[tuple[int, bytes]]:
        taken = [(int(name), self._store.take(name)) for name in self._store.names()]
        return [(number, left) for number, left in taken if left is not None]


def _document(question: Question) -> dict[str, object]:
    return {
        "number": question.number,
        "account": question.account,
        "kind": question.kind,
        "text": question.text,
        "until": question.until.isoformat(),
        "urgent": question.urgent,
        "facts": question.facts,
    }


def _notice(document: dict[str, object]) -> Notice:
    told: dict[str, object] = {
        **document,
        "kind": Kind(str(document["kind"])),
        "until": datetime.fromisoformat(str(document["until"])),
        "facts": tuple(tuple(fact) for fact in document["facts"]),  # type: ignore[attr-defined]
    }
    return Notice(**told)  # type: ignore[arg-type]
