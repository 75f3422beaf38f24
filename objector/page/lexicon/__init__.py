"""What forms say in each language: one JSON file a language, and three for all.

``names.json`` holds the words that programmers put into field names, ``common.json`` those by which a language is known,
``meanings.json`` those by which a sentence or a choice among several says what it means, ``endings.json`` how long the endings of
a language's words may be. In a phrase, "word*" stands for all words that begin so, "*word" for all put together that end so.
"""

from functools import cache
from importlib.resources import files

FOR_ALL = ("names", "common", "meanings", "endings")
ALIASES = {"nb": "no", "nn": "no", "iw": "he"}


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there is a file for, as ISO 639-1 codes, in alphabetical order."""
    stems = (entry.name.removesuffix(".json") for entry in files(__package__).iterdir() if entry.name.endswith(".json"))
    return tuple(sorted(stem for stem in stems if stem not in FOR_ALL))


def of(tags: list[str]) -> str:
    """Return the lexicon of these languages (BCP 47 tags; unknown ones don't count) and English as JSON, without parsing it."""
    codes = (tag.strip().lower().replace("_", "-").partition("-")[0] for tag in tags)
    known = (ALIASES.get(code, code) for code in codes)
    return _joined(tuple(dict.fromkeys(code for code in (*known, "en") if code in languages())))


@cache
def text(stem: str) -> str:
    """Return one file of the lexicon, as it is."""
    return (files(__package__) / f"{stem}.json").read_text("utf-8")


@cache
def _joined(codes: tuple[str, ...]) -> str:
    parts = ",".join(text(code) for code in codes)
    for_all = ",".join(f'"{stem}":{text(stem)}' for stem in FOR_ALL)
    return f'{{{for_all},"languages":[{parts}]}}'
