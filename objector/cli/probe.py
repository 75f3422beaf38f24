"""``objector probe``: whether the live forms are still what objector expects; looks, and never fills in or submits."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.output import Output
from objector.cli.shared import find_browser_for, load_settings, open_roster, open_vault, print_json
from objector.errors import BadInputError, ExitCode, ObjectorError

if TYPE_CHECKING:
    from rich.console import Console

    from objector.filing.drift import Finding
    from objector.filing.probe import Probed
    from objector.page.flow import Flow
    from objector.settings import Settings

MARKS = {"same": "[green]✓[/]", "moved": "[yellow]→[/]", "new": "[yellow]+[/]", "gone": "[red]✗[/]", "not asked": "[dim]·[/]"}

CHANGED = "The form has changed. See with “objector file ACCOUNT --headed” what becomes of it; --save keeps a copy to report."


class OneCopyError(BadInputError):
    """A copy was asked for, of several forms."""

    def __init__(self, count: int) -> None:
        super().__init__(f"--save keeps a copy of one form, and {count} are to be probed. Name one flow, or leave --save out.")


KEPT = "The copy is in {path}. A name that the page itself says can’t be told from its other words: read it before you show it."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("probe", epilog="Example: objector probe facebook --save form.html")(probe)


def probe(
    flow_names: Annotated[list[str] | None, typer.Argument(metavar="FLOW", help="Which forms; none: all.")] = None,
    save: Annotated[Path | None, typer.Option(metavar="OUT.html", help="Keep a copy without entries and tokens.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Look whether forms have changed. Nothing is filled in or sent.

    A form that is for those who are signed in is opened with the session of an account that has one (“objector sign-in”).
    Exit code 0: as expected; 4: changed or not available.
    """
    from rich.console import Console

    import flows

    chosen = [flows.get(name) for name in flow_names or flows.names()]
    if save and len(chosen) > 1:
        raise OneCopyError(len(chosen))
    copy = Output("copy", save, "Name a file in a folder that is there.") if save else None
    if copy:
        copy.check_folder()
    settings, console = load_settings(), Console(stderr=as_json)
    seen = asyncio.run(_probe(settings, console, chosen))
    if as_json:
        print_json([_document(flow, each) for flow, each in zip(chosen, seen, strict=True)])
    if copy and not isinstance(seen[0], ObjectorError):
        _keep(console, copy, seen[0])
    sys.exit(_exit_code(seen))


async def _probe(settings: "Settings", console: "Console", chosen: "list[Flow]") -> "list[Probed | ObjectorError]":
    """Probe each form and print what was seen; one that can't be seen doesn't keep the others from it."""
    from objector.browser.launch import open_browser
    from objector.filing.probe import probe as look_at

    states = _sessions(settings, chosen)
    seen: list[Probed | ObjectorError] = []
    async with open_browser(settings, find_browser_for(settings, console)) as browser:
        for flow in chosen:
            try:
                seen.append(await look_at(browser, settings, flow, states.get(flow.name)))
            except ObjectorError as error:
                seen.append(error)
            _show(console, flow, seen[-1])
    return seen


def _sessions(settings: "Settings", chosen: "list[Flow]") -> "dict[str, Any]":
    """Return a signed-in session for each flow that an account has one for; the keyring is opened only if there may be one."""
    from objector.secrets.sessions import open_sessions

    accounts = [account for account in open_roster(settings).accounts() if account.flow in {flow.name for flow in chosen}]
    if not (accounts and (settings.world / "sessions").exists()):
        return {}
    sessions = open_sessions(settings.world, open_vault(settings))
    restored = [(account.flow, sessions.restore(account.name)) for account in accounts]
    return {flow: state for flow, state in reversed(restored) if state}


def _show(console: "Console", flow: "Flow", seen: "Probed | ObjectorError") -> None:
    from rich.markup import escape

    console.print(f"[bold]{escape(flow.name)}[/]  {escape(flow.title)}", highlight=False)
    if isinstance(seen, ObjectorError):
        console.print(f"  [red]✗[/] {escape(str(seen))}", highlight=False)
        return
    for finding in seen.findings:
        told = f"{finding.what.replace('_', ' ')}{': ' + _words(finding) if finding.words else ''}"
        console.print(f"  {MARKS[finding.standing]} {finding.standing:<9} {escape(told)}", highlight=False)
    if seen.has_drifted:
        console.print(f"  {CHANGED}", highlight=False)


def _words(finding: "Finding") -> str:
    words = finding.words if finding.words.startswith("https://") else f"“{finding.words}”"
    return f"{words} (required)" if finding.standing == "new" and finding.required else words


def _document(flow: "Flow", seen: "Probed | ObjectorError") -> dict[str, Any]:
    from dataclasses import asdict

    if isinstance(seen, ObjectorError):
        return {"flow": flow.name, "error": str(seen), "findings": []}
    findings = [asdict(finding) for finding in seen.findings]
    return {"flow": flow.name, "address": seen.address, "language": seen.language, "error": None, "findings": findings}


def _keep(console: "Console", copy: Output, seen: "Probed") -> None:
    from rich.markup import escape

    copy.write(seen.page.encode())
    console.print(KEPT.format(path=escape(str(copy.path))), highlight=False)


def _exit_code(seen: "list[Probed | ObjectorError]") -> ExitCode:
    """Return that of the first form that could not be seen, else that of a change, if any."""
    errors = [each for each in seen if isinstance(each, ObjectorError)]
    if errors:
        return errors[0].exit_code
    drifted = any(each.has_drifted for each in seen if not isinstance(each, ObjectorError))
    return ExitCode.REFUSED if drifted else ExitCode.DONE
