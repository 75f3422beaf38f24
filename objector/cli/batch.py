"""``objector batch``: filing for many accounts at once."""

import asyncio
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.shared import find_browser_for, load_settings, now, open_engine, open_vault, require_driver

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from playwright.async_api import Browser
    from rich.console import Console

    from objector.browser.renewed import Browsers
    from objector.cases.model import Account
    from objector.cases.roster import Roster
    from objector.cli.batch_view import View
    from objector.filing.desk import Filing
    from objector.filing.plan import Plan
    from objector.filing.several import Result
    from objector.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was asked for beyond the settings."""

    accounts: list[str]
    yes: bool
    review_each: bool
    again: bool
    probe: bool
    without_mandate: bool
    as_json: bool


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch", epilog="Example: objector batch clients.csv --concurrency 4 --pace 20-60")(batch)


def batch(
    accounts: Annotated[
        list[str],
        typer.Argument(
            metavar="LIST|ACCOUNT...",
            help="Lists of accounts (CSV, XLSX, TOML, JSON), or names or emails of accounts that are known.",
        ),
    ],
    concurrency: Annotated[int | None, typer.Option(min=1, max=64, help="How many at a time; else as the machine can.")] = None,
    pace: Annotated[
        str | None, typer.Option(metavar="SECONDS", help="Between two submits on a platform, such as 45 or 20-60.")
    ] = None,
    headed: Annotated[bool | None, typer.Option("--headed/--headless", help="Show the windows.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Begin without showing the plan first.")] = False,
    review_each: Annotated[bool, typer.Option("--review-each", help="Show each account’s answers before they are sent.")] = False,
    again: Annotated[bool, typer.Option("--again", help="File anew what was filed, refused or is in doubt.")] = False,
    no_probe: Annotated[bool, typer.Option("--no-probe", help="Don’t look first whether the forms have changed.")] = False,
    without_mandate: Annotated[
        bool, typer.Option("--without-mandate", help="File for clients of whom there is no mandate, too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON document a line on standard output.")] = False,
) -> None:
    """File for many accounts, side by side.

    The plan is shown once; then several accounts are worked on at a time, and one that waits for a mail or for you gives its
    place to the next. What needs you stands in one queue: answer at the prompt, in the window, or with “objector answer” and
    “objector code” in another terminal. The same command again goes on where it was stopped; nothing is filed twice.
    """
    settings = load_settings(headed=headed, concurrency=concurrency, pace=pace)
    wishes = Wishes(
        accounts=accounts,
        yes=yes,
        review_each=review_each,
        again=again,
        probe=not no_probe,
        without_mandate=without_mandate,
        as_json=as_json,
    )
    require_driver()
    results = asyncio.run(_batch(wishes, settings))
    from objector.cli.file import severest

    sys.exit(severest(results))


async def _batch(wishes: Wishes, settings: "Settings") -> "list[Result]":
    from rich.console import Console

    from objector.cases.lock import batch_lock
    from objector.cases.roster import Roster
    from objector.cli.batch_view import view_for
    from objector.cli.working import open_office
    from objector.filing.desk import Filing
    from objector.filing.plan import make_plan

    console = Console(stderr=wishes.as_json)
    engine = open_engine(settings)
    accounts = _accounts(Roster(engine), wishes)
    executable = find_browser_for(settings, console)
    office = open_office(settings, engine, open_vault(settings), console)
    with batch_lock(office.ledger):
        plan = make_plan(office, accounts, again=wishes.again)
        if plan.to_file and not wishes.yes:
            await _agree(console, plan, settings)
        view = view_for(office, console, accounts, as_json=wishes.as_json)
        filing = Filing(yes=not wishes.review_each, again=wishes.again)
        return await file_all(view, executable, plan, filing, probe=wishes.probe)


def _accounts(roster: "Roster", wishes: Wishes) -> "list[Account]":
    """Return each account that was named or stands in a list, once; those of a list are known from now on.

    Raises ListProblemsError, NoMandateError and what a name can be refused for.
    """
    from objector.cases.mandate import NoMandateError, accounts_without_mandate

    listed = [account for name in wishes.accounts for account in _named(roster, name)]
    accounts = list({account.name: account for account in listed}.values())
    if not wishes.without_mandate and (without := accounts_without_mandate(accounts)):
        raise NoMandateError(without)
    roster.put_all(accounts)
    return accounts


def _named(roster: "Roster", name: str) -> "Sequence[Account]":
    from pathlib import Path

    from objector.filing.lists import read_list

    path = Path(name)
    return read_list(path, roster, now().date()).accounts if path.suffix and path.exists() else [roster.account(name)]


async def _agree(console: "Console", plan: "Plan", settings: "Settings") -> None:
    """Show the plan and return when it is agreed to; raises UnreviewedError, DeclinedError."""
    from objector.cli.batch_review import show_plan
    from objector.filing.person import UnreviewedError
    from objector.page.errors import DeclinedError

    show_plan(console, plan, settings)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UnreviewedError
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession()
    if (await session.prompt_async("Begin? [y/N] ")).strip().lower() not in {"y", "yes"}:
        raise DeclinedError


async def file_all(view: "View", executable: "Path", plan: "Plan", filing: "Filing", *, probe: bool) -> "list[Result]":
    """File as planned, and tell how it came out."""
    from objector.browser.driver import driver
    from objector.browser.launch import launched
    from objector.browser.renewed import browsers

    office, began = view.office, time.monotonic()

    def told() -> None:
        view.voice.say("the browser has ended; another one is started")

    def launch() -> "AbstractAsyncContextManager[Browser]":
        return launched(playwright, office.settings, executable)

    async with driver() as playwright, browsers(launch, told) as living, view.shown():
        results = await _run(view, living, plan, filing, probe=probe)
    view.sum_up(results, time.monotonic() - began)
    return results


async def _run(view: "View", living: "Browsers", plan: "Plan", filing: "Filing", *, probe: bool) -> "list[Result]":
    from objector.cli.stopping import stopping
    from objector.filing.batch import Batch
    from objector.filing.look_first import look_first
    from objector.filing.new_batch import open_shift

    shift = open_shift(view.office)
    batch = Batch(view.office, living, shift, filing)
    with stopping(batch, view.voice.say):
        if probe and plan.to_file:
            await look_first(view.office, await living.current(), plan, shift.rules)
        return await batch.run(plan)
