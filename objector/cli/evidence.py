"""``objector evidence``: where the proof of an account's objections is, and whether it is complete and unchanged."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from objector.cli.lines import say
from objector.cli.shared import load_settings, open_ledger, open_roster, print_json
from objector.errors import BadInputError, ExitCode, NeedsPersonError
from objector.typed import typed

if TYPE_CHECKING:
    from pathlib import Path

    from objector.evidence.verify import Problem
    from objector.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


class NoEvidenceError(BadInputError):
    """Nothing was kept for an account, because nothing was filed for it."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"There is no evidence of “{account}” yet. “objector file {typed(account)}” files its objection and keeps it."
        )


class PageNotOpenedError(NeedsPersonError):
    """The desktop has no browser to show the page of evidence in."""

    def __init__(self, page: str) -> None:
        super().__init__(f"No browser could be started here to show the page. Open it yourself: {page}")


class _AccountOrCommand(TyperGroup):
    """Takes ``evidence ACCOUNT`` for ``evidence show ACCOUNT``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer doesn't name its contexts
        first = args[0] if args else "--help"
        named = first in self.commands or first in ctx.help_option_names
        return super().parse_args(ctx, args if named or not args else ["show", *args])


group = typer.Typer(
    cls=_AccountOrCommand,
    no_args_is_help=True,
    help="Show the evidence of an account, or verify it.",
    epilog="Example: objector evidence facebook:ana@example.org --open",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the group to the program."""
    app.add_typer(group, name="evidence")


@group.command(epilog="Example: objector evidence facebook:ana@example.org --open")
def show(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Name or email of the account.")],
    open_page: Annotated[bool, typer.Option("--open", help="Show the newest case's page in the browser.")] = False,
    as_json: Json = False,
) -> None:
    """Print where an account’s evidence is. What is in it, too; “show” may be left out."""
    from objector.evidence.manifest import PAGE

    folders = _kept(load_settings(), account)
    if as_json:
        print_json([_document(folder) for folder in folders])
    else:
        say("\n\n".join(_listing(folder) for folder in folders))
    if open_page:
        _open((folders[-1] / PAGE).as_uri())


@group.command(epilog="Example: objector evidence verify facebook:ana@example.org")
def verify(
    account: Annotated[
        str | None, typer.Argument(metavar="ACCOUNT", help="Name or email of the account; none: all of them.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check that no evidence is missing or changed. Works offline; exit code 1 if some is."""
    from objector.evidence.verify import verify as verify_folder

    folders = _expected(load_settings(), account)
    problems = [problem for folder in folders for problem in verify_folder(folder)]
    if as_json:
        print_json({"folders": folders, "problems": [_problem(problem) for problem in problems]})
    else:
        say("\n".join([*map(str, problems), _verdict(len(folders), problems)]))
    if any(problem.serious for problem in problems):
        raise typer.Exit(ExitCode.UNEXPECTED)


def _kept(settings: "Settings", account: str) -> "list[Path]":
    from objector.evidence.folder import kept_folders

    name = _name(settings, account)
    folders = kept_folders(settings.world, name)
    if not folders:
        raise NoEvidenceError(name)
    return folders


def _expected(settings: "Settings", account: str | None) -> "list[Path]":
    """Those that are there, and those that should be: of every case that was filed."""
    from objector.cases.model import EventKind
    from objector.evidence.folder import evidence_folder, kept_folders

    name = account and _name(settings, account)
    cases = open_ledger(settings).cases(name)
    confirmed = {EventKind.FILED, EventKind.FILED_EARLIER}
    filed = [evidence_folder(settings.world, case) for case in cases if confirmed & {event.kind for event in case.events}]
    return sorted({*kept_folders(settings.world, name), *filed})


def _name(settings: "Settings", account: str) -> str:
    """Name of the account; one that was removed keeps its cases and evidence."""
    if open_ledger(settings).cases(account):
        return account
    return open_roster(settings).account(account).name


def _listing(folder: "Path") -> str:
    from objector.evidence.manifest import PAGE, REHEARSAL_NOTICE, read_manifest

    manifest = read_manifest(folder)
    facts = manifest.facts
    return "\n".join(
        [
            f"{facts.account}: {facts.form}, case {facts.case}",
            *([f"  {REHEARSAL_NOTICE}"] if facts.rehearsal else []),
            f"  {(folder / PAGE).as_uri()}",
            *(f"  {(folder / piece.name).as_uri()}  {piece.what}, {piece.at}" for piece in manifest.pieces),
        ]
    )


def _document(folder: "Path") -> dict[str, object]:
    from dataclasses import asdict

    from objector.evidence.manifest import PAGE, read_manifest

    return {"folder": folder, "page": folder / PAGE, **asdict(read_manifest(folder))}


def _problem(problem: "Problem") -> dict[str, object]:
    return {"file": problem.path, "trouble": problem.trouble, "serious": problem.serious}


def _verdict(folders: int, problems: "list[Problem]") -> str:
    serious = sum(problem.serious for problem in problems)
    if not folders:
        return "There is no evidence yet; nothing to check."
    checked = f"Checked the evidence of {folders} case{'s' if folders > 1 else ''}: "
    return checked + (f"{serious} missing or changed. Restore from a backup." if serious else "complete and unchanged.")


def _open(page: str) -> None:
    import webbrowser

    if not webbrowser.open(page):
        raise PageNotOpenedError(page)
