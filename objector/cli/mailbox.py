"""objector mailbox: the mailboxes that codes come to."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from objector.cli.lines import say
from objector.cli.shared import load_settings, open_mail_secrets, open_roster, print_json
from objector.errors import BadInputError

if TYPE_CHECKING:
    from objector.mail.check import Report
    from objector.mail.mailbox import Mailbox
    from objector.settings import Settings

SHOWN = 5
"""Names of accounts that are told one by one."""

group = typer.Typer(
    help="The mailboxes that codes come to.", no_args_is_help=True, epilog="Example: objector mailbox add ana@gmail.com"
)

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="The mailbox's address, such as ana@example.org.")]


class NoPasswordError(BadInputError):
    """A mailbox has no password in the keyring, or none was given."""

    def __init__(self, address: str) -> None:
        super().__init__(f"There is no password for the mailbox {address}. “objector mailbox sign-in {address}” asks for it.")


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(group, name="mailbox")


@group.command(epilog="Example: objector mailbox add ana@gmail.com")
def add(
    address: Address,
    host: Annotated[str | None, typer.Option(help="The IMAP server; otherwise known, or looked up.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Its port; otherwise 993, or 143 with starttls.")] = None,
    user: Annotated[str | None, typer.Option(help="The user name; otherwise the address.")] = None,
    security: Annotated[
        Literal["tls", "starttls", "none"] | None,
        typer.Option(help="How the connection is encrypted; none is for a server on this machine only.", show_default="tls"),
    ] = None,
    ca_file: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            resolve_path=True,
            help="PEM file of a private authority, or of a server's own certificate.",
        ),
    ] = None,
    authserv_id: Annotated[
        str | None,
        typer.Option(help="Name under which the server vouches for senders (Authentication-Results); otherwise learned."),
    ] = None,
    accept_unverified: Annotated[
        bool, typer.Option("--accept-unverified", help="Take senders at their word where the server says nothing of them. Risky.")
    ] = False,
    sign_in: Annotated[
        Literal["password", "microsoft", "google"] | None,
        typer.Option(
            help="With a password, or in the browser at Microsoft or Google (OAuth2).", show_default="what the provider takes"
        ),
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
    ] = False,
    no_check: Annotated[bool, typer.Option("--no-check", help="Don't try the connection first.")] = False,
) -> None:
    """Add a mailbox, after trying it. Its password goes to the keyring.

    The server is known for the big providers, and looked up for others.
    """
    from objector.cli.mail_server import Said, UnknownProviderError, describe, known_server, look_up

    settings = load_settings()
    said = Said(
        address=address,
        host=host,
        port=port,
        user=user,
        security=security,
        ca_file=str(ca_file) if ca_file else None,
        authserv_id=authserv_id,
        accept_unverified=accept_unverified,
        sign_in="password" if password_stdin else sign_in,
    )
    if settings.rehearsing and not host:
        raise UnknownProviderError(address)
    mailbox = describe(said, known_server(said) or look_up(address))
    _sign_in(settings, mailbox, from_stdin=password_stdin, trying=not no_check)
    print(f"Added the mailbox {address}.")


@group.command("sign-in", epilog="Example: objector mailbox sign-in ana@outlook.com")
def sign_in(
    address: Address,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
    ] = False,
) -> None:
    """Sign in to a mailbox anew. With its new password, or in the browser at Microsoft or Google."""
    settings = load_settings()
    _sign_in(settings, open_roster(settings).mailbox(address), from_stdin=password_stdin, trying=True)
    print(f"Signed in to the mailbox {address}.")


@group.command(epilog="Example: objector mailbox check ana@gmail.com")
def check(address: Address, json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """Say what works with a mailbox. Connection, sign-in, folders, announcements, and whether senders are vouched for."""
    from objector.mail.check import check, in_words

    settings = load_settings()
    mailbox = open_roster(settings).mailbox(address)
    secret = open_mail_secrets(settings).of(mailbox)
    if secret is None:
        raise NoPasswordError(address)
    report = check(mailbox, secret)
    if json:
        print_json(_document(report, mailbox))
    else:
        _tell(in_words(report, mailbox))


@group.command("list", epilog="Example: objector mailbox list --json")
def list_(json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """List the mailboxes."""
    from dataclasses import asdict

    mailboxes = open_roster(load_settings()).mailboxes()
    if json:
        print_json([asdict(mailbox) for mailbox in mailboxes])
        return
    for mailbox in mailboxes:
        print(f"{mailbox.address}  {mailbox.user} at {mailbox.host}:{mailbox.port} ({mailbox.security})")
    if not mailboxes:
        say("No mailboxes yet. “objector mailbox add ADDRESS” adds one.")


@group.command(epilog="Example: objector mailbox remove ana@gmail.com")
def remove(address: Address) -> None:
    """Forget a mailbox and its password."""
    settings = load_settings()
    roster = open_roster(settings)
    mailbox = roster.mailbox(address)
    open_mail_secrets(settings).forget(mailbox)
    left = [account.name for account in roster.accounts() if account.mailbox == address]
    roster.remove_mailbox(address)
    say(f"Removed the mailbox {address} and its password.")
    if left:
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        say(f"You are asked for the codes of {', '.join(left[:SHOWN])}{more} from now on.")


def _sign_in(settings: "Settings", mailbox: "Mailbox", *, from_stdin: bool, trying: bool) -> None:
    """Get what it is signed in to with, try it, and keep it first: a mailbox without it is of no use, it alone is replaced."""
    from objector.cli.mail_sign_in import sign_in_in_browser
    from objector.mail.check import check_new, in_words

    secrets, roster = open_mail_secrets(settings), open_roster(settings)
    given = (
        _ask_password(mailbox, from_stdin=from_stdin) if mailbox.sign_in == "password" else sign_in_in_browser(mailbox, settings)
    )
    if trying:
        report, mailbox, given = check_new(mailbox, given)
        _tell(in_words(report, mailbox))
    secrets.keep(mailbox, given)
    roster.put_mailbox(mailbox)


def _ask_password(mailbox: "Mailbox", *, from_stdin: bool) -> str:
    from objector.cli.given_secrets import read_secret
    from objector.mail.presets import preset_at

    if not from_stdin and (preset := preset_at(mailbox.host, mailbox.address)):
        print(preset.advice, file=sys.stderr)
    password = read_secret(f"Password of {mailbox.address}")
    if not password:
        raise NoPasswordError(mailbox.address)
    return password


def _tell(found: "Iterable[tuple[bool, str]]") -> None:
    for good, sentence in found:
        say(sentence, "✓ " if good else "! ")


def _document(report: "Report", mailbox: "Mailbox") -> dict[str, object]:
    from dataclasses import asdict

    from objector.mail.check import in_words

    said = [{"fine": good, "says": sentence} for good, sentence in in_words(report, mailbox)]
    return asdict(mailbox) | {"found": asdict(report) | {"authserv_id": report.authserv_id}, "findings": said}
