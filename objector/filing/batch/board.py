"""Where each account of a batch stands at this moment, for whoever shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from objector.cases.model import Account
from objector.filing.batch.shift import platform_of
from objector.filing.result import Result


@dataclass(kw_only=True)
class Row:
    """An account that is being worked on: its last step, or what it waits for and until when."""

    account: str
    platform: str
    began: datetime
    step: str = ""
    waits_for: str = ""
    until: datetime | None = None


@dataclass
class Board:
    """Keeps the rows up to date (see ``objector.filing.progress.Progress``). ``clock`` gives the time with its zone."""

    accounts: Sequence[Account]
    clock: Callable[[], datetime]
    rows: dict[str, Row] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take note of when it all began."""
        self.began = self.clock()

    def begins(self, account: Account) -> None:
        """Add a row."""
        row = self.rows.get(account.name) or Row(account=account.name, platform=platform_of(account), began=self.clock())
        self.rows[account.name] = row

    def ended(self, result: Result) -> None:
        """Take the row away."""
        self.rows.pop(result.account.name, None)
        self.results.append(result)

    def done(self, account: str, verb: str, detail: str) -> None:  # noqa: ARG002 - as every Progress takes it
        """Note the step."""
        if row := self.rows.get(account):
            row.step, row.waits_for, row.until = verb, "", None

    def waiting(self, account: str, what: str, until: datetime | None) -> None:
        """Note what is waited for."""
        if row := self.rows.get(account):
            row.waits_for, row.until = what, until

    def note(self, account: str, text: str) -> None:
        """Keep nothing: it is for those who read."""

    @property
    def worked_on(self) -> list[Result]:
        """Return the results of accounts that this run did something for."""
        return [result for result in self.results if result.new]

    @property
    def left(self) -> int:
        """Return how many accounts have yet to come out."""
        return len(self.accounts) - len(self.results)

    @property
    def seconds_left(self) -> float | None:
        """Return about how long the rest takes at the rate so far; None before the first has come out."""
        took = (self.clock() - self.began).total_seconds()
        return self.left * took / len(self.worked_on) if self.worked_on else None
