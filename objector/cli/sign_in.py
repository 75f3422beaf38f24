"""``objector sign-in``: by hand, in a window; the session is sealed and kept."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.called import called
from objector.cli.lines import say
from objector.cli.shared import find_browser_for, load_settings, open_engine, open_vault
from objector.typed import typed

if TYPE_CHECKING:
    from pathlib import Path

    from objector.cases.model import Account
    from objector.filing.office import Office


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sign-in", epilog="Example: objector sign-in facebook:ana@example.org")(sign_in)


def sign_in(account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Name or email of an account.")]) -> None:
    """Sign in by hand in a window; the session is sealed and kept.

    Do it as you always do, second factor included; the window closes by itself. Filing then starts out signed in.
    """
    from rich.console import Console

    from objector.cli.working import open_office

    settings, console = load_settings(headed=True), Console()
    office = open_office(settings, open_engine(settings), open_vault(settings), console)
    chosen = office.roster.account(account)
    executable = find_browser_for(settings, console)
    say("A window opens; nothing is filled in there but by you.")
    asyncio.run(_sign_in(office, executable, chosen))
    office.progress.done(chosen.name, "signed in", "the session is sealed and kept")
    say(f"Next: {called()} file {typed(chosen.name)}")


async def _sign_in(office: "Office", executable: "Path", account: "Account") -> None:
    from objector.browser.launch import open_browser
    from objector.filing.sign_in import sign_in_by_hand

    async with open_browser(office.settings, executable) as browser:
        await sign_in_by_hand(office, browser, account)
