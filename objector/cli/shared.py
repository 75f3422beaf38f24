"""What several commands need: the settings, and one way to print JSON."""

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

from objector.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.console import Console
    from sqlalchemy import Engine

    from objector.cases.ledger import Ledger
    from objector.cases.roster import Roster
    from objector.mail.secret import MailSecrets
    from objector.secrets.vault import Vault
    from objector.settings import Settings


class BadSettingError(BadInputError):
    """A setting has a value that it can't have."""

    def __init__(self, where: str, value: object, why: str) -> None:
        told = "“objector COMMAND --help”" if where.startswith("--") else ".env.example"
        super().__init__(f"The setting {where} can't be “{value}”: {why}. See {told} for what it takes.")


def load_settings(**arguments: Any) -> "Settings":  # noqa: ANN401 - each setting has its own type
    """Read the settings; arguments that are None don't count. Raises BadSettingError."""
    from pydantic import ValidationError

    from objector.settings import Settings

    try:
        return Settings(**{name: value for name, value in arguments.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        raise BadSettingError(_where(str(first["loc"][0]), arguments), first["input"], first["msg"]) from None


def _where(name: str, arguments: dict[str, Any]) -> str:
    """Return how a setting was given: an option comes before the environment and the files."""
    return f"OBJECTOR_{name.upper()}" if arguments.get(name) is None else f"--{name.replace('_', '-')}"


def json_text(document: object, out: TextIO, indent: int | None = None) -> str:
    """Return the document as JSON for this stream: in ASCII (RFC 8259, section 7) where its encoding lacks most signs."""
    every_sign = (out.encoding or "utf-8").lower().startswith("utf")
    return json.dumps(document, ensure_ascii=not every_sign, indent=indent, default=str)


def print_json(document: object) -> None:
    """Print one JSON document on standard output."""
    sys.stdout.write(json_text(document, sys.stdout, indent=2) + "\n")


def print_json_list(documents: "Iterable[object]") -> None:
    """Print one JSON document on standard output: a list, each on a line of its own, as they come."""
    separator = "[\n"
    for document in documents:
        sys.stdout.write(separator + json_text(document, sys.stdout))
        separator = ",\n"
    sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")


def open_engine(settings: "Settings") -> "Engine":
    """Open the ledger's database; raises LedgerUnusableError, LedgerTooNewError."""
    from objector.cases.database import open_database

    return open_database(settings.ledger_address)


def open_roster(settings: "Settings") -> "Roster":
    """Open the list of accounts and mailboxes."""
    from objector.cases.roster import Roster

    return Roster(open_engine(settings))


def open_ledger(settings: "Settings") -> "Ledger":
    """Open the record of cases, on the machine's own clock."""
    from objector.cases.ledger import Ledger

    return Ledger(open_engine(settings), now)


def open_vault(settings: "Settings") -> "Vault":
    """Open the keyring, a rehearsal's secrets apart from real ones; raises NoKeyringError, LockedKeyringError."""
    from objector.secrets.vault import Vault

    vault = Vault("objector rehearsal" if settings.rehearsing else "objector")
    vault.check()
    return vault


def open_mail_secrets(settings: "Settings") -> "MailSecrets":
    """Open what mailboxes are signed in to with; raises NoKeyringError, LockedKeyringError."""
    from objector.mail.secret import MailSecrets

    return MailSecrets(open_vault(settings), settings.world)


def require_driver() -> None:
    """Make sure that Playwright's driver can start; raises DriverUnusableError."""
    from objector.browser.install import require_driver

    require_driver(lambda line: print(line, file=sys.stderr))


def find_browser_for(settings: "Settings", console: "Console") -> "Path":
    """Return the browser to use, installing one where there is none; raises NoBrowserError, HeadlessOnlyError."""
    from objector.browser.find import require_display
    from objector.browser.install import find_or_install

    if settings.headed:
        require_display()
    return find_or_install(settings.browser, lambda line: console.print(line, highlight=False, markup=False, soft_wrap=True))


def now() -> datetime:
    """Return the time with the machine's zone."""
    return datetime.now().astimezone()
