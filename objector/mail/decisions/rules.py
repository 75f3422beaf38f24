"""The rules of every language, from the files beside this one."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

ABOUT = ("objection", "request")
"""The lists of what a sentence that decides something is about. What speaks of AI alone (“Meta AI”) can be in any language."""

FUNCTION_WORDS = frozenset({"not", "if", "and"})
"""Lists of short words, which are none of them where a hyphen joins them to another (“opor-se”, “no-reply”)."""

LETTER = r"[^\W\d_]"
PART_OF_A_WORD = r"(?:[^\W\d_]|-){0,30}"
GAP = r"(?: .{0,60})?[ '-]"

UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that set no words apart, or put particles behind them."""

VARIANTS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ş": "ș", "ţ": "ț"})
"""Ways to write the same letter; Turkish loses nothing by it, as its rules are read the same way."""

Span = tuple[int, int]


class Rules:
    """One language's rules, each list as one pattern for text that ``plain`` has made comparable; made when it is needed."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        self._lists = lists
        self._patterns: dict[str, re.Pattern[str]] = {}

    def spans(self, kind: str, text: str) -> list[Span]:
        """Return where the words of a list stand in a text."""
        return [match.span() for match in self._pattern(kind).finditer(text)]

    def has(self, kind: str, text: str) -> bool:
        """Return whether a word of a list stands in a text."""
        return self._pattern(kind).search(text) is not None

    def _pattern(self, kind: str) -> re.Pattern[str]:
        if kind not in self._patterns:
            self._patterns[kind] = _pattern(kind, self._lists[kind])
        return self._patterns[kind]


def plain(text: str) -> str:
    """Return the text in small letters, without marks and invisible characters that not everybody writes, on one line."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    kept = (char for char in composed if unicodedata.category(char) not in {"Mn", "Cf"})
    return " ".join("".join(kept).translate(VARIANTS).split())


@cache
def all_rules() -> Mapping[str, Rules]:
    """Return the rules of every language, by its BCP 47 tag."""
    return dict(sorted(_read()))


def _read() -> Iterator[tuple[str, Rules]]:
    for file in files(__package__).iterdir():
        if file.name.endswith(".json"):
            yield file.name.removesuffix(".json"), Rules(json.loads(file.read_text(encoding="utf-8")))


def _pattern(kind: str, words: list[str]) -> re.Pattern[str]:
    joined = "-?" if kind in FUNCTION_WORDS else ""
    return re.compile("|".join(_one(word, joined) for word in sorted(words, key=len, reverse=True)))


def _one(word: str, joined: str) -> str:
    parts = [re.escape(plain(part)).replace(r"\*", PART_OF_A_WORD) for part in word.split(" … ")]
    phrase = GAP.join(parts)
    if UNSPACED.search(word):
        return phrase
    before = f"(?<!{LETTER}-)" if joined else ""
    return f"(?<!{LETTER}){before}{phrase}(?!{joined}{LETTER})"
