"""One mail, read with care: whatever it holds, reading it never costs more than a bounded amount of time and memory."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

LARGEST_MAIL = 1_000_000
"""Bytes of a mail that are looked at; codes stand far before that, and attachments are none of our business."""

LARGEST_PART = 100_000
"""Characters of one text part that are looked at."""

MOST_PARTS = 5
"""Text parts of one mail that are looked at."""

WRITTEN_TO = ("To", "Cc")
# fmt: off
DELIVERED_TO = (
    "Delivered-To", "X-Delivered-To", "X-Original-To", "X-Gm-Original-To", "Original-Recipient", "Envelope-To", "X-Envelope-To",
    "X-RcptTo", "X-Forwarded-To", "X-Forwarded-For", "Apparently-To",
)
# fmt: on
"""Where servers on the way write whom a mail was for: in the envelope, before an alias or a catch-all, before forwarding.

No names of people stand there, but here and there something else: the kind of address (RFC 3798, 2.3), mere spaces between two.
"""

FORWARDED_TO = ("Resent-To", "Resent-Cc")
"""Where a mail program that forwards writes to whom (RFC 5322, 3.6.6)."""

BARE_ADDRESS = re.compile(r"[^\s<>,;:\"()]{1,100}@[^\s<>,;:\"()]{1,256}")


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Where and when a mail arrived: folder, UID, the server's time (INTERNALDATE) and the moment in which it was seen here."""

    folder: str
    uid: int
    received: datetime
    seen: datetime


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What of a mail is looked at; addresses are in lower case.

    ``recipients`` is whom the sender wrote to, ``delivered_to`` whom the servers on the way delivered to. ``vouchers`` are its
    Authentication-Results, topmost first.
    """

    arrival: Arrival
    sha256: str
    message_id: str
    sender: str
    sender_name: str
    recipients: frozenset[str]
    delivered_to: frozenset[str]
    subject: str
    date: str
    vouchers: tuple[str, ...]
    texts: tuple[str, ...] = field(repr=False)
    htmls: tuple[str, ...] = field(repr=False)


def read_mail(raw: bytes, arrival: Arrival) -> Mail:
    """Read a mail as it came from the server. Raises ValueError when it can't be read at all."""
    try:
        return _read(raw, arrival)
    except Exception as error:  # noqa: BLE001 - a hostile header can make the standard parser fail in any way
        raise ValueError(f"unreadable mail: {type(error).__name__}") from None


def _read(raw: bytes, arrival: Arrival) -> Mail:
    message = message_from_bytes(raw[:LARGEST_MAIL], policy=policy.default)
    sender_name, sender = _sender(message)
    return Mail(
        arrival=arrival,
        sha256=hashlib.sha256(raw).hexdigest(),
        message_id=str(message.get("Message-ID", "")).strip(),
        sender=sender.lower(),
        sender_name=sender_name,
        recipients=_addresses(message, WRITTEN_TO),
        delivered_to=_bare_addresses(message, DELIVERED_TO) | _addresses(message, FORWARDED_TO),
        subject=str(message.get("Subject", ""))[:LARGEST_PART],
        date=str(message.get("Date", "")),
        vouchers=tuple(str(value) for value in message.get_all("Authentication-Results", [])),
        texts=_parts(message, "text/plain"),
        htmls=_parts(message, "text/html"),
    )


def _sender(message: EmailMessage) -> tuple[str, str]:
    """Return the name and address of the sender; none if there are several, because then nobody can vouch for one."""
    senders = getaddresses([str(value) for value in message.get_all("From", [])])
    return senders[0] if len(senders) == 1 else ("", "")


def _addresses(message: EmailMessage, names: tuple[str, ...]) -> frozenset[str]:
    headers = [str(value) for name in names for value in message.get_all(name, [])]
    return frozenset(address.lower() for _, address in getaddresses(headers) if "@" in address)


def _bare_addresses(message: EmailMessage, names: tuple[str, ...]) -> frozenset[str]:
    headers = [str(value) for name in names for value in message.get_all(name, [])]
    return frozenset(address.lower() for header in headers for address in BARE_ADDRESS.findall(header))


def _parts(message: EmailMessage, kind: str) -> tuple[str, ...]:
    parts = [part for part in message.walk() if part.get_content_type() == kind and not part.get_filename()]
    return tuple(_text(part) for part in parts[:MOST_PARTS])


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    octets = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return octets.decode(charset, errors="replace")[:LARGEST_PART]
    except LookupError:
        return octets.decode("utf-8", errors="replace")[:LARGEST_PART]
