"""Accounts out of a list, all of whose problems are told at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from objector.cases.lists.entries import entries, note_of_ignored
from objector.cases.lists.problems import Complaints, ListProblemsError, Problem
from objector.cases.lists.reading import read_table
from objector.cases.model import Account
from objector.cases.roster import Roster
from objector.filing.accounts.rows import RowReader
from objector.filing.accounts.twins import Rows


@dataclass(frozen=True, kw_only=True)
class AccountList:
    """The accounts of a list, in its order, all of them checked and complete.

    ``alike`` are rows that seem to name an account a second time, in another spelling; ``notes`` are sentences on how the file
    was understood.
    """

    path: Path
    accounts: tuple[Account, ...]
    alike: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_list(path: Path, roster: Roster, today: date) -> AccountList:
    """Read a list of accounts (CSV, XLSX, TOML or JSON), of which nothing is stored yet.

    A row without a name that is known to the roster takes its name there. Paths in the list start from its folder. Raises
    ListProblemsError, with every problem of the list.
    """
    table = read_table(path)
    complaints = Complaints(path, table.problems)
    told = entries(table, complaints)
    reader = RowReader(path.parent, roster, today, complaints)
    made = [(entry, account) for entry in told if (account := reader.account(entry))]
    rows = Rows(made)
    rows.complain_of_same(complaints)
    if not told:
        complaints.add("It has headings, and no account below them. Add one a row.")
    if complaints:
        raise ListProblemsError([*complaints, *rows.alike(path)])
    return AccountList(
        path=path,
        accounts=tuple(account for _, account in made),
        alike=tuple(rows.alike(path)),
        notes=(*table.notes, *note_of_ignored(table), *reader.notes()),
    )


def refuse_alike(read: AccountList) -> None:
    """Raise ListProblemsError if rows look like one account in two spellings; nobody but the person can tell."""
    if read.alike:
        raise ListProblemsError(read.alike)
