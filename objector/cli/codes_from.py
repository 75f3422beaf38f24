"""The question of ``objector setup`` where codes come from: a mailbox that works, or the person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from objector.cases.address import check_email
from objector.cli.asking import Asker
from objector.errors import BadInputError, MailboxRefusedError, MailboxUnreachableError
from objector.mail.check import check, in_words
from objector.mail.mailbox import Mailbox
from objector.mail.presets import preset_for, sign_in_advice

TLS, STARTTLS = 993, 143
"""IMAP's ports (RFC 8314 and RFC 3501)."""


class MalformedServerError(BadInputError):
    """What was given as a mail server isn't one."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not a mail server. Give its name, such as imap.example.org, or imap.example.org:143.")


@dataclass(frozen=True, kw_only=True)
class CodesFrom:
    """Where codes come from. ``address`` is the mailbox's (None: the person types them); ``new`` is one to be added."""

    address: str | None = None
    new: Mailbox | None = None
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"read from the mailbox {self.address}" if self.address else "typed by you"


class Other(Enum):
    """Answers that are no address."""

    MAILBOX = auto()
    TYPED = auto()


def ask_codes_from(asker: Asker, email: str, known: Sequence[Mailbox]) -> CodesFrom:
    """Ask where the account's codes come from; a new mailbox is tried before its answer counts."""
    while True:
        chosen = asker.choose("Where does the code come from that is mailed to you?", _choices(email, known))
        if chosen is Other.TYPED:
            return CodesFrom()
        if chosen in {mailbox.address for mailbox in known}:
            return CodesFrom(address=str(chosen))
        address = asker.text("Address of the mailbox", check_email) if chosen is Other.MAILBOX else email
        if works := _ask_mailbox(asker, address):
            return works


def _choices(email: str, known: Sequence[Mailbox]) -> list[tuple[str, str | Other]]:
    addresses = sorted({email, *(mailbox.address for mailbox in known)}, key=lambda address: address != email)
    read: list[tuple[str, str | Other]] = [(f"objector reads it from {address}", address) for address in addresses]
    return [*read, ("objector reads it from another mailbox", Other.MAILBOX), ("I'll type the code", Other.TYPED)]


def _ask_mailbox(asker: Asker, address: str) -> CodesFrom | None:
    """Ask until the mailbox works; None when the person leaves the password empty."""
    asker.say(sign_in_advice(address))
    mailbox = _ask_server(asker, address)
    while password := asker.hidden(f"Password of {address} for mail programs (empty: go back)", str):
        asker.say(f"Trying {mailbox.host} …")
        try:
            return _tried(asker, mailbox, password)
        except MailboxRefusedError as error:
            asker.complain(error)
        except MailboxUnreachableError as error:
            asker.complain(error)
            mailbox = _ask_server(asker, address, mailbox)
    return None


def _ask_server(asker: Asker, address: str, before: Mailbox | None = None) -> Mailbox:
    preset = preset_for(address)
    if preset:
        return Mailbox(address=address, host=preset.host, user=address, authserv_id=preset.authserv_id)
    guess = f"{before.host}:{before.port}" if before else f"imap.{address.rpartition('@')[2]}"
    host, port = asker.text("Its IMAP server", check_server, guess)
    user = asker.text("User name there", str.strip, before.user if before else address)
    return Mailbox(address=address, host=host, port=port, user=user, security="starttls" if port == STARTTLS else "tls")


def check_server(text: str) -> tuple[str, int]:
    """Return host and port of ``HOST`` or ``HOST:PORT``; raises MalformedServerError."""
    match = re.fullmatch(r"([\w.-]+\w)(?::(\d{1,5}))?", text.strip())
    port = int(match[2] or TLS) if match else 0
    if match is None or not 0 < port < 2**16:
        raise MalformedServerError(text)
    return match[1], port


def _tried(asker: Asker, mailbox: Mailbox, password: str) -> CodesFrom:
    report = check(mailbox, password)
    for good, sentence in in_words(report, mailbox):
        asker.say(f"{'✓' if good else '!'} {sentence}")
    settled = replace(mailbox, authserv_id=mailbox.authserv_id or report.authserv_id)
    return CodesFrom(address=mailbox.address, new=settled, password=password)
