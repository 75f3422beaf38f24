"""``objector report``: a sheet to keep or to give to a client, of how every account stands and how that is proved."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.lines import say
from objector.cli.output import Output
from objector.cli.shared import load_settings, now, open_ledger, open_roster, print_json
from objector.errors import UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

    from objector.evidence.report import Objected, Report, Reported


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report", epilog='Example: objector report --client "Ana Ilić" --out ana.html --xlsx ana.xlsx')(report)


def report(
    out: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where the page goes; objector-report.html here, if no other file is named."),
    ] = None,
    csv: Annotated[str | None, typer.Option(metavar="FILE", help="Write the accounts as CSV, too.")] = None,
    xlsx: Annotated[str | None, typer.Option(metavar="FILE", help="Write accounts and files as an Excel workbook, too.")] = None,
    client: Annotated[str, typer.Option(metavar="NAME", help="Report on this client’s accounts only.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Write how every account stands and how that is proved.

    By client and account: outcome, dates, pictures, fingerprints, deadline, and what remains to do. The page needs nothing
    beside it: it can be mailed, printed and read aloud. Every file of evidence is checked on the way.
    """
    from pathlib import Path

    from objector.evidence.manifest import REHEARSAL_NOTICE

    found = _report(client)
    named = {"html": out, "csv": csv, "xlsx": xlsx}
    if not any(named.values()) and not as_json:
        named["html"] = "objector-report.html"
    written = [_write(found, kind, Path(name)) for kind, name in named.items() if name]
    if as_json:
        print_json(_document(found))
        return
    if found.rehearsal:
        say(REHEARSAL_NOTICE)
    for words, count in found.outcomes.items():
        typer.echo(f"{count:5}  {words}")
    for path in written:
        say(f"Written: {path}")


def _report(client: str) -> "Report":
    import flows
    from objector.cases.recovery import recover_idle
    from objector.evidence.report import Known, make_report

    settings = load_settings()
    accounts, ledger = open_roster(settings).accounts(), open_ledger(settings)
    known = Known(
        accounts=accounts,
        cases=[recover_idle(ledger, case) for case in ledger.cases()],
        forms={name: flows.get(name).title for name in flows.names()},
        world=settings.world,
    )
    name = _client(client, {account.client for account in accounts}) if client else ""
    return make_report(known, now(), rehearsal=settings.rehearsing, client=name)


def _client(given: str, known: set[str]) -> str:
    """Return the client's name as the accounts have it; raises UnknownNameError."""
    fitting = [name for name in known if name and name.casefold() == given.strip().casefold()]
    if not fitting:
        raise UnknownNameError(
            "client", given, sorted(known - {""}), "“objector account list --json” shows whose accounts are known."
        )
    return fitting[0]


def _write(found: "Report", kind: str, path: "Path") -> "Path":
    Output("report", path, "Name another file.").write(_content(found, kind, path.absolute().parent))
    return path


def _content(found: "Report", kind: str, folder: "Path") -> bytes:
    if kind == "html":
        from objector.evidence.report_page import render_report

        return render_report(found, folder).encode()
    from objector.evidence.report_sheet import as_csv, as_workbook

    return as_csv(found) if kind == "csv" else as_workbook(found)


def _document(found: "Report") -> dict[str, Any]:
    return {
        "at": found.at.isoformat(timespec="seconds"),
        "rehearsal": found.rehearsal,
        "client": found.client,
        "outcomes": found.outcomes,
        "accounts": [_account(account) for account in found.accounts],
    }


def _account(account: "Reported") -> dict[str, Any]:
    return {
        "account": account.name,
        "client": account.client,
        "form": account.form,
        "state": account.state,
        "outcome": account.words,
        "to_do": account.to_do,
        "cases": [_case(case) for case in account.cases],
    }


def _case(objected: "Objected") -> dict[str, Any]:
    from dataclasses import asdict

    proof = objected.proof
    return {
        "case": objected.case.number,
        "flow": objected.case.flow,
        "state": objected.case.state,
        "why": objected.why,
        "opened": objected.case.opened.isoformat(),
        **{name: at and at.isoformat() for name, at in _times(objected).items()},
        "due": objected.due,
        "evidence": proof
        and {"folder": proof.folder, "trouble": proof.trouble, "files": [asdict(piece) for piece in proof.pieces]},
    }


def _times(objected: "Objected") -> dict[str, Any]:
    return {"submitted": objected.submitted, "confirmed": objected.confirmed, "answered": objected.answered}
