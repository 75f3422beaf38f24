"""An account out of a row of a list: each cell is checked as “objector account add” checks what it is told."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import flows
from objector.cases.address import check_email
from objector.cases.countries import check_right, parse_country
from objector.cases.details import EVIDENCE, Detail
from objector.cases.lists.columns import NEEDED, known_platform
from objector.cases.lists.entries import Entry
from objector.cases.lists.problems import Complaints
from objector.cases.mandate import Managed, check_complete, check_day, check_mandate_file
from objector.cases.model import Account
from objector.cases.roster import Roster
from objector.errors import BadInputError, ObjectorError
from objector.filing.accounts.known import KnownAccounts
from objector.filing.accounts.new_account import Told, checked_language, chosen_mailbox, make_account, reason_for
from objector.page.flow import Flow

T = TypeVar("T")

DETAILS = frozenset({"first_name", "last_name", "prompt", "evidence", "product"})
"""Columns that only some forms ask for."""


class EmptyCellError(BadInputError):
    """A cell is empty that must not be."""

    def __init__(self, why: str) -> None:
        super().__init__(f"is empty, and {why}. Fill it in.")


class RowReader:
    """Makes accounts of rows, and complains of all that is wrong with each."""

    def __init__(self, folder: Path, roster: Roster, today: date, complaints: Complaints) -> None:
        self._folder = folder
        self._today = today
        self._complaints = complaints
        self._mailboxes = [box.address for box in roster.mailboxes()]
        self._known = KnownAccounts(roster)
        self._unasked: Counter[str] = Counter()

    def account(self, entry: Entry) -> Account | None:
        """Return the row's account, or None after complaining."""
        before = len(self._complaints)
        told = self._told(entry)
        if told is None or entry.spoiled or len(self._complaints) > before:
            return None
        account = make_account(told, self._mailboxes)
        for words in self._known.clashes(account):
            self._complain(entry, "name", words)
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
            name=entry["name"] or self._known.name_of(flow.name, email),
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
