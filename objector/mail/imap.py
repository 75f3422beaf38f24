"""One IMAP connection: signing in, folders, new mail, and waiting for it."""

import imaplib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxLoginError

from objector.errors import MailboxLapsedError, MailboxRefusedError, MailboxUnreachableError
from objector.mail.bell import Bell, readable
from objector.mail.client import CLIENTS
from objector.mail.mail import LARGEST_MAIL
from objector.mail.mailbox import Mailbox
from objector.mail.secret import Secret, Tokens

BROKEN = (OSError, imaplib.IMAP4.error, ImapToolsError, ValueError)
"""What a connection that doesn't work any more raises, or one to a server that speaks nonsense; only signing in again helps."""

REFUSED = (MailboxLoginError, imaplib.IMAP4.error)
"""What a refused sign-in raises; ``imaplib.IMAP4.abort``, a broken connection, is among them."""


class _Box(BaseMailBox):
    def __init__(self, mailbox: Mailbox, bell: Bell) -> None:
        self._mailbox = mailbox
        self._bell = bell
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return CLIENTS[self._mailbox.security](self._mailbox, self._bell)

    def sign_in_with_token(self, user: str, token: str) -> None:
        """Sign in with XOAUTH2, as Google and Microsoft document it; raises imaplib's error if the token is refused."""
        said = f"user={user}\1auth=Bearer {token}\1\1".encode()
        # A second question is the server's reason, and wants an empty answer before it refuses.
        self.client.authenticate("XOAUTH2", lambda reason: b"" if reason else said)


@dataclass(frozen=True, kw_only=True)
class Place:
    """How far a folder has been read: everything up to the UID ``floor`` is old; UIDs count within one ``validity``."""

    folder: str
    validity: int
    floor: int


