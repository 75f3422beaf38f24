"""``objector sign-in``: by hand, in a window; the session is sealed and kept."""

import asyncio
from typing import Annotated

import typer

from objector.cli.shared import load_settings, open_vault


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sign-in", epilog="Example: objector sign-in facebook:ana@example.org")(sign_in)


def sign_in(account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Name or email of an account.")]) -> None:
    """Sign in by hand in a window; the session is sealed and kept.

    Do it as you always do, second factor included; the window closes by itself. Filing then starts out signed in.
    """
    from rich.console import Console

    from objector.cli.working import open_office
    from objector.filing.sign_in import sign_in_by_hand

    settings = load_settings(headed=True)
    office = open_office(settings, open_vault(settings), Console())
    chosen = office.roster.account(account)
    asyncio.run(sign_in_by_hand(office, chosen))
    office.progress.done(chosen.name, "signed in", "the session is sealed and kept")
    typer.echo(f"Next: objector file {chosen.name}")
