"""One queue of questions for the person, which terminal, window and other terminals can answer alike."""

import asyncio
import itertools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from objector.errors import BadInputError
from objector.filing.person import CodeAsk, NobodyThereError, UnreviewedError
from objector.filing.typed_code import bare, is_code
from objector.page.desk import Decision, Need, Review

LATE = timedelta(minutes=2)
"""How long a mail usually takes at most; after that the person may know better where it is."""


class Kind(StrEnum):
    """What a question wants."""

    CODE = "code"
    REVIEW = "review"
    DEED = "deed"
    """Something to be done in the window."""


HOW = {
    Kind.CODE: "the code, 4 to 8 digits",
    Kind.REVIEW: "y sends it, n doesn’t",
    Kind.DEED: "done once it is done in the window, or stop",
}
"""How each kind is answered."""

MEANINGS = {
    Kind.REVIEW: {"y": "yes", "yes": "yes", "n": "no", "no": "no"},
    Kind.DEED: {"": "done", "d": "done", "done": "done", "s": "stop", "stop": "stop"},
}
"""What may be typed, and what it means."""


class UnfitAnswerError(BadInputError):
    """An answer doesn't fit its question."""

    def __init__(self, answer: str, kind: Kind) -> None:
        super().__init__(f"“{answer}” is no answer to this: {HOW[kind]}.")


def meaning(kind: Kind, typed: str) -> str:
    """Return what was typed in the form in which it counts; raises UnfitAnswerError."""
    if kind is Kind.CODE:
        if is_code(digits := bare(typed)):
            return digits
    elif (word := typed.strip().casefold()) in MEANINGS[kind]:
        return MEANINGS[kind][word]
    raise UnfitAnswerError(typed, kind)


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that a person can answer: ``urgent`` if nothing else will. ``facts`` are what they should read first.

    It was ``asked`` then, and is open ``until`` then.
    """

    number: int
    account: str
    kind: Kind
    text: str
    asked: datetime
    until: datetime
    urgent: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    answer: "asyncio.Future[str]" = field(repr=False, compare=False)


class Questions:
    """The open questions of a run (see ``objector.filing.person.Person``).

    ``seconds`` is how long the person is waited for; ``is_shown`` tells whether an account has a window to do something in.
    Whoever is in ``listeners`` is called when the queue has changed.
    """

    def __init__(self, clock: Callable[[], datetime], seconds: float, is_shown: Callable[[str], bool]) -> None:
        self.listeners: list[Callable[[], None]] = []
        self._clock = clock
        self._seconds = seconds
        self._is_shown = is_shown
        self._numbers = itertools.count(1)
        self._open: dict[int, Question] = {}

    @property
    def open(self) -> list[Question]:
        """Return the questions that wait, the one first that should be answered first."""
        return sorted(self._open.values(), key=lambda each: (not each.urgent, each.until, each.number))

    @property
    def next(self) -> Question | None:
        """Return the question that the person should answer next: an urgent one, or one whose mail is late; None if none is."""
        late = self._clock() - LATE
        return next((question for question in self.open if question.urgent or question.asked <= late), None)

    def give(self, number: int, typed: str) -> bool:
        """Answer a question; tell whether it was still open. Raises UnfitAnswerError."""
        question = self._open.get(number)
        if question is None or question.answer.done():
            return False
        question.answer.set_result(meaning(question.kind, typed))
        return True

    async def agrees(self, account: str, review: Review) -> bool:
        """Ask whether this may be sent; raises UnreviewedError when nobody says so in time."""
        facts = (("to", review.address), *review.answers.items())
        with suppress(TimeoutError):
            return await self._ask(account, Kind.REVIEW, "Submit it?", facts=facts) == "yes"
        raise UnreviewedError

    async def code(self, ask: CodeAsk) -> str:
        """Ask for the code; nobody is needed for it where the mailbox is watched."""
        complaint = f" (the site said: “{ask.complaint}”)" if ask.complaint else ""
        text = f"code from the mail to {ask.email}{complaint}"
        return await self._ask(ask.account, Kind.CODE, text, until=ask.until, urgent=not ask.is_watched)

    async def acts(self, account: str, need: Need) -> Decision:
        """Ask the person to do something in the window; raises NobodyThereError when there is none, or nobody does in time."""
        if not self._is_shown(account):
            raise NobodyThereError(need, account)
        facts = (("why", need.why), ("at", need.where))
        with suppress(TimeoutError):
            said = await self._ask(account, Kind.DEED, f"{need.what}, in the window", facts=facts)
            return Decision.STOP if said == "stop" else need.done
        raise NobodyThereError(need, account)

    async def _ask(  # noqa: PLR0913 - each is a part of the question
        self,
        account: str,
        kind: Kind,
        text: str,
        *,
        facts: tuple[tuple[str, str], ...] = (),
        until: datetime | None = None,
        urgent: bool = True,
    ) -> str:
        """Keep a question open until it is answered, which may be elsewhere; raises TimeoutError."""
        question = Question(
            number=next(self._numbers),
            account=account,
            kind=kind,
            text=text,
            asked=self._clock(),
            until=until or self._clock() + timedelta(seconds=self._seconds),
            urgent=urgent,
            facts=facts,
            answer=asyncio.get_running_loop().create_future(),
        )
        self._open[question.number] = question
        self._tell()
        try:
            async with asyncio.timeout(self._seconds):
                return await question.answer
        finally:
            del self._open[question.number]
            self._tell()

    def _tell(self) -> None:
        for listener in self.listeners:
            listener()
