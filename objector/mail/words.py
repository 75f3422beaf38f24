"""The words that say what a number is, in the languages that the mails come in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KINDS = ("not_code", "code", "other_number")
"""The lists of code_words.json, strongest first: “promo code” is no code, “Bestätigungsnummer” is one."""

LETTERS = r"[^\W\d_]{0,30}"
LETTER = r"[^\W\d_]"


@dataclass(frozen=True, kw_only=True)
class Name:
    """A word that names a number: as the code, or as something else."""

    is_code: bool
    start: int
    end: int


def names(text: str) -> list[Name]:
    """Return the words of a text that name numbers."""
    found: list[Name] = []
    for kind in KINDS:
        found += [name for name in _matches(kind, text) if not any(_overlap(name, other) for other in found)]
    return found


def says_code(text: str) -> bool | None:
    """Return whether a text speaks of a code; None if it names no number at all."""
    kinds = [name.is_code for name in names(text)]
    return any(kinds) if kinds else None


def _matches(kind: str, text: str) -> Iterator[Name]:
    for match in _pattern(kind).finditer(text):
        yield Name(is_code=kind == "code", start=match.start(), end=match.end())


def _overlap(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    data = json.loads(files(__package__).joinpath("code_words.json").read_text(encoding="utf-8"))
    words = sorted({word for language in data[kind].values() for word in language}, key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\*", LETTERS) for word in words)
    return re.compile(f"(?<!{LETTER})(?:{either})(?!{LETTER})", re.IGNORECASE)
