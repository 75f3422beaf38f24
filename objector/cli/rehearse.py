"""``objector rehearse``: the main job here and now, against a replica of the sites on this machine."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.called import called
from objector.cli.shared import find_browser_for, load_settings, open_engine

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from objector.cases.model import Account
    from objector.filing.office import Office
    from objector.filing.result import Result
    from objector.rehearsal.run import Plan
    from objector.settings import Settings

FOR_REAL = """
That was a rehearsal. To do it for real:
  [bold]{called} setup[/]              your first account, step by step
  [bold]{called} sign-in ACCOUNT[/]    sign in by hand, once
  [bold]{called} file ACCOUNT[/]       file; you see everything before it is sent
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rehearse", epilog="Example: objector rehearse instagram --headed --slow-mo 300")(rehearse)


def rehearse(
    flow: Annotated[
        str | None,
        typer.Argument(
            metavar="FLOW", help="facebook, instagram, threads, third-party or privacy-rights; the first two if none is named."
        ),
    ] = None,
    accounts: Annotated[int, typer.Option(min=1, max=1000, help="How many accounts to file for on each.")] = 1,
    headed: Annotated[bool | None, typer.Option("--headed/--headless", help="Show the browser's window.")] = None,
    slow_mo: Annotated[int | None, typer.Option(metavar="MS", help="Pause between actions, in milliseconds.")] = None,
    engine: Annotated[str, typer.Option(help="classic_select, classic_typeahead, comet or wizard.")] = "classic_select",
    language: Annotated[str, typer.Option(help="The replica's language: en, de, fr …")] = "en",
    short: Annotated[bool, typer.Option("--short/--long", help="The short form, which needs no code.")] = False,
) -> None:
    """Try everything on a replica of the sites on this machine.

    Files on Facebook and Instagram as it would for real, with a mailbox of its own; needs no account and reaches nothing else.
    """
    from objector.filing.result import severest
    from objector.rehearsal.run import make_plan
    from objector.rehearsal.scenario import Version

    plan = make_plan(flow, accounts, engine, language, Version.SHORT if short else Version.LONG)
    results = asyncio.run(_rehearse(plan, load_settings(headed=headed, slow_mo=slow_mo)))
    sys.exit(severest(results))


async def _rehearse(plan: "Plan", settings: "Settings") -> "list[Result]":
    from rich.console import Console

    from objector.cli.working import open_office
    from objector.rehearsal.run import stage

    console = Console()
    executable = find_browser_for(settings, console)
    async with stage(plan, settings) as on:
        console.print("A replica of the sites and a mailbox run on this machine; nothing leaves it.", style="dim")
        office = open_office(on.settings, open_engine(on.settings), on.vault, console)
        accounts = on.furnish(office.roster)
        if plan.accounts > 1:
            results = await _side_by_side(office, executable, accounts, console)
        else:
            results = await _in_turn(office, executable, accounts)
        console.print(FOR_REAL.format(called=called()))
        return results


async def _in_turn(office: "Office", executable: "Path", accounts: "list[Account]") -> "list[Result]":
    from objector.browser.launch import open_browser
    from objector.filing.desk import Filing
    from objector.filing.several import file_several

    async with open_browser(office.settings, executable) as browser:
        return await file_several(office, browser, accounts, Filing(yes=True))


async def _side_by_side(office: "Office", executable: "Path", accounts: "list[Account]", console: "Console") -> "list[Result]":
    from objector.browser.tiles import Tiles
    from objector.cli.batch_run import Course, file_all
    from objector.cli.batch_view import view_for
    from objector.filing.batch.plan import make_plan
    from objector.filing.desk import Filing

    view = view_for(office, console, accounts, (), as_json=False)
    course = Course(executable, make_plan(office, accounts, again=False), Filing(yes=True, tiles=Tiles()))
    return await file_all(view, course)
