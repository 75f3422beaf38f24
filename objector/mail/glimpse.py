"""What a person is shown of a mail to tell it from another: its sender, when it came and how it begins, numbers blotted out."""

from objector.mail.codes import LEAST_DIGITS, MOST_DIGITS
from objector.mail.mail import Mail
from objector.mail.numbers import numbers
from objector.mail.redact import BLOT
from objector.mail.segments import segments

LONGEST = 80
"""Characters of one line that are shown."""

GREETING = 20
"""Characters of a line, at most, that is passed over for the next one: “Hello Ada,” tells no mail from another."""


def glimpse(mail: Mail) -> str:
    """Return sender, local time of arrival, subject and first line that says something, without any number like a code."""
    subject, *parts = segments(mail)
    lines = [line for pieces in parts for line in pieces]
    first = next((line for line in lines if len(line) > GREETING), "".join(lines[:1]))
    said = " · ".join(f"“{_blotted(line[:LONGEST])}”" for line in (" ".join(subject), first) if line)
    return f"from {mail.sender}, {mail.arrival.received.astimezone():%H:%M:%S}: {said}"


def beginning(mail: Mail, lines: int) -> list[str]:
    """Return the first lines of a mail's text, or of its HTML's; no number in them that could be a code is shown."""
    parts = (part for part in segments(mail)[1:] if part)
    return [_blotted(line) for line in next(parts, [])[:lines]]


def _blotted(line: str) -> str:
    shown, end = "", 0
    for number in numbers(line, LEAST_DIGITS, MOST_DIGITS):
        shown, end = f"{shown}{line[end : number.start]}{BLOT}", number.end
    return "".join(char for char in shown + line[end:] if char.isprintable())
