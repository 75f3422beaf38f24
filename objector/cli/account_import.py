"""``objector account import``: many accounts at once, out of a list."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.called import called
from objector.cli.lines import say, warn
from objector.cli.shared import load_settings, now, open_roster, open_vault, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from objector.cases.roster import Roster
    from objector.filing.accounts.lists import AccountList
    from objector.settings import Settings


def import_accounts(
    accounts: Annotated[str, typer.Argument(metavar="LIST", help="A list of accounts: CSV, XLSX, TOML or JSON.")],
    passwords_from: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Read passwords once, into the keyring; columns: account (or email), password, totp."),
    ] = None,
    alike_are_different: Annotated[
        bool, typer.Option("--alike-are-different", help="Take addresses that differ in spelling only for different accounts.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the list and keep nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Add, or change, the accounts of a list. All of them or, if anything is wrong, none.

    Columns are known by their headings, in any order and in several languages; “objector batch --template accounts.csv” writes
    a list to begin with. All that is wrong with it is told at once. It holds no passwords: these stand in a file of their own
    (--passwords-from), which can be deleted afterwards, or are left out, and you sign in by hand (objector sign-in).
    """
    from pathlib import Path

    from objector.cases.lists.problems import ListProblemsError

    settings = load_settings()
    roster = open_roster(settings)
    try:
        told, secrets = _checked(roster, Path(accounts), passwords_from, alike_are_different=alike_are_different)
    except ListProblemsError as error:
        if as_json:
            print_json({"problems": [vars(problem) for problem in error.problems]})
        raise
    changes = _changes(roster, told)
    if not dry_run:
        _keep(settings, roster, told, secrets)
    if as_json:
        print_json(_document(told, changes, secrets, dry_run=dry_run))
    else:
        _summarise(told, changes, dry_run=dry_run)
        _tell_of_passwords(passwords_from, len(secrets), dry_run=dry_run)


def _checked(
    roster: "Roster", path: "Path", passwords: str | None, *, alike_are_different: bool
) -> "tuple[AccountList, Mapping[str, str]]":
    """Return the list, and the secrets by their names in the keyring; raises ListProblemsError."""
    from pathlib import Path

    from objector.cli.passwords_from import read_passwords
    from objector.filing.accounts.lists import read_list, refuse_alike

    told = read_list(path, roster, now().date())
    if not alike_are_different:
        refuse_alike(told)
    names = {account.name for account in told.accounts}
    known = [*told.accounts, *(account for account in roster.accounts() if account.name not in names)]
    return told, read_passwords(Path(passwords), known) if passwords else {}


def _keep(settings: "Settings", roster: "Roster", told: "AccountList", secrets: "Mapping[str, str]") -> None:
    """Keep the secrets and then the accounts; where one of them can't be kept, the keyring is as it was."""
    if secrets:
        open_vault(settings).put_all(secrets)
    roster.put_all(told.accounts)


def _changes(roster: "Roster", told: "AccountList") -> dict[str, str]:
    """Return what becomes of each account, by name: “new”, “changed” or “as it was”."""
    known = {account.name: account for account in roster.accounts()}

    return {
        account.name: "new" if account.name not in known else "as it was" if known[account.name] == account else "changed"
        for account in told.accounts
    }


def _summarise(told: "AccountList", changes: "Mapping[str, str]", *, dry_run: bool) -> None:
    widest = max(len(account.name) for account in told.accounts)
    for account in told.accounts:
        managed = f"  for {account.client}" if account.client else ""
        codes = account.mailbox or "typed by you"
        typer.echo(f"{changes[account.name]:9}  {account.name:{widest}}  {account.country}  codes: {codes}{managed}")
    for note in (*told.notes, *_notes_of_mandates(told)):
        warn(note)
    count = len(told.accounts)
    accounts = f"{count} account{'s' if count > 1 else ''}"
    if dry_run:
        say(f"\n{accounts} in order; nothing was kept. Without --dry-run they are.")
    else:
        say(f"\nKept: {accounts}. Next: {called()} batch {told.path}   (shows the plan first, and files)")


def _notes_of_mandates(told: "AccountList") -> list[str]:
    from objector.cases.mandate import accounts_without_mandate, named_by_client

    names = ", ".join(named_by_client(accounts_without_mandate(told.accounts)))
    return [f"Without a mandate: {names}. Put the file and its date into the columns mandate and mandated_on."] if names else []


def _tell_of_passwords(file: str | None, count: int, *, dry_run: bool) -> None:
    if file and dry_run:
        typer.echo(f"{count} secrets of {file} are in order.")
    elif file:
        say(f"{count} secrets are in the keyring. {file} is needed no more: delete it, from the trash, too.")


def _document(
    told: "AccountList", changes: "Mapping[str, str]", secrets: "Mapping[str, str]", *, dry_run: bool
) -> dict[str, Any]:
    from dataclasses import asdict

    from objector.cases.mandate import accounts_without_mandate

    return {
        "kept": not dry_run,
        "accounts": [asdict(account) | {"change": changes[account.name]} for account in told.accounts],
        "without_mandate": [account.name for account in accounts_without_mandate(told.accounts)],
        "notes": told.notes,
        "secrets": len(secrets),
    }
