"""One mail, read with care: whatever it holds, reading it never costs more than a bounded amount of time and memory."""

import codecs
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses
from itertools import islice

LARGEST_MAIL = 1_000_000
"""Bytes of a mail that are looked at; codes stand far before that, and attachments are none of our business."""

LARGEST_PART = 100_000
"""Characters that are looked at of a mail's texts, and as many of its HTMLs."""

MOST_PARTS = 5
"""Text parts of one mail that are looked at."""

MOST_WALKED = 100
"""Parts of one mail, however deep in one another, that are looked at."""

MOST_OCTETS = 4
"""Octets that a character takes, at most, in what mails are written in."""

LONGEST_HEADER = 4_000
"""Characters of one header that are looked at: the answers of a receiving server take a thousand or two."""

MOST_OF_A_NAME = 20
"""Headers of one name that are looked at, the topmost first."""

NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"})

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

    @property
    def name_sum(self) -> str:
        """The SHA-256 of its sender and Message-ID, which copies in other folders or mailboxes share; empty without an ID."""
        name = f"{self.sender} {self.message_id}".encode()
        return hashlib.sha256(name).hexdigest() if self.message_id else ""


def read_mail(raw: bytes, arrival: Arrival) -> Mail:
    """Read a mail as it came from the server. Raises ValueError when it can't be read at all."""
    try:
        return _read(raw, arrival)
    except Exception as error:  # noqa: BLE001 - a hostile header can make the standard parser fail in any way
        raise ValueError(f"unreadable mail: {type(error).__name__}") from None


def _read(raw: bytes, arrival: Arrival) -> Mail:
    message = message_from_bytes(raw[:LARGEST_MAIL], policy=_BOUNDED)
    headers = _headers(message)
    sender_name, sender = _sender(headers["from"])
    parts = list(islice(message.walk(), MOST_WALKED))
    return Mail(
        arrival=arrival,
        sha256=hashlib.sha256(raw).hexdigest(),
        message_id=" ".join(headers["message-id"]).strip(),
        sender=sender.lower(),
        sender_name=_decoded(sender_name),
        recipients=_addresses(headers, WRITTEN_TO),
        delivered_to=_bare_addresses(headers, DELIVERED_TO) | _addresses(headers, FORWARDED_TO),
        subject=_decoded(" ".join(headers["subject"])),
        date=" ".join(headers["date"]),
        vouchers=tuple(headers["authentication-results"]),
        texts=_texts(parts, "text/plain"),
        htmls=_texts(parts, "text/html"),
    )


class _Bounded(Compat32):
    """Cuts headers, in every part of a mail, before a parser takes a time that grows with the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


_BOUNDED = _Bounded()


def _headers(message: Message) -> defaultdict[str, list[str]]:
    """Return the first headers of each name, the name in lower case, unfolded; what is no text is replaced."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in message.raw_items():
        if len(values := found[name.lower()]) < MOST_OF_A_NAME:
            values.append(" ".join(str(value).encode("ascii", "surrogateescape").decode("utf-8", "replace").split()))
    return found


def _decoded(text: str) -> str:
    """Return the text of a header with its encoded words decoded (RFC 2047)."""
    return str(policy.default.header_factory("Subject", text))


def _sender(headers: list[str]) -> tuple[str, str]:
    """Return the name and address of the sender; none if there are several, because then nobody can vouch for one."""
    senders = getaddresses(headers)
    return senders[0] if len(senders) == 1 else ("", "")


def _addresses(headers: Mapping[str, list[str]], names: tuple[str, ...]) -> frozenset[str]:
    listed = getaddresses([value for name in names for value in headers[name.lower()]])
    return frozenset(address.lower() for _, address in listed if "@" in address)


def _bare_addresses(headers: Mapping[str, list[str]], names: tuple[str, ...]) -> frozenset[str]:
    values = [value for name in names for value in headers[name.lower()]]
    return frozenset(address.lower() for value in values for address in BARE_ADDRESS.findall(value))


def _texts(parts: list[Message], kind: str) -> tuple[str, ...]:
    wanted = [part for part in parts if part.get_content_type() == kind and not part.get_filename()]
    texts: list[str] = []
    for part in wanted[:MOST_PARTS]:
        texts.append(_text(part)[: LARGEST_PART - sum(map(len, texts))])
    return tuple(texts)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    octets = payload[: MOST_OCTETS * LARGEST_PART] if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset() or "utf-8")
    return octets.decode(charset if _is_charset(charset) else "utf-8", errors="replace")


def _is_charset(name: str) -> bool:
    """Tell whether mails are written in it: Python knows codecs that are none, and some whose time grows with the square."""
    try:
        return bool(b"1".decode(name) == "1") and codecs.lookup(name).name.replace("-", "_") not in NO_CHARSETS
    except (LookupError, ValueError):
        return False
