"""What a page says and asks beside the form: questions to decline, and that a link was mailed, by ``lexicon/interruptions``."""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from objector.page.lexicon import ALIASES
from objector.page.look import Look

FOLDER = files("objector.page.lexicon") / "interruptions"

LONGEST = 120
"""Characters of a line that may be a question or a button."""

MARKS = " ?？!！.。…:：;¿¡؟"


def way_out(text: str, buttons: Sequence[str], language: str) -> str | None:
    """Return what the button says that declines a question which is none of the form's, or keeps things as they are.

    None when the page (its visible ``text``, in a ``language`` as BCP 47) asks no such question, or offers no such button.
    """
    said, pressed = _lines(text.splitlines()), _lines([*buttons, *text.splitlines()])
    if _asks(said, "choose_language", language):
        return _first_equal(pressed, "decline", language) or _that_keeps(pressed, language)
    if _asks(said, "save_login", language) or _asks(said, "notifications", language):
        return _first_equal(pressed, "decline", language)
    return None


def says_link_was_sent(text: str, language: str) -> bool:
    """Tell whether the page says that it has mailed a link that is to be opened."""
    said = _plain(text)
    return any(phrase in said for phrase in _phrases("link_sent", language))


def button_named(name: str, look: Look) -> str | None:
    """Return what the button says whose wording the lexicon lists under this name, as the page writes it."""
    return _first_equal(_lines([*look.buttons, *look.text.splitlines()]), name, look.language)


def _lines(lines: Sequence[str]) -> dict[str, str]:
    """Return the short ones of these lines by their comparable form."""
    return {_plain(line): line.strip() for line in lines if 0 < len(line) <= LONGEST}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'").strip(MARKS)


def _asks(lines: dict[str, str], name: str, language: str) -> bool:
    asked = _phrases(name, language)
    return any(phrase in plain for plain in lines for phrase in asked)


def _first_equal(lines: dict[str, str], name: str, language: str) -> str | None:
    said = _phrases(name, language)
    return next((line for plain, line in lines.items() if plain in said), None)


def _that_keeps(lines: dict[str, str], language: str) -> str | None:
    """Return the one line that keeps the page's language: it says so, or names it, or is the only one that keeps any."""
    own = _plain(_own_name(language))
    keeping = [plain for plain in lines if any(pattern.fullmatch(plain) for pattern in _patterns(language))]
    with_name = [plain for plain in keeping if own in plain] or keeping or [plain for plain in lines if plain == own]
    return lines[with_name[0]] if len(with_name) == 1 else None


@cache
def _own_name(language: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only a language picker needs it

    try:
        return Locale.parse(_code(language)).get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(re.escape(phrase).replace(r"\*", ".+")) for phrase in _phrases("keep", language))


@cache
def _phrases(name: str, language: str) -> frozenset[str]:
    """Return the phrases of that name in this language and in English, comparable."""
    return frozenset(_plain(phrase) for code in {_code(language), "en"} for phrase in _entries(code).get(name, ()))


@cache
def _entries(code: str) -> dict[str, list[str]]:
    file = FOLDER / f"{code}.json"
    entries: dict[str, list[str]] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return entries


def _code(language: str) -> str:
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return ALIASES.get(code, code)
