"""The question of ``objector setup`` where codes come from: a mailbox that works, or the person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from objector.cases.address import check_email
from objector.cli.asking import Asker
from objector.cli.mail_server import Said, describe, known_server, looking_for
from objector.cli.mail_sign_in import sign_in_in_browser
from objector.errors import BadInputError, MailboxRefusedError, MailboxUnreachableError, ObjectorError
from objector.mail.check import check_new, in_words
from objector.mail.mailbox import PORTS, Mailbox, Security
from objector.mail.presets import preset_for, sign_in_advice
from objector.mail.server import Server
from objector.settings import Settings


class NoSuchFileError(BadInputError):
    """A file was named that isn't there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no file {path}. Give the whole path, such as /home/ana/cert.pem.")


class MalformedServerError(BadInputError):
    """What was given as a mail server isn't one."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not a mail server. Give its name, such as imap.example.org, or imap.example.org:143.")


@dataclass(frozen=True, kw_only=True)
class CodesFrom:
    """Where codes come from. ``address`` is the mailbox's (None: the person types them).

    ``new`` is a mailbox to be added, ``given`` what it is signed in to with (see ``MailSecrets.keep``).
    """

    address: str | None = None
    new: Mailbox | None = None
    given: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"read from the mailbox {self.address}" if self.address else "typed by you"


class Other(Enum):
    """Answers that are no address."""

    MAILBOX = auto()
    TYPED = auto()


def ask_codes_from(asker: Asker, email: str, known: Sequence[Mailbox], settings: Settings) -> CodesFrom:
    """Ask where the account's codes come from; a new mailbox is tried before its answer counts."""
    while True:
        chosen = asker.choose("Where does the code come from that is mailed to you?", _choices(email, known))
        if chosen is Other.TYPED:
            return CodesFrom()
        if chosen in {mailbox.address for mailbox in known}:
            return CodesFrom(address=str(chosen))
        address = asker.text("Address of the mailbox", check_email) if chosen is Other.MAILBOX else email
        if works := _ask_mailbox(asker, address, settings):
            return works


def _choices(email: str, known: Sequence[Mailbox]) -> list[tuple[str, str | Other]]:
    addresses = sorted({email, *(mailbox.address for mailbox in known)}, key=lambda address: address != email)
    read: list[tuple[str, str | Other]] = [(f"objector reads it from {address}", address) for address in addresses]
    return [*read, ("objector reads it from another mailbox", Other.MAILBOX), ("I'll type the code", Other.TYPED)]


def _ask_mailbox(asker: Asker, address: str, settings: Settings) -> CodesFrom | None:
    """Ask until the mailbox works; None when the person goes back."""
    mailbox = _ask_server(asker, address, settings)
    asker.say(sign_in_advice(mailbox.host, address))
    if mailbox.sign_in == "password":
        return _ask_password(asker, mailbox)
    try:
        return _tried(asker, mailbox, sign_in_in_browser(mailbox, settings))
    except ObjectorError as error:
        asker.complain(error)
        return None


def _ask_password(asker: Asker, mailbox: Mailbox) -> CodesFrom | None:
    while password := asker.hidden(f"Password of {mailbox.address} for mail programs (empty: go back)", str):
        try:
            return _tried(asker, mailbox, password)
        except MailboxRefusedError as error:
            asker.complain(error)
        except MailboxUnreachableError as error:
            asker.complain(error)
            mailbox = replace(_ask_named_server(asker, mailbox.address, mailbox), sign_in="password")
    return None


def _ask_server(asker: Asker, address: str, settings: Settings) -> Mailbox:
    """Return the mailbox at a known provider, or at the server that is found or named; a rehearsal asks nobody for one."""
    if settings.rehearsing:
        return _ask_named_server(asker, address, None)
    if server := known_server(Said(address=address)):
        return describe(Said(address=address, ca_file=_ask_certificate(asker, address)), server)
    from objector.mail.discovery import discover

    asker.say(looking_for(address))
    found = discover(address)
    return _ask_named_server(asker, address, describe(Said(address=address), found) if found else None)


def _ask_certificate(asker: Asker, address: str) -> str | None:
    known = preset_for(address)
    return (
        asker.text(f"Path of the certificate that {known.name} exported", check_file) if known and known.own_certificate else None
    )


def _ask_named_server(asker: Asker, address: str, before: Mailbox | None) -> Mailbox:
    guess = f"{before.host}:{before.port}" if before else f"imap.{address.rpartition('@')[2]}"
    host, port = asker.text("Its IMAP server", check_server, guess)
    user = asker.text("User name there", str.strip, before.user if before else address)
    usual: Security = "starttls" if port == PORTS["starttls"] else "tls"
    security = before.security if before and (host, port) == (before.host, before.port) else usual
    ca_file = before.ca_file if before else None
    return describe(Said(address=address, ca_file=ca_file), Server(host=host, port=port, security=security, user=user))


def check_file(text: str) -> str:
    """Return the whole path of a file; raises NoSuchFileError."""
    path = Path(text.strip()).expanduser().absolute()
    if not path.is_file():
        raise NoSuchFileError(path)
    return str(path)


def check_server(text: str) -> tuple[str, int]:
    """Return host and port of ``HOST`` or ``HOST:PORT``; raises MalformedServerError."""
    match = re.fullmatch(r"([\w.-]+\w)(?::(\d{1,5}))?", text.strip())
    port = int(match[2] or PORTS["tls"]) if match else 0
    if match is None or not 0 < port < 2**16:
        raise MalformedServerError(text)
    return match[1], port


def _tried(asker: Asker, mailbox: Mailbox, given: str) -> CodesFrom:
    asker.say(f"Trying {mailbox.host} …")
    report, learned, kept = check_new(mailbox, given)
    for good, sentence in in_words(report, mailbox):
        asker.say(f"{'✓' if good else '!'} {sentence}")
    return CodesFrom(address=mailbox.address, new=learned, given=kept)
