"""``objector file``: filing the objection of one account or a few."""

import sys
from asyncio import wrap_future
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.afterwards import say_what_follows
from objector.cli.shared import find_browser_for, load_settings, open_engine, open_vault, print_json
from objector.errors import BadInputError
from objector.meanwhile import Begun, aside

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Playwright
    from rich.console import Console
    from sqlalchemy import Engine

    from objector.browser.launch import Session
    from objector.cases.model import Account
    from objector.filing.office import Office
    from objector.filing.result import Result
    from objector.secrets.vault import Vault
    from objector.settings import Settings


class DryRunAgainError(BadInputError):
    """A dry run of filing anew was asked for: the case that it would open would have the next run send a second time."""

    def __init__(self) -> None:
        super().__init__(
            "“--again” and “--dry-run” don’t go together: what was filed is not opened anew to send nothing. "
            "Leave one of them out; “--again” shows everything before it is sent, too."
        )


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked for: which accounts, with which settings and wishes by name; messages go to standard error if they must.

    ``code_stdin`` has codes come from standard input too, where that is no terminal.
    """

    accounts: list[str]
    settings: dict[str, Any]
    filing: dict[str, Any]
    on_stderr: bool
    code_stdin: bool


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("file", epilog="Example: objector file facebook:ana@example.org --headed")(file)


def file(
    context: typer.Context,
    accounts: Annotated[list[str], typer.Argument(metavar="ACCOUNT", help="Names or emails of accounts.")],
    headed: Annotated[bool | None, typer.Option("--headed/--headless", help="Show the browser's window.")] = None,
    slow_mo: Annotated[int | None, typer.Option(metavar="MS", help="Pause between actions, in milliseconds.")] = None,
    yes: Annotated[bool, typer.Option("--yes/--review", help="Submit without showing the review first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Fill everything, keep the picture, submit nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="File anew what was filed, refused or is in doubt.")] = False,
    code_stdin: Annotated[bool, typer.Option("--code-stdin", help="Take codes from standard input too, one a line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """File objections; you see everything before it is sent.

    For each account the form is filled in, shown to you, submitted once, the mailed code handed in, and the site's
    confirmation kept as evidence. The codes come from the account's mailbox, from you at this prompt, or from “objector code”,
    whichever has it first.
    """
    if dry_run and again:
        raise DryRunAgainError
    request = Request(
        accounts=accounts,
        settings={"headed": headed, "slow_mo": slow_mo},
        filing={"yes": yes, "dry_run": dry_run, "again": again},
        on_stderr=as_json,
        code_stdin=code_stdin,
    )
    results = context.obj(lambda playwright: _file(request, playwright))
    if as_json:
        print_json([_document(result) for result in results])
    else:
        say_what_follows(results)
    from objector.filing.result import severest

    sys.exit(severest(results))


async def _file(request: Request, playwright: "Awaitable[Playwright]") -> "list[Result]":
    """File with everything got ready side by side: loading the program's own parts takes as long as starting the browser."""
    settings, executable = await wrap_future(aside(lambda: _choose_browser(request)))
    from objector.browser.launch import launched

    async with Begun(launched(playwright, settings, executable)) as browser:
        engine, accounts, vault = await wrap_future(aside(lambda: _look_up(request, settings)))
        page = Begun(_first_page(browser, settings, vault, accounts[0]))
        async with page:
            office = await wrap_future(aside(lambda: _open_office(request, settings, engine, vault)))
            from objector.filing.desk import Filing
            from objector.filing.several import file_several

            return await file_several(office, await browser, accounts, Filing(page=page, **request.filing))


def _choose_browser(request: Request) -> "tuple[Settings, Path]":
    """Return the settings and the browser, and load what starts it."""
    import objector.browser.launch  # noqa: F401 - here there is time for it
    from objector.browser.find import find_browser
    from objector.errors import NoBrowserError

    settings = load_settings(**request.settings)
    try:
        find_browser(settings.browser)
    except NoBrowserError:
        # A mistyped name is told before anything is installed.
        _accounts(request, settings)
    return settings, find_browser_for(settings, _console(request))


def _look_up(request: Request, settings: "Settings") -> "tuple[Engine, list[Account], Vault]":
    """Return what is to be filed and what it takes to open a page for it, and load what opens one."""
    # A mistyped name is told before anything is unlocked.
    engine, accounts = _accounts(request, settings)
    import objector.filing.opening  # noqa: F401 - here there is time for it

    return engine, accounts, open_vault(settings)


@asynccontextmanager
async def _first_page(
    browser: "Awaitable[Browser]", settings: "Settings", vault: "Vault", account: "Account"
) -> "AsyncIterator[Session]":
    """Open the page of the account that is filed first, as soon as there is a browser."""
    from objector.filing.opening import open_page
    from objector.secrets.sessions import open_sessions

    async with open_page(await browser, settings, open_sessions(settings.world, vault), account) as session:
        yield session


def _open_office(request: Request, settings: "Settings", engine: "Engine", vault: "Vault") -> "Office":
    """Return what all that is filed takes, and load what files it."""
    import objector.filing.several  # noqa: F401 - here there is time for it
    from objector.cli.piped_codes import PipedCodes
    from objector.cli.working import open_office

    office = open_office(settings, engine, vault, _console(request))
    if request.code_stdin and not sys.stdin.isatty():
        office = replace(office, person=PipedCodes())
    return office


def _accounts(request: Request, settings: "Settings") -> "tuple[Engine, list[Account]]":
    from objector.cases.roster import Roster

    engine = open_engine(settings)
    roster = Roster(engine)
    return engine, [roster.account(name) for name in request.accounts]


def _console(request: Request) -> "Console":
    from rich.console import Console

    return Console(stderr=request.on_stderr)


def _document(result: "Result") -> dict[str, Any]:
    return {
        "account": result.account.name,
        "flow": result.account.flow,
        "state": result.case.state if result.case else None,
        "case": result.case.number if result.case else None,
        "evidence": result.evidence,
        "error": str(result.error) if result.error else None,
    }
