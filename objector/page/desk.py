"""Who a form turns to: the one that records each step, keeps the evidence and reaches the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from textwrap import shorten
from typing import Protocol

from playwright.async_api import Page

from objector.page.learned import Lesson
from objector.page.look import Kind, Look
from objector.page.panel import Lines, Place
from objector.page.phrases import ENGLISH, kind_name, phrase, spoken


@dataclass(frozen=True, kw_only=True)
class Review:
    """What is about to be sent, and to which address. ``answers`` maps what is asked to what is answered."""

    address: str
    answers: dict[str, str]


LINE = 200
"""Characters that a line in the terminal has at most."""


class Ask(StrEnum):
    """What a person can be asked to do; each has its words in ``objector.page.phrases``."""

    CAPTCHA = "captcha"
    CHECKPOINT = "checkpoint"
    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    COOKIES = "cookies"
    FIELD = "field"
    CERTAINTY = "certainty"
    QUESTION = "question"
    ENTRY = "entry"
    LENGTH = "length"
    CHOICE = "choice"
    SUBMIT_BUTTON = "submit_button"
    COVERED = "covered"
    COMPLETION = "completion"
    NEXT_STEP = "next_step"
    FORM = "form"
    STEP = "step"


CHECKS = frozenset({Ask.CAPTCHA, Ask.CHECKPOINT})
"""What a platform asks when it doubts that a person is there."""


class Decision(StrEnum):
    """What a person can answer to that."""

    CONTINUE = "continue"
    DID_IT = "did_it"
    POINT = "point"
    STOP = "stop"


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a person has to do before the case can go on, at which address, on a page of which language (BCP 47).

    ``kind`` is what a field is wanted for; ``values`` are put into the words of the ask; ``decisions`` are the answers that make
    sense, the usual one first.
    """

    ask: Ask
    where: str
    language: str = ENGLISH
    kind: Kind | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = (Decision.CONTINUE, Decision.STOP)

    @property
    def what(self) -> str:
        """What is to be done, in English and on one line: an answer that stands in it is cut short."""
        return shorten(self.task[0], LINE, placeholder=" …")

    @property
    def why(self) -> str:
        """Why a person has to do it, likewise."""
        return shorten(self.reason[0], LINE, placeholder=" …")

    @property
    def done(self) -> Decision:
        """What somebody decides who says that it is done."""
        return Decision.DID_IT if Decision.DID_IT in self.decisions else Decision.CONTINUE

    @property
    def task(self) -> Lines:
        """What is to be done, in every language that is spoken with this page."""
        return self._lines(f"asks.{self.ask}.what")

    @property
    def reason(self) -> Lines:
        """Why a person has to do it, in as many."""
        return self._lines(f"asks.{self.ask}.why")

    @property
    def hint(self) -> Lines:
        """How to point at the field, likewise."""
        return self._lines("panel.pointing")

    def _lines(self, name: str) -> Lines:
        kind = self.kind or ""
        return tuple(phrase(each, name, what=kind_name(each, kind), **self.values) for each in spoken(self.language))


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What signs an account in unaided. Neither is ever shown."""

    username: str
    password: str
    totp_seed: str | None = None

    def __repr__(self) -> str:
        return f"Credentials(username={self.username!r}, password=…, totp_seed=…)"


class Desk(Protocol):
    """What a form needs of whoever runs it.

    The order matters for what a crash leaves behind: ``fence`` returns only when the intent is on disk, and is called right
    before the one click; nothing else submits.
    """

    def done(self, verb: str, detail: str = "") -> None:
        """Record a finished step; ``detail`` holds no secret."""

    def note(self, text: str) -> None:
        """Tell the person something that they should read."""

    async def review(self, review: Review, page: Page) -> None:
        """Show what will be sent and return when it is agreed to; raises DeclinedError or DryRunError otherwise."""

    def fence(self, verb: str) -> None:
        """Put on disk that this is about to be submitted."""

    def unfence(self, words: str) -> None:
        """Put on disk that the site refused the entries in these words, so that nothing was submitted."""

    async def await_mail(self) -> None:
        """Return once a mail with a code would be seen; call before a code is asked for."""

    async def code(self, complaint: str) -> str:
        """Return the code that was mailed; ``complaint`` is what the site said of the one before, empty at first."""

    async def link(self, origins: tuple[str, ...]) -> str:
        """Return the confirming link that was mailed, which leads to one of these origins.

        Raises NeedsPersonError when none comes in time.
        """

    def code_rejected(self, words: str) -> None:
        """Record that the site refused the code, in its own words."""

    async def keep_filled(self, page: Page) -> None:
        """Keep the picture of the filled form."""

    async def keep_outcome(self, page: Page, look: Look) -> None:
        """Keep picture, text and address of what the site answered."""

    def credentials(self) -> Credentials | None:
        """Return what is stored to sign in with, or None."""

    async def signed_in(self, page: Page) -> None:
        """Seal the session that has just been signed in."""

    async def person(self, need: Need) -> Decision:
        """Have the person do something in the window and return what they decided, never to stop.

        Raises NeedsPersonError when there is no window, or when they stop.
        """

    async def point(self, hint: Lines) -> Place | None:
        """Let the person click something in the window; None when they think better of it. Call it after ``person`` only."""

    def lessons(self) -> list[Lesson]:
        """Return what was pointed at before on forms of this flow."""

    def learn(self, lesson: Lesson) -> None:
        """Remember what was pointed at."""

    def unlearn(self, lesson: Lesson) -> None:
        """Forget what no longer fits, and say so."""
