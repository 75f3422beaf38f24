"""``objector code``: handing in a code from another terminal."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.lines import say
from objector.cli.shared import load_settings, open_ledger, open_roster, open_vault
from objector.errors import BadInputError
from objector.typed import typed

if TYPE_CHECKING:
    from objector.cases.ledger import Ledger


class MalformedCodeError(BadInputError):
    """What was handed in is no code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"“{code}” is no code: one has 4 to 8 digits. Copy it from the platform's mail.")


class NobodyWaitsError(BadInputError):
    """A code was handed in while nothing is being filed for the account."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Nothing is being filed for “{account}” right now, so nobody waits for a code. "
            f"“objector file {typed(account)}” asks the platform to mail one."
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("code", epilog="Example: objector code facebook:ana@example.org 123456")(code)


def code(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Name or email of the account that waits for the code.")],
    digits: Annotated[
        str | None, typer.Argument(metavar="CODE", help="The code; asked for, or read from a pipe, if left out or “-”.")
    ] = None,
) -> None:
    """Hand a mailed code to the filing that waits for it."""
    from objector.filing.office import handover
    from objector.filing.typed_code import bare, is_code

    settings = load_settings()
    waiting = open_roster(settings).account(account)
    given = bare(_read_code() if digits in {None, "-"} else str(digits))
    if not is_code(given):
        raise MalformedCodeError(given)
    vault = open_vault(settings)
    _require_filing(open_ledger(settings), waiting.name)
    handover(settings.world, vault).leave(waiting.name, given)
    say(f"Handed in for {waiting.name}; the filing that waits takes it at once.")


def _require_filing(ledger: "Ledger", account: str) -> None:
    """Raise NobodyWaitsError if no run holds the account: a code that is left now would be dropped as old by the next one."""
    from objector.cases.lock import BusyAccountError, account_lock

    try:
        with account_lock(ledger, account):
            raise NobodyWaitsError(account)
    except BusyAccountError:
        return


def _read_code() -> str:
    return typer.prompt("Code from the mail") if sys.stdin.isatty() else sys.stdin.readline()
