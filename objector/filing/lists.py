"""Accounts out of a list: every row checked as “objector account add” checks one, and all problems told at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import flows
from objector.cases.address import check_email
from objector.cases.countries import check_right, parse_country
from objector.cases.details import EVIDENCE, Detail
from objector.cases.lists.alike import Spelling, alike, same
from objector.cases.lists.columns import NEEDED, known_platform
from objector.cases.lists.entries import Entry, entries, note_of_ignored
from objector.cases.lists.problems import Complaints, ListProblemsError, Problem
from objector.cases.lists.reading import read_table
from objector.cases.mandate import Managed, check_complete, check_day, check_mandate_file
from objector.cases.model import Account
from objector.cases.roster import Roster
from objector.errors import BadInputError, ObjectorError
from objector.filing.new_account import Told, checked_language, chosen_mailbox, make_account, reason_for
from objector.page.flow import Flow

T = TypeVar("T")

DETAILS = frozenset({"first_name", "last_name", "prompt", "evidence", "product"})
"""Columns that only some forms ask for."""


class EmptyCellError(BadInputError):
    """A cell is empty that must not be."""

    def __init__(self, why: str) -> None:
        super().__init__(f"is empty, and {why}. Fill it in.")


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
    reader = _RowReader(path.parent, roster, today, complaints)
    made = [(entry, account) for entry in told if (account := reader.account(entry))]
    rows = _Rows(made)
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


class _RowReader:
    """Makes accounts of rows, and complains of all that is wrong with each."""

    def __init__(self, folder: Path, roster: Roster, today: date, complaints: Complaints) -> None:
        self._folder = folder
        self._today = today
        self._complaints = complaints
        self._mailboxes = [box.address for box in roster.mailboxes()]
        self._named = {account.name: account for account in roster.accounts()}
        self._names = _names_by_account(self._named.values())
        self._unasked: Counter[str] = Counter()

    def account(self, entry: Entry) -> Account | None:
        """Return the row's account, or None after complaining."""
        before = len(self._complaints)
        told = self._told(entry)
        if told is None or entry.spoiled or len(self._complaints) > before:
            return None
        account = make_account(told, self._mailboxes)
        self._compare_with_known(entry, account)
        return account if len(self._complaints) == before else None

    def notes(self) -> list[str]:
        """Return sentences on what was told and is not used."""
        return [
            f"Column “{heading}” is not used in {rows} rows: their forms don’t ask it." for heading, rows in self._unasked.items()
        ]

    def _told(self, entry: Entry) -> Told | None:
        """Return what the row says, or None where too little could be understood to check the rest."""
        flow = self._checked(entry, "platform", _flow)
        email = self._checked(entry, "email", _email)
        language = self._checked(entry, "language", checked_language) if entry["language"] else None
        country = self._checked(entry, "country", lambda text: _country(text, language or "en"))
        managed = self._managed(entry)
        self._checked(entry, "mailbox", lambda text: chosen_mailbox(text or None, email or "", self._mailboxes))
        if flow is None:
            return None
        self._checked(entry, "reason", lambda text: reason_for(flow, text or None, language or "en", country or ""))
        details = self._details(entry, flow)
        if country:
            self._checked(entry, "country", lambda _: check_right(country, flow.countries, flows.remaining(flow, country)))
        if country is None or email is None:
            return None
        return Told(
            flow=flow.name,
            email=email,
            country=country,
            reason=entry["reason"] or None,
            additional=entry["additional"],
            language=language,
            mailbox=entry["mailbox"] or None,
            name=entry["name"] or self._known_name(flow.name, email),
            details=details,
            managed=managed,
            accounts_center=entry["accounts_center"],
        )

    def _details(self, entry: Entry, flow: Flow) -> dict[str, str]:
        asked = {detail.name: detail for detail in flow.asks}
        for name in DETAILS & entry.values.keys() - asked.keys():
            self._unasked[entry.headings[name]] += 1
        given = {name: self._checked(entry, name, partial(self._detail, detail)) for name, detail in asked.items()}
        return {name: text for name, text in given.items() if text}

    def _detail(self, detail: Detail, text: str) -> str:
        if detail is EVIDENCE and text:
            return detail.checked(text if text.startswith("~") else str(self._folder / text))
        if detail.needed and not (text or detail.usual):
            raise EmptyCellError(f"this form asks for {detail.what}")
        return detail.checked(text)

    def _managed(self, entry: Entry) -> Managed:
        told = Managed(client=entry["client"], mandate=entry["mandate"], mandated_on=entry["mandated_on"])
        if not entry.spoiled:
            for missing, given in check_complete(told):
                self._complain(entry, "mandate", f"There is {given}, and no {missing}. Fill in both, or neither.")
        file = self._checked(entry, "mandate", lambda text: check_mandate_file(text, self._folder)) if told.mandate else ""
        day = self._checked(entry, "mandated_on", lambda text: check_day(text, self._today)) if told.mandated_on else ""
        return Managed(client=told.client, mandate=file or "", mandated_on=day or "")

    def _known_name(self, flow: str, email: str) -> str | None:
        names = self._names.get(Spelling(flow=flow, email=email).exact, [])
        return names[0] if len(names) == 1 else None

    def _compare_with_known(self, entry: Entry, account: Account) -> None:
        spelling = _spelling(account)
        known = self._named.get(account.name)
        if known and _spelling(known).exact != spelling.exact:
            words = (
                f"“{account.name}” is known already, as {known.email} through {known.flow}. Give this one another name or, "
                "if that one is no more, forget it first (objector account remove)."
            )
            self._complain(entry, "name", words)
        names = self._names.get(spelling.exact, [])
        if names and account.name not in names:
            words = f"This account is known already, as “{names[0]}”. Call it so, or forget that one (objector account remove)."
            self._complain(entry, "name", words)

    def _checked(self, entry: Entry, name: str, check: Callable[[str], T]) -> T | None:
        """Return what the check makes of the cell, or None after complaining."""
        if name in entry.spoiled or (name in NEEDED and name not in entry.headings):
            return None  # was complained of already
        try:
            return check(entry[name])
        except ObjectorError as error:
            self._complain(entry, name, str(error))
            return None

    def _complain(self, entry: Entry, name: str, words: str) -> None:
        self._complaints.add(words, line=entry.line, column=entry.headings.get(name, name), value=entry[name])


class _Rows:
    """The accounts that rows became, compared with each other."""

    def __init__(self, made: Sequence[tuple[Entry, Account]]) -> None:
        self._entries = [entry for entry, _ in made]
        self._accounts = [account for _, account in made]
        self._spellings = [_spelling(account) for account in self._accounts]

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


def _spelling(account: Account) -> Spelling:
    return Spelling(flow=account.flow, email=account.email)


def _names_by_account(accounts: Iterable[Account]) -> dict[tuple[str, str], list[str]]:
    names: dict[tuple[str, str], list[str]] = {}
    for account in accounts:
        names.setdefault(_spelling(account).exact, []).append(account.name)
    return names


@cache
def _flow(text: str) -> Flow:
    if not text:
        raise EmptyCellError(f"one of {', '.join(flows.names())} is needed")
    return flows.get(known_platform(text))


def _email(text: str) -> str:
    if not text:
        raise EmptyCellError("the platform mails its code to this address")
    return check_email(text)


@cache
def _country(text: str, language: str) -> str:
    if not text:
        raise EmptyCellError("the right to object depends on where one lives")
    return parse_country(text, language)
