"""What of a mail goes into the evidence: its headers and words with the code blotted out, and the hash of the whole mail."""

import re
import unicodedata

from objector.mail.mail import Mail
from objector.mail.segments import visible_text

BLOT = "█" * 6
"""As long for every code, so that its length isn't told either."""

BETWEEN = r"[\W_]{0,3}"
"""What may stand between the figures of a grouped code."""

LINK = re.compile(r"(\bhttps?://[^\s/?#<>\"']+)[^\s<>\"')\]]*", re.IGNORECASE)
"""A web address: past its host it can hold the code, or be a key itself."""


def evidence_text(mail: Mail, code: str = "") -> str:
    """Return the mail as text for the evidence, with the code (its digits, if it has one) blotted out however it is written.

    The last line is the SHA-256 of the mail as it came from the server, of its first megabyte if it is larger: whoever still has
    the mail can prove with it that this was the one.
    """
    words = "\n\n".join(part.strip() for part in (*mail.texts, *map(visible_text, mail.htmls)) if part.strip())
    quoted = blot_out("\n".join([*_headers(mail), "", _without_empty_lines(LINK.sub(r"\1/…", words))]), code)
    return f"{quoted}\n\nArrived: {mail.arrival.received.isoformat()}\nSHA-256: {mail.sha256}\n"


def blot_out(text: str, code: str) -> str:
    """Return the text without the code: in figures of any script, grouped in any way."""
    if not code:
        return text
    pattern = re.compile(BETWEEN.join(code))
    pieces, end = [], 0
    for found in pattern.finditer("".join(map(_figure, text))):
        pieces += [text[end : found.start()], BLOT]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _headers(mail: Mail) -> list[str]:
    sender = f"{mail.sender_name} <{mail.sender}>".strip()
    named = [
        ("From", sender),
        ("To", ", ".join(sorted(mail.recipients or mail.delivered_to))),
        ("Subject", mail.subject),
        ("Date", mail.date),
    ]
    named += [("Message-ID", mail.message_id), *(("Authentication-Results", voucher) for voucher in mail.vouchers)]
    return [f"{name}: {' '.join(value.split())}" for name, value in named if value]


def _without_empty_lines(text: str) -> str:
    return "\n".join(line for line in map(str.strip, text.splitlines()) if line)


def _figure(char: str) -> str:
    """Return a figure of any script, circled or raised too, as 0 to 9, and any other character as itself."""
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)
