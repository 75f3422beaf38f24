"""Who a form turns to: the one that records each step, keeps the evidence and reaches the person."""

from dataclasses import dataclass
from typing import Protocol

from playwright.async_api import Page

from objector.page.look import Look


@dataclass(frozen=True, kw_only=True)
class Review:
    """What is about to be sent, and to which address. ``answers`` maps what is asked to what is answered."""

    address: str
    answers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a person has to do before the case can go on: ``what`` in a sentence, ``where`` the page's address."""

    what: str
    where: str


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

    async def person(self, need: Need) -> None:
        """Have the person do something in the window; raises NeedsPersonError when there is none."""
