"""Numbers in a line of text that could be a code: verbatim, in any script, grouped or not; and what they rather look like."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

GAP = "[ \u00a0\u2007\u2009\u202f\\-\u2010\u2011\u2012\u2013]"
RUN = re.compile(rf"\d+(?:{GAP}\d+)*")
GROUP = re.compile(r"\d+")

NO_NEIGHBOURS_BEFORE = re.compile(r"(?:[\d][.,:/]|[/=&%?@+_$€£¥]|[+(]\s?\d*\)?\s?|\)[ -]?)$")
NO_NEIGHBOURS_AFTER = re.compile(r"^(?:[.,:/]\d|[/=&@_]|\s?[%$€£¥])")


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number as it stands in the text: ``verbatim`` from ``start`` to ``end``, ``digits`` as they would be typed (0 to 9)."""

    verbatim: str
    digits: str
    start: int
    end: int


def numbers(text: str, least: int, most: int) -> Iterator[Number]:
    """Yield the numbers of a line that have from ``least`` to ``most`` digits and stand on their own."""
    for run in RUN.finditer(text):
        spans = [run.span()] if _is_one(run.group(), most) else _spans(run)
        for start, end in spans:
            number = _number(text, start, end)
            if number and least <= len(number.digits) <= most and _stands_on_its_own(text, start, end):
                yield number


def is_year(digits: str) -> bool:
    """Return whether the digits could be a year of our time."""
    return len(digits) == 4 and digits[:2] in {"19", "20"}


def is_date(digits: str, verbatim: str) -> bool:
    """Return whether the digits could be a date: eight of them, or groups of a day, a month and a year."""
    if len(GROUP.findall(verbatim)) == 3 and len(digits) == 6:
        return any(_exists(2000 + int(y), int(m), int(d)) for y, m, d in _orders(digits[:2], digits[2:4], digits[4:]))
    if len(digits) != 8:
        return False
    return _exists(int(digits[:4]), int(digits[4:6]), int(digits[6:])) or any(
        _exists(int(digits[4:]), int(m), int(d)) for m, d in ((digits[:2], digits[2:4]), (digits[2:4], digits[:2]))
    )


def _orders(a: str, b: str, c: str) -> tuple[tuple[str, str, str], ...]:
    return (a, b, c), (c, b, a), (c, a, b)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year < 2100


def _is_one(run: str, most: int) -> bool:
    """Return whether groups make one number, as equally long ones do (123 456, 1 2 3 4 5 6)."""
    lengths = [len(group) for group in GROUP.findall(run)]
    return len(set(lengths)) == 1 and sum(lengths) <= most


def _spans(run: re.Match[str]) -> list[tuple[int, int]]:
    """Return the groups of a run that is no single number: none if it looks like a telephone number."""
    groups = list(GROUP.finditer(run.group()))
    if len(groups) > 2 or "-" in run.group():
        return []
    return [(run.start() + group.start(), run.start() + group.end()) for group in groups]


def _number(text: str, start: int, end: int) -> Number | None:
    verbatim = text[start:end]
    figures = [char for char in verbatim if char.isdecimal()]
    if len({ord(char) - unicodedata.decimal(char) for char in figures}) != 1:
        return None  # figures of two scripts in one number are a trick
    digits = "".join(str(unicodedata.decimal(char)) for char in figures)
    return Number(verbatim=verbatim, digits=digits, start=start, end=end)


def _stands_on_its_own(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 20) : start], text[end : end + 20]
    if NO_NEIGHBOURS_BEFORE.search(before) or NO_NEIGHBOURS_AFTER.search(after):
        return False
    if re.search(r"(?:^|[^\w-])[A-Z]{1,2}-$", before):
        return not _spaced_letter(after[:1])  # G-123456: the platform's initial, not to be typed
    return not (before.endswith("-") or _spaced_letter(before[-1:]) or _spaced_letter(after[:1]) or after.startswith("-"))


def _spaced_letter(char: str) -> bool:
    """Whether it is a letter of a script that puts spaces between words; others may touch a number."""
    return char.isalpha() and not re.match(
        "(?:CJK|HIRAGANA|KATAKANA|HANGUL|THAI|LAO|KHMER|MYANMAR|BOPOMOFO)", unicodedata.name(char, "")
    )
