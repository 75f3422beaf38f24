"""The mandate of an account that is managed for somebody: whose it is, which file proves it, and since when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from objector.cases.model import Account
from objector.errors import BadInputError

LARGEST = 25_000_000
"""Bytes of a mandate: a few scanned pages."""

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([T ]00:00(:00)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")


class UnreadableDateError(BadInputError):
    """A date is none, or is written in a way that doesn't say which number is the year."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not a date that can be read. Write it like 2026-03-31 or 31.03.2026.")


class AmbiguousDateError(BadInputError):
    """A date can be read with the day first or with the month first."""

    def __init__(self, text: str, one: date, other: date) -> None:
        super().__init__(f"“{text}” can mean {one} or {other}. Write it with the year first, as one of these.")


class FutureDateError(BadInputError):
    """A mandate is dated after today."""

    def __init__(self, text: str, today: date) -> None:
        super().__init__(f"“{text}” is after today, {today}. Give the date on which the mandate was signed.")


class UnusableMandateError(BadInputError):
    """The file of a mandate can't be kept as evidence."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The mandate “{path}” can’t be used: {why}. Give the path of the signed mandate, such as a PDF or a scan."
        )


class IncompleteMandateError(BadInputError):
    """Of client, mandate and date, some were given without the others."""

    def __init__(self, missing: str, given: str) -> None:
        super().__init__(f"There is {given}, and no {missing}. Give that, too, or leave both out.")


class NoMandateError(BadInputError):
    """Accounts are managed for somebody, and nothing shows that they may be."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        super().__init__(
            f"Without a mandate: {', '.join(named_by_client(accounts))}. An objection is a declaration in somebody’s name: give "
            "the file that mandates it and its date (columns mandate and mandated_on), or go on without one: --without-mandate."
        )


@dataclass(frozen=True, kw_only=True)
class Managed:
    """For whom an account is managed: see Account. All empty: it is the person's own."""

    client: str = ""
    mandate: str = ""
    mandated_on: str = ""


OWN = Managed()
"""Managed for nobody."""


def check_mandate(told: Managed, folder: Path, today: date) -> Managed:
    """Return what was told with the file's absolute path, a relative one being in ``folder``, and the date in ISO 8601.

    Raises IncompleteMandateError, UnusableMandateError, UnreadableDateError, AmbiguousDateError, FutureDateError.
    """
    for missing, given in check_complete(told):
        raise IncompleteMandateError(missing, given)
    return Managed(
        client=told.client,
        mandate=check_mandate_file(told.mandate, folder) if told.mandate else "",
        mandated_on=check_day(told.mandated_on, today) if told.mandated_on else "",
    )


def check_complete(told: Managed) -> Iterable[tuple[str, str]]:
    """Yield what is missing beside what was given."""
    if told.mandate and not told.client:
        yield "client that it is from", "a mandate"
    if told.mandate and not told.mandated_on:
        yield "date of it", "a mandate"
    if told.mandated_on and not told.mandate:
        yield "mandate that it is of", "a date of a mandate"


def check_mandate_file(text: str, folder: Path) -> str:
    """Return the absolute path of a file that can be read, is not empty and not too large; raises UnusableMandateError."""
    try:
        path = (folder / Path(text).expanduser()).absolute()
        size = path.stat().st_size
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise UnusableMandateError(Path(text), (why or str(error)).lower()) from None
    if not 0 < size <= LARGEST:
        why = f"it is larger than {LARGEST // 1_000_000} MB" if size else "it is empty"
        raise UnusableMandateError(path, why)
    return str(path)


def check_day(text: str, today: date) -> str:
    """Return a date as ISO 8601 has it.

    Read are the year first (ISO 8601), points (day first, DIN 5008), and slashes or hyphens where only one order is a date.
    Raises UnreadableDateError, AmbiguousDateError, FutureDateError.
    """
    readings = sorted(_readings(text.strip()))
    if not readings:
        raise UnreadableDateError(text)
    if len(readings) > 1:
        raise AmbiguousDateError(text, *readings)
    if readings[0] > today:
        raise FutureDateError(text, today)
    return readings[0].isoformat()


def _readings(text: str) -> set[date]:
    if match := _YEAR_FIRST.fullmatch(text):
        return _dates((match[1], match[2], match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        first, separator, second, year = match.groups()
        day_first = (year, second, first)
        return _dates(day_first) if separator == "." else _dates(day_first, (year, first, second))
    return set()


def _dates(*parts: tuple[str, str, str]) -> set[date]:
    found = set()
    for year, month, day in parts:
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def accounts_without_mandate(accounts: Iterable[Account]) -> list[Account]:
    """Return those that are managed for somebody and have no mandate."""
    return [account for account in accounts if account.client and not account.mandate]


def named_by_client(accounts: Sequence[Account]) -> Iterator[str]:
    """Yield an account of each client, and how many more there are: who lacks one mandate mostly lacks it everywhere."""
    for client, names in groupby(sorted((account.client, account.name) for account in accounts), itemgetter(0)):
        (_, first), *rest = names
        more = f" and {len(rest)} more" if rest else ""
        yield f"{first}{more} (for {client})"
