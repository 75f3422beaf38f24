"""Reading a mailbox back: what certain senders have sent since a certain time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.utils import getaddresses

from imap_tools.errors import MailboxFolderSelectError

from objector.log import get_logger
from objector.mail.bell import Bell
from objector.mail.folders import INBOX, watched
from objector.mail.imap import BROKEN, Connection
from objector.mail.mail import Arrival, Mail, read_mail
from objector.mail.mailbox import Mailbox
from objector.mail.secret import Secret
from objector.mail.trust import within

BATCH = 200
"""Mails whose senders are asked for at a time."""

MOST = 5_000
"""Mails of the senders that are fetched from one folder, the newest ones."""

A_DAY = timedelta(days=1)
"""IMAP searches by the day, in the server's own zone: the day before can be the same one there."""

log = get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is looked for: mail that one of the domains ``senders``, or one below them, sent, and that arrived after ``since``."""

    senders: tuple[str, ...]
    since: datetime


def search(mailbox: Mailbox, secret: Secret, wanted: Search, now: Callable[[], datetime]) -> list[Mail]:
    """Return the mails that are looked for, each once, in the order in which they arrived; all stay unread.

    Of all others only the sender is looked at. Mails can be in any of the folders that new mail comes to, and are fetched up to
    the size that ``read_mail`` looks at. Raises MailboxRefusedError and MailboxUnreachableError.
    """
    connection = Connection(mailbox, secret, Bell())
    try:
        found = {mail.sha256: mail for mail in _found(connection, wanted, now)}
    except BROKEN as error:
        raise connection.lost(error) from None
    finally:
        connection.hang_up()
    return sorted(found.values(), key=lambda mail: mail.arrival.received)


def _found(connection: Connection, wanted: Search, now: Callable[[], datetime]) -> Iterator[Mail]:
    for folder in watched(connection.folders()):
        if _enter(connection, folder):
            for uid in _sent_by(connection, wanted)[-MOST:]:
                mail = _fetch(connection, folder, uid, now)
                if mail and mail.arrival.received >= wanted.since.replace(microsecond=0):
                    yield mail


def _enter(connection: Connection, folder: str) -> bool:
    try:
        connection.enter(folder)
    except MailboxFolderSelectError as error:
        if folder == INBOX:
            raise
        log.warning("a folder can't be opened and is not read", folder=folder, why=str(error))
        return False
    return True


def _sent_by(connection: Connection, wanted: Search) -> list[int]:
    uids = connection.uids_since(wanted.since - A_DAY)
    batches = (uids[start : start + BATCH] for start in range(0, len(uids), BATCH))
    return [uid for batch in batches for uid, header in connection.headers(batch, "FROM") if _is_from(header, wanted.senders)]


def _is_from(header: bytes, senders: Sequence[str]) -> bool:
    try:
        values = message_from_bytes(header, policy=policy.default).get_all("From", [])
        addresses = [address for _, address in getaddresses([str(value) for value in values])]
    except Exception as error:  # noqa: BLE001 - a hostile header can make the standard parser fail in any way
        log.warning("a mail is skipped: its sender can't be read", why=type(error).__name__)
        return False
    return any(within(address.rpartition("@")[2].lower(), senders) for address in addresses)


def _fetch(connection: Connection, folder: str, uid: int, now: Callable[[], datetime]) -> Mail | None:
    fetched = connection.fetch(uid)
    if fetched is None:
        return None
    raw, received = fetched
    try:
        return read_mail(raw, Arrival(folder=folder, uid=uid, received=received, seen=now()))
    except ValueError as error:
        log.warning("a mail is skipped: it can't be read", folder=folder, uid=uid, why=str(error))
        return None
