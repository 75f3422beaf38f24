"""``objector status``: how the cases stand, and until when they have to be answered."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.lines import say
from objector.cli.shared import load_settings, now, open_ledger, open_roster, print_json_list
from objector.typed import typed

if TYPE_CHECKING:
    from objector.cases.ledger import Ledger
    from objector.cases.model import Case, State, Summary
    from objector.settings import Settings


NEXT = {
    "in_doubt": "look into the mail or at the site, then: objector resolve {account} filed (or not-filed)",
    "needs_person": "objector file {account} --headed",
    "awaiting_code": "objector code {account} CODE, or objector file {account} to go on",
    "rate_limited": "wait some hours, then: objector file {account}",
    "more_info": "the platform asks for more: read its mail (objector evidence {account}) and answer it",
    "failed": "objector file {account}",
    "planned": "objector file {account}",
    "filling": "unless it is being filled in right now: objector file {account}",
}
"""What to do next, by the case's state; what presses most comes first."""

NO_CASE = "No case yet. “objector file ACCOUNT” files one; “objector account list” shows the accounts."

SHOWN = 20
"""Cases that are told one by one; of more than these there are totals, and those that need something."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status", epilog="Example: objector status --json")(status)


def status(
    account: Annotated[
        str | None, typer.Argument(metavar="ACCOUNT", help="Name or email of an account; all if none is named.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="One line for each case, however many there are.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Show how each case stands, and what to do next.

    With an account: everything that happened to its cases, too, and until when the platform has to answer. Of more than twenty
    cases: how many stand how, and those that need something; --all lists them all.
    """
    settings = load_settings()
    ledger = open_ledger(settings)
    name = _known_name(settings, ledger, account) if account else None
    _recover(ledger, name)
    if as_json:
        countries = open_roster(settings).countries()
        print_json_list(_document(case, countries) | {"rehearsal": settings.rehearsing} for case in ledger.each(name))
        return
    mark = "rehearsal " if settings.rehearsing else ""
    for line in _of_one(settings, ledger, name) if name else _of_all(ledger, every=every):
        say(line, mark)


def _known_name(settings: "Settings", ledger: "Ledger", account: str) -> str:
    """Return the name of the account; one that was removed keeps its cases. Raises UnknownNameError."""
    return account if ledger.summaries(account, limit=1) else open_roster(settings).account(account).name


def _recover(ledger: "Ledger", account: str | None) -> None:
    """Record whose program died; where nothing can be recorded, what is there is shown all the same."""
    from objector.cases.errors import LedgerBusyError, LedgerFullError
    from objector.cases.recovery import recover_all_idle

    try:
        recover_all_idle(ledger, account)
    except (LedgerBusyError, LedgerFullError) as error:
        typer.echo(f"objector: {error}", err=True)


def _of_one(settings: "Settings", ledger: "Ledger", account: str) -> Iterator[str]:
    country = open_roster(settings).countries().get(account, "")
    cases = ledger.cases(account)
    if not cases:
        yield NO_CASE
    for case in cases:
        yield from _lines(case)
        yield from _law(case, country)
        yield from _history(case)


def _of_all(ledger: "Ledger", *, every: bool) -> Iterator[str]:
    totals = ledger.totals()
    if not totals:
        yield NO_CASE
    elif every:
        yield from map(_line, ledger.summaries())
    elif sum(totals.values()) <= SHOWN:
        for case in ledger.cases():
            yield from _lines(case)
    else:
        yield from _overview(ledger, totals)


def _overview(ledger: "Ledger", totals: "Mapping[State, int]") -> Iterator[str]:
    """Yield how many cases stand how, and those that need something, what presses most first, as far as they are shown."""
    from objector.cases.model import State

    yield f"{sum(totals.values()):9,} cases"
    for state, count in sorted(totals.items(), key=lambda item: -item[1]):
        yield f"{count:9,} {_in_words(state)}"
    shown: list[Case] = []
    for state in filter(totals.__contains__, map(State, NEXT)):
        shown += ledger.cases(states=[state], limit=SHOWN - len(shown))
    if not shown:
        yield "Nothing is left for you to do."
        return
    needing = sum(totals.get(State(state), 0) for state in NEXT)
    yield f"These need something ({len(shown)} of {needing:,}; “objector status --all” lists every case):"
    for case in shown:
        yield from _lines(case)


def _line(case: "Case | Summary") -> str:
    return f"{_in_words(case.state):13} {case.account}  (case {case.number}, {case.changed.astimezone():%Y-%m-%d %H:%M})"


def _at(time: str) -> str:
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"


def _lines(case: "Case") -> Iterator[str]:
    """Yield how the case stands and, where something is left to do, what."""
    last = case.events[-1]
    yield _line(case)
    if case.state == "filed_earlier":
        yield f"  the site said: “{last.data.get('words', '')}”"
    if case.state in NEXT:
        if why := last.data.get("why"):
            yield f"  {why}"
        if until := last.data.get("until"):
            yield f"  {'the code is waited for until' if last.kind == 'code_asked' else 'not before'} {_at(until)}"
        yield f"  → {NEXT[case.state].format(account=typed(case.account))}"


def _law(case: "Case", country: str) -> Iterator[str]:
    """Yield until when the platform has to answer, and what can be done if it doesn't or refuses, where a country is known."""
    from objector.cases.clock import answer_due, complaint, in_words

    if due := answer_due(case, country):
        yield f"  {in_words(due, now().date(), country)}"
    if country and case.state == "refused":
        yield f"  → you can {complaint(country)}"


def _history(case: "Case") -> Iterator[str]:
    from objector.evidence.in_words import in_words

    for event in case.events:
        told = " · ".join(filter(None, (_in_words(event.kind), in_words(event))))
        yield f"    {event.at.astimezone():%Y-%m-%d %H:%M:%S%z}  {told}"


def _document(case: "Case", countries: "Mapping[str, str]") -> dict[str, Any]:
    from objector.cases.clock import answer_due

    due = answer_due(case, countries.get(case.account, ""))
    return {
        "case": case.number,
        "account": case.account,
        "flow": case.flow,
        "state": case.state,
        "opened": case.opened.isoformat(),
        "answer_due": due and due.due,
        "events": [{"kind": event.kind, "at": event.at.isoformat(), **event.data} for event in case.events],
    }


def _in_words(state: str) -> str:
    return state.replace("_", " ")
