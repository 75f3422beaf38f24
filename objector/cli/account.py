"""``objector account``: the accounts that belong to the person or that they manage."""

from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.account_import import import_accounts
from objector.cli.called import called
from objector.cli.lines import say
from objector.cli.shared import load_settings, now, open_ledger, open_roster, open_vault, print_json
from objector.typed import typed

if TYPE_CHECKING:
    from objector.cases.model import Account


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        help="Accounts that are yours, or that you are mandated to manage.", no_args_is_help=True, epilog=ADD_EXAMPLE
    )
    group.command("add", epilog=ADD_EXAMPLE)(add)
    group.command("import", epilog=IMPORT_EXAMPLE)(import_accounts)
    group.command("list", epilog="Example: objector account list --json")(list_accounts)
    group.command("show", epilog="Example: objector account show facebook:ana@example.org")(show)
    group.command("remove", epilog="Example: objector account remove facebook:ana@example.org")(remove)
    app.add_typer(group, name="account")


ADD_EXAMPLE = "Example: objector account add --flow facebook --email ana@example.org --country Germany --reason creator"

IMPORT_EXAMPLE = "Example: objector account import clients.csv --dry-run"

Named = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Name or email of an account.")]


def add(
    flow: Annotated[
        str, typer.Option("--flow", "--platform", help="facebook, instagram, threads, third-party or privacy-rights.")
    ],
    email: Annotated[str, typer.Option(help="The account's email, where its codes are mailed.")],
    country: Annotated[str, typer.Option(help="Where you live: its name in any language, or its ISO code.")],
    reason: Annotated[str | None, typer.Option(help="creator, private-photos, general (the default), or your own words.")] = None,
    additional: Annotated[str, typer.Option(help="Further information for the platform, if it asks for any.")] = "",
    language: Annotated[
        str | None, typer.Option(help="Language of the reason and of the pages; the country's by default.")
    ] = None,
    mailbox: Annotated[str | None, typer.Option(help="Address of a known mailbox, or none: you type the codes.")] = None,
    first_name: Annotated[str, typer.Option(help="Your first name (third-party).")] = "",
    last_name: Annotated[str, typer.Option(help="Your surname (third-party).")] = "",
    prompt: Annotated[str, typer.Option(help="What brought your information up, word for word (third-party).")] = "",
    evidence: Annotated[str, typer.Option(metavar="FILE", help="A picture of the AI’s answer (third-party).")] = "",
    product: Annotated[str, typer.Option(help="Which product it is about (privacy-rights); facebook by default.")] = "",
    client: Annotated[str, typer.Option(help="For whom you manage the account.")] = "",
    mandate: Annotated[str, typer.Option(metavar="FILE", help="The client’s mandate; a copy goes into the evidence.")] = "",
    mandated_on: Annotated[str, typer.Option(metavar="DATE", help="Date of the mandate, such as 2026-03-31.")] = "",
    accounts_center: Annotated[
        str, typer.Option(help="Any name for the Accounts Center that the account shares with others of yours.")
    ] = "",
    name: Annotated[str | None, typer.Option(help="How you call the account; FLOW:EMAIL by default.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the account's password from standard input.")
    ] = False,
    totp_stdin: Annotated[
        bool, typer.Option("--totp-stdin", help="Read the TOTP seed from standard input, after the password.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Add an account, or change the one of that name.

    No password is needed: “objector sign-in ACCOUNT” lets you sign in by hand.
    """
    from pathlib import Path

    from objector.cases.mandate import Managed, check_mandate
    from objector.filing.accounts.new_account import Told, make_account

    settings = load_settings()
    roster = open_roster(settings)
    told = Told(
        flow=flow,
        email=email,
        country=country,
        reason=reason,
        additional=additional,
        language=language,
        mailbox=mailbox,
        name=name,
        details={
            "first_name": first_name,
            "last_name": last_name,
            "prompt": prompt,
            "evidence": evidence,
            "product": product,
        },
        managed=check_mandate(Managed(client=client, mandate=mandate, mandated_on=mandated_on), Path.cwd(), now().date()),
        accounts_center=accounts_center,
    )
    account = make_account(told, [box.address for box in roster.mailboxes()])
    secrets = _read_secrets(account.name, password=password_stdin, seed=totp_stdin)
    if secrets:
        open_vault(settings).put_all(secrets)
    roster.put(account)
    _print(account, as_json=as_json)
    if not as_json:
        _say_note(account)
        say(f"\nKept. Next: {called()} file {typed(account.name)} --dry-run   (fills in the form and sends nothing)")


def list_accounts(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """List the accounts."""
    from dataclasses import asdict

    known = open_roster(load_settings()).accounts()
    if as_json:
        print_json([asdict(account) for account in known])
    elif not known:
        typer.echo("No account yet. “objector setup” adds the first one.")
    else:
        widest = max(len(account.name) for account in known)
        for account in known:
            client = f"  for {account.client}" if account.client else ""
            typer.echo(f"{account.name:{widest}}  {account.country}  codes: {account.mailbox or 'typed by you'}{client}")


def show(account: Named, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """Show what objector would file for an account."""
    _print(open_roster(load_settings()).account(account), as_json=as_json)


def remove(account: Named) -> None:
    """Forget an account with its password and session. Its cases and evidence stay."""
    from objector.cases.lock import account_lock
    from objector.filing.office import forget_secrets

    settings = load_settings()
    roster = open_roster(settings)
    known = roster.account(account)
    with account_lock(open_ledger(settings), known.name):
        forget_secrets(settings.world, open_vault(settings), known)
        roster.remove(known.name)
    say(f"Forgotten: {known.name}. Its cases and evidence stay.")


def _say_note(account: "Account") -> None:
    """Print what the person should know of the form."""
    import flows

    if note := flows.get(account.flow).note:
        say(f"\n{note}")


def _read_secrets(account: str, *, password: bool, seed: bool) -> dict[str, str]:
    """Read and check those that are wanted, all before any is stored; return them by the keyring's names."""
    from objector.cli.given_secrets import check_password, check_seed, read_secret
    from objector.filing.office import password_name, seed_name

    secrets = {}
    if password:
        secrets[password_name(account)] = check_password(read_secret(f"Password of {account}"))
    if seed:
        secrets[seed_name(account)] = check_seed(read_secret(f"TOTP seed of {account}"))
    return secrets


def _print(account: "Account", *, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        print_json(asdict(account))
        return
    rows = asdict(account)
    details = {name.replace("_", " "): text for name, text in rows.pop("details").items()}
    for key, value in {**rows, **details}.items():
        say(value or "–", f"{key.replace('_', ' '):15} ")
