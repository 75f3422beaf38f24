"""``objector batch``: filing for many accounts at once."""

import asyncio
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.afterwards import say_what_follows
from objector.cli.lines import say, warn
from objector.cli.shared import find_browser_for, load_settings, now, open_engine, open_vault, require_driver
from objector.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from objector.cases.model import Account
    from objector.cases.roster import Roster
    from objector.filing.batch.plan import Plan
    from objector.filing.office import Office
    from objector.filing.result import Result
    from objector.settings import Settings


LISTS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".toml", ".json"})
"""How the names of lists end; whether there is such a file, and whether it can be read, is for the reader to say."""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was asked for beyond the settings."""

    accounts: list[str]
    yes: bool
    review_each: bool
    again: bool
    probe: bool
    without_mandate: bool
    watch: list[str]
    alike: bool
    as_json: bool


class NobodyNamedError(BadInputError):
    """A batch was asked for, of nobody."""

    def __init__(self) -> None:
        super().__init__(
            "Name a list of accounts, or accounts: “objector batch clients.csv”. “objector batch --template NEW.csv” writes a "
            "list to fill in, “objector account list” shows the accounts that are known."
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch", epilog="Example: objector batch clients.csv --concurrency 4 --pace 20-60")(batch)


def batch(
    accounts: Annotated[
        list[str] | None,
        typer.Argument(metavar="LIST|ACCOUNT", help="Lists of accounts (CSV, XLSX, TOML, JSON), or accounts that are known."),
    ] = None,
    concurrency: Annotated[int | None, typer.Option(min=1, max=64, help="How many at a time; else as the machine can.")] = None,
    pace: Annotated[
        str | None, typer.Option(metavar="SECONDS", help="Between two submits on a platform, such as 45 or 20-60.")
    ] = None,
    headed: Annotated[bool | None, typer.Option("--headed/--headless", help="Show the windows.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Begin without showing the plan first.")] = False,
    review_each: Annotated[bool, typer.Option("--review-each", help="Show each account’s answers before they are sent.")] = False,
    again: Annotated[bool, typer.Option("--again", help="File anew what was filed, refused or is in doubt.")] = False,
    no_probe: Annotated[bool, typer.Option("--no-probe", help="Don’t look first whether the forms have changed.")] = False,
    watch: Annotated[
        list[str] | None, typer.Option(metavar="ACCOUNT", help="Show this account’s window, and no other’s; may be repeated.")
    ] = None,
    without_mandate: Annotated[
        bool, typer.Option("--without-mandate", help="File for clients of whom there is no mandate, too.")
    ] = False,
    alike: Annotated[
        bool, typer.Option("--alike-are-different", help="Rows that look like one account in two spellings are two accounts.")
    ] = False,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="OUT.csv", help="Write an empty list to fill in, and leave.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON document a line on standard output.")] = False,
) -> None:
    """File for many accounts, side by side.

    The plan is shown once; then several accounts are worked on at a time, and one that waits for a mail or for you gives its
    place to the next. What needs you stands in one queue: answer at the prompt, in the window, or with “objector answer” and
    “objector code” in another terminal. The same command again goes on where it was stopped; nothing is filed twice.
    """
    if template:
        from objector.cases.lists.template import write_template

        write_template(template)
        say(f"Fill in {template}, a row an account; then: objector batch {template}")
        return
    if not accounts:
        raise NobodyNamedError
    settings = load_settings(headed=headed, concurrency=concurrency, pace=pace)
    wishes = Wishes(
        accounts=accounts,
        yes=yes,
        review_each=review_each,
        again=again,
        probe=not no_probe,
        without_mandate=without_mandate,
        watch=watch or [],
        alike=alike,
        as_json=as_json,
    )
    require_driver()
    results = asyncio.run(_batch(wishes, settings))
    if not as_json:
        say_what_follows(results)
    from objector.filing.result import severest

    sys.exit(severest(results))


async def _batch(wishes: Wishes, settings: "Settings") -> "list[Result]":
    from rich.console import Console

    from objector.browser.tiles import Tiles
    from objector.cases.lock import batch_lock
    from objector.cases.roster import Roster
    from objector.cli.batch_view import view_for
    from objector.cli.working import open_office
    from objector.filing.batch.plan import make_plan
    from objector.filing.desk import Filing

    console = Console(stderr=wishes.as_json)
    engine = open_engine(settings)
    accounts = _accounts(Roster(engine), wishes)
    executable = find_browser_for(settings.model_copy(update={"headed": settings.headed or bool(wishes.watch)}), console)
    office = open_office(settings, engine, open_vault(settings), console)
    with batch_lock(office.ledger):
        watched = [Roster(engine).account(name).name for name in wishes.watch]
        view = view_for(office, console, accounts, watched, as_json=wishes.as_json)
        plan = await _settled_first(view.office, make_plan(office, accounts, again=wishes.again))
        if plan.to_file and not wishes.yes:
            await _agree(console, plan, settings)
        office.roster.put_all(accounts)
        from objector.cli.batch_run import Course, file_all  # only now: it loads what drives the browser

        filing = Filing(yes=not wishes.review_each, again=wishes.again, tiles=Tiles())
        return await file_all(view, Course(executable, plan, filing, watched, probe=wishes.probe))


def _accounts(roster: "Roster", wishes: Wishes) -> "list[Account]":
    """Return each account that was named or stands in a list, once.

    Raises ListProblemsError, NoMandateError and what a name can be refused for.
    """
    from objector.cases.mandate import NoMandateError, accounts_without_mandate

    listed = [account for name in wishes.accounts for account in _named(roster, name, wishes)]
    accounts = list({account.name: account for account in listed}.values())
    if not wishes.without_mandate and (without := accounts_without_mandate(accounts)):
        raise NoMandateError(without)
    return accounts


def _named(roster: "Roster", name: str, wishes: Wishes) -> "Sequence[Account]":
    from objector.filing.accounts.lists import read_list, refuse_alike

    path = Path(name)
    if path.suffix.casefold() not in LISTS:
        return [roster.account(name)]
    read = read_list(path, roster, now().date())
    if not wishes.alike:
        refuse_alike(read)
    for note in read.notes:
        warn(note)
    return read.accounts


async def _settled_first(office: "Office", plan: "Plan") -> "Plan":
    """Return the plan as it is once the mailboxes have been read for what is in doubt, if anything is."""
    if not plan.doubtful:
        return plan
    from objector.filing.batch.mail_first import look_into_mail
    from objector.filing.batch.plan import make_plan

    await look_into_mail(office)
    return make_plan(office, [*(result.account for result in plan.left), *plan.to_file], again=False)


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
    with suppress(EOFError):
        if (await session.prompt_async("Begin? [y/N] ")).strip().lower() in {"y", "yes"}:
            return
    raise DeclinedError