class Connection:
    """A signed-in IMAP connection. All of it blocks, except that ringing the other end of ``bell`` ends a wait at once."""

    def __init__(self, mailbox: Mailbox, secret: Secret, bell: Bell) -> None:
        """Connect and sign in. Raises MailboxUnreachableError, MailboxRefusedError and PlainTextMailError."""
        self._mailbox = mailbox
        self._bell = bell
        try:
            self._box = _Box(mailbox, bell)
            self._sign_in(secret)
            self.capabilities = self._ask_capabilities()
        except BROKEN as error:
            raise self.lost(error) from None

    def lost(self, error: Exception) -> MailboxUnreachableError:
        """Return what a failure of this connection means to the person."""
        return MailboxUnreachableError(self._mailbox.address, f"{self._mailbox.host}:{self._mailbox.port}", _why(error))

    def _sign_in(self, secret: Secret) -> None:
        mailbox = self._mailbox
        try:
            if isinstance(secret, str):
                self._sign_in_with_password(secret)
            else:
                self._sign_in_with_tokens(secret)
        except imaplib.IMAP4.abort:
            raise
        except REFUSED as error:
            if BUSY.search(said := _said(error)):
                raise
            refusal = MailboxRefusedError if isinstance(secret, str) else MailboxLapsedError
            raise refusal(mailbox.address, mailbox.host, said) from None

    def _sign_in_with_password(self, password: str) -> None:
        plain = (self._mailbox.user + password).isascii()
        sign_in = self._box.login if plain else self._box.login_utf8
        sign_in(self._mailbox.user, password, initial_folder=None)

    def _sign_in_with_tokens(self, tokens: Tokens) -> None:
        user = self._mailbox.user
        try:
            self._box.sign_in_with_token(user, tokens.current())
        except REFUSED:
            self.hang_up()
            renewed = tokens.renewed()
            self._box = _Box(self._mailbox, self._bell)  # servers hang up on whom they have refused
            self._box.sign_in_with_token(user, renewed)

    def _ask_capabilities(self) -> frozenset[str]:
        _, answers = self._client.capability()
        return frozenset(b" ".join(answers).decode("ascii", errors="replace").upper().split())

    @property
    def _client(self) -> "imaplib.IMAP4":
        return self._box.client

    @property
    def can_idle(self) -> bool:
        """Whether the server announces new mail by itself (RFC 2177)."""
        return "IDLE" in self.capabilities

    def folders(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the name and flags of every folder that can be opened."""
        folders = [(folder.name, tuple(folder.flags)) for folder in self._box.folder.list()]
        return [(name, flags) for name, flags in folders if "\\Noselect" not in flags]

    def enter(self, folder: str) -> Place:
        """Open a folder for reading, with the server's newest view of it; its place is the end."""
        self._box.folder.set(folder, readonly=True)
        self._client.untagged_responses.pop("EXISTS", None)
        validity, following = (self._client.response(word)[1][-1] for word in ("UIDVALIDITY", "UIDNEXT"))
        floor = int(following) - 1 if following else max(self._search("UID *"), default=0)
        return Place(folder=folder, validity=int(validity or 0), floor=floor)

    def _search(self, criteria: str) -> list[int]:
        _, answers = self._client.uid("SEARCH", criteria)
        return sorted(int(uid) for uid in (answers[0] or b"").split())

    def uids_after(self, place: Place) -> list[int]:
        """Return the UIDs of the open folder that lie behind a place, oldest first."""
        return [uid for uid in self._search(f"UID {place.floor + 1}:*") if uid > place.floor]

    def uids_since(self, day: datetime) -> list[int]:
        """Return the UIDs of the open folder that arrived on a day or later, oldest first."""
        return self._search(f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}")

    def fetch(self, uid: int) -> tuple[bytes, datetime] | None:
        """Return the beginning of a mail and when it arrived, or None if it is gone. It stays unread."""
        _, answers = self._client.uid("FETCH", str(uid), f"(INTERNALDATE BODY.PEEK[]<0.{LARGEST_MAIL}>)")
        raw = next((answer[1] for answer in answers if isinstance(answer, tuple)), None)
        if raw is None:
            return None
        words = b" ".join(answer[0] if isinstance(answer, tuple) else answer for answer in answers)
        return raw, _internal_date(words)

    def headers(self, uids: Sequence[int], name: str) -> list[tuple[int, bytes]]:
        """Return UID and headers of one name of these mails of the open folder; they stay unread."""
        _, answers = self._client.uid("FETCH", ",".join(map(str, uids)), f"(BODY.PEEK[HEADER.FIELDS ({name})])")
        found = []
        for answer, rest in zip(answers, [*answers[1:], b""], strict=True):
            if isinstance(answer, tuple):
                # A server may tell the UID before the headers or after them.
                words = answer[0] + (rest if isinstance(rest, bytes) else b"")
                found += [(int(uid), answer[1]) for uid in UID.findall(words)[:1]]
        return found

    def last_headers(self, name: str, count: int) -> list[bytes]:
        """Return the headers of one name of the last mails in the open folder, as they stand there."""
        uids = ",".join(map(str, self._search("ALL")[-count:]))
        if not uids:
            return []
        _, answers = self._client.uid("FETCH", uids, f"(BODY.PEEK[HEADER.FIELDS ({name})])")
        return [answer[1] for answer in answers if isinstance(answer, tuple)]

    def announced(self, seconds: float) -> bool:
        """Wait for the server to announce a mail in the open folder; False when the time is over or the bell rang.

        False, too, when the server refuses to announce anything in spite of what it says it can; then it is not asked again.
        """
        client = self._client
        tag = client._command("IDLE")  # noqa: SLF001 - imaplib has no public IDLE before Python 3.14
        deadline = time.monotonic() + seconds
        while client._get_response() is not None:  # noqa: SLF001
            if client.tagged_commands[tag]:
                del client.tagged_commands[tag]
                self.capabilities -= {"IDLE"}
                return False
        while "EXISTS" not in client.untagged_responses and client.line_within(deadline - time.monotonic()):
            client._get_response()  # noqa: SLF001
        client.send(b"DONE\r\n")
        self._box.consume_until_tagged_response(tag)
        return client.untagged_responses.pop("EXISTS", None) is not None

    def pause(self, seconds: float) -> None:
        """Wait, unless the bell rings."""
        readable([self._bell], seconds)

    def hang_up(self) -> None:
        """Say goodbye without waiting for an answer, and close."""
        try:
            self._client.send(b"BYE LOGOUT\r\n")
            self._client.shutdown()
        except OSError:
            return  # it was gone already


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""As IMAP writes them, whatever the locale (RFC 9051, date-month)."""

BUSY = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.IGNORECASE)
"""Codes of RFC 5530 for a refusal that has nothing to do with the password."""

UID = re.compile(rb"\bUID (\d+)")

INTERNAL_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')


def _internal_date(words: bytes) -> datetime:
    found = INTERNAL_DATE.search(words)
    if not found:
        raise imaplib.IMAP4.abort("the server did not say when a mail arrived")
    day, month, rest = found.group(1).strip().split(b"-", 2)
    number = MONTHS.index(month.decode().capitalize()) + 1
    return datetime.strptime(f"{int(day):02}-{number:02}-{rest.decode()}", "%d-%m-%Y %H:%M:%S %z")


def _why(error: Exception) -> str:
    """Return what broke, an operating system's error without its number."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _said(error: Exception) -> str:
    """Return the server's own words."""
    if isinstance(error, MailboxLoginError):
        return b" ".join(error.command_result[1]).decode("utf-8", errors="replace")[:200]
    return str(error)[:200]
