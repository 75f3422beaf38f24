"""``objector status`` and ``objector resolve``: how the cases stand, and settling one that is in doubt."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.shared import load_settings, open_ledger, open_roster, print_json
from objector.errors import BadInputError

if TYPE_CHECKING:
    from objector.cases.model import Case
    from objector.settings import Settings


NEXT = {
    "planned": "objector file {account}",
    "awaiting_code": "objector code {account} CODE, or objector file {account} to go on",
    "needs_person": "objector file {account} --headed",
    "rate_limited": "wait some hours, then: objector file {account}",
    "in_doubt": "look into the mail or at the site, then: objector resolve {account} filed (or not-filed)",
    "failed": "objector file {account}",
}
"""What to do next, by the case's state."""


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
    account: Annotated[
        str | None, typer.Argument(metavar="[ACCOUNT]", help="Name or email of an account; all if none is named.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Show how each case stands, and what to do next.

    With an account: everything that happened to its cases, too.
    """
    settings = load_settings()
    cases = _cases(settings, account)
    if as_json:
        print_json([_document(case) | {"rehearsal": settings.rehearsing} for case in cases])
        return
    mark = "rehearsal " if settings.rehearsing else ""
    if not cases:
        typer.echo(f"{mark}No case yet. “objector file ACCOUNT” files one; “objector account list” shows the accounts.")
    for case in cases:
        for line in (*_lines(case), *(_history(case) if account else ())):
            typer.echo(f"{mark}{line}")


def resolve(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Name or email of the account whose case is in doubt.")],
    found: Annotated[
        Found,
        typer.Argument(metavar="filed|not-filed", help="What a mail or the site shows: that it was, or wasn't, received."),
    ],
) -> None:
    """Settle a case in doubt, after you have looked.

    A case is in doubt when its form was sent and no answer was seen. Look into the account's mail for a confirmation, or at
    the site, and say what you found; nothing is sent by this.
    """
    from objector.cases.model import EventKind, State

    settings = load_settings()
    doubtful = [case for case in _cases(settings, account) if case.state is State.IN_DOUBT]
    if not doubtful:
        raise NothingInDoubtError(account)
    kind = EventKind.FILED if found is Found.FILED else EventKind.NOT_FILED
    ledger = open_ledger(settings)
    ledger.append(doubtful[-1].number, kind, why="you looked and said so")
    for line in _lines(ledger.case(doubtful[-1].number)):
        typer.echo(line)


def _cases(settings: "Settings", account: str | None) -> "list[Case]":
    """Return the cases of the account, or all; an account that was removed keeps its cases. Raises UnknownNameError."""
    from objector.cases.recovery import recover_idle

    ledger = open_ledger(settings)
    name = account
    if account and not ledger.cases(account):
        name = open_roster(settings).account(account).name
    return [recover_idle(ledger, case) for case in ledger.cases(name)]


def _lines(case: "Case") -> Iterator[str]:
    """Yield how the case stands and, where something is left to do, what."""
    last = case.events[-1]
    state = case.state.replace("_", " ")
    yield f"{state:13} {case.account}  (case {case.number}, {last.at.astimezone():%Y-%m-%d %H:%M})"
    if case.state == "filed_earlier":
        yield f"  the site said: “{last.data.get('words', '')}”"
    if case.state in NEXT:
        if why := last.data.get("why"):
            yield f"  {why}"
        if until := last.data.get("until"):
            yield f"  not before {until}"
        yield f"  → {NEXT[case.state].format(account=case.account)}"


def _history(case: "Case") -> Iterator[str]:
    for event in case.events:
        told = " · ".join((event.kind.replace("_", " "), *event.data.values()))
        yield f"    {event.at.astimezone():%Y-%m-%d %H:%M:%S%z}  {told}"


def _document(case: "Case") -> dict[str, Any]:
    return {
        "case": case.number,
        "account": case.account,
        "flow": case.flow,
        "state": case.state,
        "opened": case.opened.isoformat(),
        "events": [{"kind": event.kind, "at": event.at.isoformat(), **event.data} for event in case.events],
    }
