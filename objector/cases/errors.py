"""What can be wrong with the ledger's database, and how it is told apart."""

import errno
import sqlite3
from collections.abc import Callable

from objector.errors import BadInputError, NeedsPersonError, ObjectorError


class LedgerUnusableError(NeedsPersonError):
    """The ledger can't be opened or used: not a database, damaged, no permission, or no such server."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"The ledger {address} can't be used: {why}. "
            "Check OBJECTOR_HOME and OBJECTOR_LEDGER, the permissions and the free space."
        )


class LedgerTooNewError(BadInputError):
    """The ledger was written by a newer version of the program."""

    def __init__(self, address: str, version: str) -> None:
        super().__init__(f"The ledger {address} is of a newer objector (schema {version}). Update objector, then try again.")


class LedgerAddressError(BadInputError):
    """OBJECTOR_LEDGER is no address of a database, or not of one that can be a ledger. It may hold a password and isn't told."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"OBJECTOR_LEDGER can't be used: {why}. Give sqlite:////path/to/ledger.sqlite3 or "
            "postgresql://user@host/database, or leave it out: the ledger is then a file in the home folder."
        )


class DriverMissingError(BadInputError):
    """The ledger is on PostgreSQL, and the program that speaks with it isn't installed."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The ledger is on PostgreSQL, and its driver psycopg can't be loaded ({why}). "
            "Install objector with its extra: pip install 'objector[postgresql]' (in a checkout: uv sync --extra postgresql)."
        )


class LedgerFullError(NeedsPersonError):
    """There is no space left where the ledger is."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"There is no space left for the ledger {address} ({why}). Nothing is submitted without being recorded first. "
            "Free some space, then run the same command again: it goes on from what is recorded."
        )


class LedgerBusyError(NeedsPersonError):
    """Another program keeps the ledger locked for longer than objector waits, which is ten seconds."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"Another program keeps the ledger {address} to itself ({why}). Nothing is submitted without being recorded first. "
            "Close what has it open, such as a database browser or a backup, then run the same command again."
        )


class LedgerLostError(NeedsPersonError):
    """The server of the ledger has gone away, or was never reached."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"The server of the ledger {address} can't be reached: {why}. Nothing is submitted without being recorded first. "
            "See that it runs and that OBJECTOR_LEDGER is right, then run the same command again: "
            "it goes on from what is recorded."
        )


BY_RESULT_CODE = {
    sqlite3.SQLITE_FULL: LedgerFullError,
    sqlite3.SQLITE_BUSY: LedgerBusyError,
    sqlite3.SQLITE_LOCKED: LedgerBusyError,
}
"""SQLite's primary result codes (sqlite.org/rescode.html)."""

BY_SQLSTATE = {
    "53100": LedgerFullError,
    "55P03": LedgerBusyError,
    "57P01": LedgerLostError,
    "57P02": LedgerLostError,
    "57P03": LedgerLostError,
    None: LedgerLostError,
}
"""PostgreSQL's: disk full, lock not available, shut down, crashed, starting up; none where no server answered."""

PROGRAM_ERRORS = ("IntegrityError", "ProgrammingError", "DataError", "NotSupportedError")
"""Errors of PEP 249 that are not the database's doing but the program's."""


def file_failure(address: str, error: OSError) -> ObjectorError:
    """Return what an error of the file system is to the person."""
    kind = LedgerFullError if error.errno in {errno.ENOSPC, errno.EDQUOT} else LedgerUnusableError
    return kind(address, error.strerror or str(error))


def failure(address: str, error: BaseException) -> ObjectorError | None:
    """Return what an error of a database's driver is to the person; None where it is a fault of the program."""
    why = str(error).strip().partition("\n")[0].rstrip(".")
    kind: Callable[[str, str], ObjectorError] | None
    if isinstance(error, sqlite3.Error):
        kind = BY_RESULT_CODE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    else:
        state = getattr(error, "sqlstate", "")
        kind = LedgerUnusableError if state == "42501" else BY_SQLSTATE.get(state)
    if kind is None and any(ancestor.__name__ in PROGRAM_ERRORS for ancestor in type(error).__mro__):
        return None
    return (kind or LedgerUnusableError)(address, why)
