"""objector mailbox: the mailboxes that codes come to."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from objector.cli.shared import load_settings, open_roster, open_vault, print_json
from objector.errors import BadInputError

if TYPE_CHECKING:
    from objector.mail.check import Report
    from objector.mail.mailbox import Mailbox

group = typer.Typer(help="The mailboxes that codes come to.", no_args_is_help=True)

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="The mailbox's address, such as ada@example.org.")]


class UnknownProviderError(BadInputError):
    """Nothing is known of the provider of an address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The mail server of “{address}” isn't known. Name it: objector mailbox add {address} --host imap.example.org"
        )


class NoPasswordError(BadInputError):
    """A mailbox has no password in the keyring, or none was given."""

    def __init__(self, address: str) -> None:
        super().__init__(f"There is no password for the mailbox {address}. “objector mailbox add {address}” asks for it.")


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(group, name="mailbox")


@group.command()
def add(
    address: Address,
    host: Annotated[str | None, typer.Option(help="The IMAP server; known for the big providers.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Its port; otherwise 993, or 143 with starttls.")] = None,
    user: Annotated[str | None, typer.Option(help="The user name; otherwise the address.")] = None,
    security: Annotated[Literal["tls", "starttls"], typer.Option(help="How the connection is encrypted.")] = "tls",
    ca_file: Annotated[str | None, typer.Option(help="PEM file of a private certificate authority.")] = None,
    authserv_id: Annotated[
        str | None,
        typer.Option(help="Name under which the server vouches for senders (Authentication-Results); otherwise learned."),
    ] = None,
    accept_unverified: Annotated[
        bool, typer.Option("--accept-unverified", help="Take senders at their word where the server says nothing of them. Risky.")
    ] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
    ] = False,
    no_check: Annotated[bool, typer.Option("--no-check", help="Don't try the connection first.")] = False,
) -> None:
    """Add a mailbox, after trying it. Its password goes to the keyring.

    Example: objector mailbox add ada@gmail.com
    """
    from dataclasses import replace

    from objector.mail.mailbox import Mailbox
    from objector.mail.presets import preset_for

    preset = preset_for(address)
    if not (host or preset):
        raise UnknownProviderError(address)
    mailbox = Mailbox(
        address=address,
        host=host or (preset.host if preset else ""),
        port=port or (993 if security == "tls" else 143),
        user=user or address,
        security=security,
        ca_file=ca_file,
        authserv_id=authserv_id or (preset.authserv_id if preset else None),
        accept_unverified=accept_unverified,
    )
    password = _ask_password(mailbox, from_stdin=password_stdin)
    if not no_check:
        report = _check(mailbox, password)
        mailbox = replace(mailbox, authserv_id=mailbox.authserv_id or report.authserv_id)
    _keep(mailbox, password)


@group.command()
def check(address: Address) -> None:
    """Say what works with a mailbox: connection, sign-in, folders, announcements, and whether senders are vouched for.

    Example: objector mailbox check ada@gmail.com
    """
    settings = load_settings()
    mailbox = open_roster(settings).mailbox(address)
    password = open_vault(settings).get(mailbox.secret_name)
    if password is None:
        raise NoPasswordError(address)
    _check(mailbox, password)


@group.command(name="list")
def list_(json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """List the mailboxes.

    Example: objector mailbox list --json
    """
    from dataclasses import asdict

    mailboxes = open_roster(load_settings()).mailboxes()
    if json:
        print_json([asdict(mailbox) for mailbox in mailboxes])
        return
    for mailbox in mailboxes:
        print(f"{mailbox.address}  {mailbox.user} at {mailbox.host}:{mailbox.port} ({mailbox.security})")
    if not mailboxes:
        print("No mailboxes yet. “objector mailbox add ADDRESS” adds one.")


@group.command()
def remove(address: Address) -> None:
    """Forget a mailbox and its password.

    Example: objector mailbox remove ada@gmail.com
    """
    settings = load_settings()
    roster = open_roster(settings)
    mailbox = roster.mailbox(address)
    open_vault(settings).delete(mailbox.secret_name)
    roster.remove_mailbox(address)
    print(f"Removed the mailbox {address} and its password.")


def _ask_password(mailbox: "Mailbox", *, from_stdin: bool) -> str:
    from objector.cli.given_secrets import read_secret
    from objector.mail.presets import preset_for

    if not from_stdin and (preset := preset_for(mailbox.address)):
        print(preset.advice, file=sys.stderr)
    password = read_secret(f"Password of {mailbox.address}")
    if not password:
        raise NoPasswordError(mailbox.address)
    return password


def _check(mailbox: "Mailbox", password: str) -> "Report":
    from objector.mail.check import check, in_words

    report = check(mailbox, password)
    for good, sentence in in_words(report, mailbox):
        print("✓" if good else "!", sentence)
    return report


def _keep(mailbox: "Mailbox", password: str) -> None:
    """Keep the password first: a mailbox without one is of no use, a password without a mailbox is replaced the next time."""
    settings = load_settings()
    open_vault(settings).put(mailbox.secret_name, password)
    open_roster(settings).put_mailbox(mailbox)
    print(f"Added the mailbox {mailbox.address}.")
