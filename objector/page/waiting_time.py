"""How long a site asks to be left alone, where it says so."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from objector.page.lexicon.normal import normal

UNITS = (("minute", timedelta(minutes=1), 90), ("hour", timedelta(hours=1), 72), ("day", timedelta(days=1), 31))
"""What sites count in, and up to how many of it."""

DIGITS = {ord(zero) + digit: str(digit) for zero in "\u0660\u06f0\u0966\u09e6\u0e50" for digit in range(10)}
"""Those that are written beside Arabic, Persian, Hindi, Bengali and Thai; CLDR's words come with European ones."""


def waiting_time(text: str, language: str) -> timedelta | None:
    """Return the time that a page names ("in 2 hours", "noch 30 Minuten"), in CLDR's words for it; None if it names none."""
    said = f" {normal(text).translate(DIGITS)} "
    named = (span for span, words in _spans(language) if any(_holds(said, each) for each in words))
    return max(named, default=None)


def retry_after(value: str) -> timedelta | None:
    """Return how long the header of that name asks to wait (RFC 9110, section 10.2.3): seconds, or a date."""
    if value.strip().isdigit():
        return timedelta(seconds=int(value))
    try:
        return max(parsedate_to_datetime(value) - datetime.now(UTC), timedelta())
    except (TypeError, ValueError):
        return None


def _holds(said: str, words: str) -> bool:
    return f" {words} " in said or (not words.isascii() and words in said)


def _spans(language: str) -> list[tuple[timedelta, set[str]]]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only who is sent away needs it

    try:
        own = str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        own = "en"
    return [(count * unit, _words(count * unit, name, {own, "en"})) for name, unit, most in UNITS for count in range(1, most + 1)]


def _words(span: timedelta, unit: str, locales: set[str]) -> set[str]:
    from babel.dates import format_timedelta  # noqa: PLC0415

    # The words after "in" can differ from those that stand alone; a threshold that high keeps to the one unit.
    return {
        normal(format_timedelta(span, granularity=unit, threshold=10**6, add_direction=direction, locale=locale))  # type: ignore[arg-type]
        for locale in locales
        for direction in (False, True)
    }
