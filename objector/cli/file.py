"""``objector file``: filing the objection of one account or a few."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.shared import load_settings, open_roster, open_vault, print_json
from objector.errors import ExitCode

if TYPE_CHECKING:
    from objector.filing.several import Result

SEVEREST_FIRST = (
    ExitCode.UNEXPECTED,
    ExitCode.IN_DOUBT,
    ExitCode.RATE_LIMITED,
    ExitCode.NEEDS_PERSON,
    ExitCode.REFUSED,
    ExitCode.BAD_INPUT,
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("file", epilog="Example: objector file facebook:ana@example.org --headed")(file)


def file(
    accounts: Annotated[list[str], typer.Argument(metavar="ACCOUNT", help="Names or emails of accounts.")],
    headed: Annotated[bool | None, typer.Option("--headed/--headless", help="Show the browser's window.")] = None,
    slow_mo: Annotated[int | None, typer.Option(metavar="MS", help="Pause between actions, in milliseconds.")] = None,
    yes: Annotated[bool, typer.Option("--yes/--review", help="Submit without showing the review first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Fill everything, keep the picture, submit nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="File anew what was filed, refused or is in doubt.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """File objections; you see everything before it is sent.

    For each account the form is filled in, shown to you, submitted once, the mailed code handed in, and the site's
    confirmation kept as evidence. The codes come from the account's mailbox, from you at this prompt, or from “objector code”.
    """
    from rich.console import Console

    from objector.cli.working import open_office
    from objector.filing.desk import Filing
    from objector.filing.several import file_several

    settings = load_settings(headed=headed, slow_mo=slow_mo)
    # A mistyped name is told before anything is unlocked, looked for or installed.
    roster = open_roster(settings)
    chosen = [roster.account(name) for name in accounts]
    office = open_office(settings, open_vault(settings), Console(stderr=as_json))
    filing = Filing(yes=yes, dry_run=dry_run, again=again)
    results = asyncio.run(file_several(office, chosen, filing))
    if as_json:
        print_json([_document(result) for result in results])
    sys.exit(severest(results))


def severest(results: "list[Result]") -> ExitCode:
    """Return the exit code that matters most among several accounts'."""
    codes = {result.exit_code for result in results}
    return next((code for code in SEVEREST_FIRST if code in codes), ExitCode.DONE)


def _document(result: "Result") -> dict[str, Any]:
    return {
        "account": result.account.name,
        "flow": result.account.flow,
        "state": result.case.state if result.case else None,
        "case": result.case.number if result.case else None,
        "evidence": result.evidence,
        "error": str(result.error) if result.error else None,
    }
