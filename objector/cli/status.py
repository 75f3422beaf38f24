"""``objector status`` and ``objector resolve``: how the cases stand, and settling one that is in doubt."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.shared import load_settings, open_ledger, open_roster, print_json
from objector.errors import BadInputError

if TYPE_CHECKING:
    from objector.cases.model import Case


class Found(StrEnum):
    """What the person found out about a case in doubt."""

    FILED = "filed"
    NOT_FILED = "not-filed"


class NothingInDoubtError(BadInputError):
    """The account has no case in doubt."""

    def __init__(self, account: str) -> None:
        super().__init__(f"“{account}” has no case in doubt. “objector status {account}” shows how its cases stand.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("status", epilog="Example: objector status --json")(status)
    app.command("resolve", epilog="Example: objector resolve facebook:ana@example.org filed")(resolve)


def status(
    account: Annotated[str | None, typer.Argument(help="Name or email of an account; all if none is named.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Show how each case stands, and for one account everything that happened."""
    from objector.cases.recovery import recover_idle

    settings = load_settings()
    name = open_roster(settings).account(account).name if account else None
    ledger = open_ledger(settings)
    cases = [recover_idle(ledger, settings.world, case) for case in ledger.cases(name)]
    if as_json:
        print_json([_document(case) | {"rehearsal": settings.rehearsing} for case in cases])
        return
    mark = "rehearsal " if settings.rehearsing else ""
    if not cases:
        typer.echo(f"{mark}No case yet. “objector file ACCOUNT” files one; “objector account list” shows the accounts.")
    for case in cases:
        last = case.events[-1]
        typer.echo(f"{mark}{case.state:14} {case.account}  (case {case.number}, {last.at.astimezone():%Y-%m-%d %H:%M})")
        for event in case.events if account else ():
            typer.echo(f"{mark}  {event.at.astimezone():%Y-%m-%d %H:%M:%S%z}  {event.kind}  {' · '.join(event.data.values())}")


def resolve(
    account: Annotated[str, typer.Argument(help="Name or email of the account whose case is in doubt.")],
    found: Annotated[
        Found, typer.Argument(help="What you found out: a mail or the site shows that it was, or wasn't, received.")
    ],
) -> None:
    """Settle a case that is in doubt, after you have looked at the mailbox or the site."""
    from objector.cases.model import EventKind, State
    from objector.cases.recovery import recover_idle

    settings = load_settings()
    ledger = open_ledger(settings)
    name = open_roster(settings).account(account).name
    cases = [recover_idle(ledger, settings.world, case) for case in ledger.cases(name)]
    doubtful = [case for case in cases if case.state is State.IN_DOUBT]
    if not doubtful:
        raise NothingInDoubtError(name)
    kind = EventKind.FILED if found is Found.FILED else EventKind.NOT_FILED
    ledger.append(doubtful[-1].number, kind, why="you looked and said so")
    typer.echo(f"{name}: {ledger.case(doubtful[-1].number).state}")


def _document(case: "Case") -> dict[str, Any]:
    return {
        "case": case.number,
        "account": case.account,
        "flow": case.flow,
        "state": case.state,
        "opened": case.opened.isoformat(),
        "events": [{"kind": event.kind, "at": event.at.isoformat(), **event.data} for event in case.events],
    }
