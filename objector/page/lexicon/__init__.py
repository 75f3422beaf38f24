"""What forms say in each language: one JSON file a language, and three for all.

``names.json`` holds the words that programmers put into field names and what countries call themselves, ``common.json`` those by
which a language is known, ``meanings.json`` those by which a sentence or a choice among several says what it means,
``endings.json`` how long the endings of a language's words may be. In a phrase, "word*" stands for all words that begin so,
"*word" for all put together that end so.
"""

import json
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

from objector.cases.countries import all_countries, all_names, naming_languages
from objector.page.lexicon.normal import normal

FOR_ALL = ("names", "common", "meanings", "endings")
Entry = dict[str, "Entry"] | list[str] | str
"""A part of a file: a phrase, several, or those by their names."""

TELLING = ("first_name", "last_name", "username", "password", "country")
"""Fields whose labels tell a language: each calls them in words of its own."""

TOLD_OTHERWISE = frozenset("bn bs ca fa gl hi ka mk sr th ur".split())  # noqa: SIM905
"""Languages told by their letters, and those whose labels are a larger neighbour's: ``common.json`` has what they alone say."""

ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil", "sh": "sr", "cnr": "sr"}
"""Other tags of what there is a file for; Montenegrin is close enough to Serbian."""


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there is a file for, as ISO 639 codes, the shortest there are, in alphabetical order."""
    stems = (entry.name.removesuffix(".json") for entry in files(__package__).iterdir() if entry.name.endswith(".json"))
    return tuple(sorted(stem for stem in stems if stem not in FOR_ALL))


def of(tags: list[str]) -> str:
    """Return the lexicon of these languages and English as JSON, its phrases made comparable, with their names of countries.

    Phrases and words for one thing are one string with commas between them: half as much for a page to read as a list of each.
    ``tags`` are BCP 47 tags. One that there is no file for counts for its names of countries, if CLDR has them.
    """
    codes = (tag.strip().lower().replace("_", "-").partition("-")[0] for tag in tags)
    known = (ALIASES.get(code, code) for code in codes)
    return _joined(tuple(dict.fromkeys(code for code in (*known, "en") if code in {*languages(), *naming_languages()})))


@cache
def text(stem: str) -> str:
    """Return one file of the lexicon, as it is."""
    return (files(__package__) / f"{stem}.json").read_text("utf-8")


@cache
def _joined(naming: tuple[str, ...]) -> str:
    codes = [code for code in naming if code in languages()]
    given = dict(_given_to_all())
    given["meanings"] = {name: _normal({code: words[code] for code in codes}) for name, words in _meanings(given["meanings"])}
    names = {*given["countries"].split(","), *(normal(name) for code in naming for name in all_names(code))}
    given["countries"] = ",".join(sorted(names))
    given["naming"] = naming
    given["languages"] = [_normal(json.loads(text(code))) for code in codes]
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


@cache
def _given_to_all() -> dict[str, Any]:
    """Return what every page is given, and of the meanings those in all languages."""
    given = {stem: json.loads(text(stem)) for stem in FOR_ALL}
    given["common"] = {code: ",".join(sorted({*words, *_labels()[code]})) for code, words in given["common"].items()}
    given["names"] = _normal(given["names"])
    given["countries"] = given["names"].pop("countries")
    return given | {"can_name": naming_languages(), "country_codes": sorted(all_countries())}


@cache
def _labels() -> dict[str, list[str]]:
    """Return by language the words that ask for names and passwords there and in one other language at most."""
    owners: dict[str, set[str]] = defaultdict(set)
    for code in sorted({*languages()} - TOLD_OTHERWISE):
        fields = json.loads(text(code))["fields"]
        for word in re.findall(r"[^\W\d_]{3,}", " ".join(phrase for kind in TELLING for phrase in fields[kind]).lower()):
            owners[word].add(code)
    telling: dict[str, list[str]] = {code: [] for code in languages()}
    for word, codes in owners.items():
        if len(codes) <= 2 and "en" not in codes:
            for code in codes:
                telling[code].append(word)
    return telling


def _meanings(entry: dict[str, Any]) -> list[tuple[str, dict[str, list[str]]]]:
    """Return those lists of words that differ by language and are looked for in pages, by their names."""
    return [(name, words) for name, words in entry.items() if name not in {"about", "products", "deleting"}]


def _normal(entry: Entry) -> Entry:
    """Return phrases as the page compares them, so that no page has to make thousands of them so, those of a list joined."""
    if isinstance(entry, dict):
        return {name: _normal(part) for name, part in entry.items()}
    return _phrase(entry) if isinstance(entry, str) else ",".join(_phrase(phrase) for phrase in entry)


def _phrase(phrase: str) -> str:
    return f"{'*' * phrase.startswith('*')}{normal(phrase)}{'*' * phrase.endswith('*')}"
