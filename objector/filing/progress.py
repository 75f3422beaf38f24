"""How the work tells what it is doing, without knowing who shows it."""

from datetime import datetime
from typing import Protocol

from objector.cases.model import Account
from objector.filing.result import Result


class Progress(Protocol):
    """Somebody who wants to know how an account's case is coming along."""

    def begins(self, account: Account) -> None:
        """Take note that an account's turn has come."""

    def ended(self, result: Result) -> None:
        """Take note of how an account came out."""

    def done(self, account: str, verb: str, detail: str) -> None:
        """Take note of a finished step."""

    def waiting(self, account: str, what: str, until: datetime | None) -> None:
        """Take note that the case waits, for what and until when."""

    def note(self, account: str, text: str) -> None:
        """Take note of something that the person should read."""
