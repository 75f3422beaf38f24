"""The rows of a list compared with each other: two of one account or one name, and two that look like one account."""

from collections.abc import Sequence
from pathlib import Path

from objector.cases.lists.alike import Spelling, alike, same
from objector.cases.lists.entries import Entry
from objector.cases.lists.problems import Complaints, Problem
from objector.cases.model import Account


class Rows:
    """The accounts that rows became, compared with each other."""

    def __init__(self, made: Sequence[tuple[Entry, Account]]) -> None:
        self._entries = [entry for entry, _ in made]
        self._accounts = [account for _, account in made]
        self._spellings = [Spelling.of(account) for account in self._accounts]

    def complain_of_same(self, complaints: Complaints) -> None:
        """Note every row that names an account, or takes a name, for the second time."""
        twins = dict(same(self._spellings))
        for place, earlier in twins.items():
            entry = self._entries[place]
            words = f"names the same account as {_where(self._entries[earlier])}. Keep one of them."
            complaints.add(words, line=entry.line, column=entry.headings["email"], value=entry["email"])
        first: dict[str, int] = {}
        for place, account in enumerate(self._accounts):
            entry, earlier = self._entries[place], first.setdefault(account.name, place)
            if earlier != place and place not in twins:
                words = (
                    f"“{account.name}” is the name of the account in {_where(self._entries[earlier])}, too. Give each its own."
                )
                complaints.add(words, line=entry.line, column=entry.headings.get("name", "name"), value=account.name)

    def alike(self, file: Path) -> list[Problem]:
        """Return the rows that seem to name an account for the second time, in another spelling."""
        return [self._look_alike(file, place, earlier) for place, earlier in alike(self._spellings)]

    def _look_alike(self, file: Path, place: int, earlier: int) -> Problem:
        entry, other = self._entries[place], self._entries[earlier]
        return Problem(
            file=file,
            line=entry.line,
            column=entry.headings["email"],
            value=entry["email"],
            words=f"“{entry['email']}” looks like “{other['email']}” in {_where(other)}, in another spelling. "
            "Take one of them out or, if they are two accounts, say --alike-are-different.",
        )


def _where(entry: Entry) -> str:
    return f"line {entry.line}" if entry.line else "another entry"
