"""Which column of a list says what, whatever language its headings are in and whatever order they stand in."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from objector.cases.lists.problems import Complaints, shortened
from objector.cases.lists.table import Table

NEEDED = ("platform", "email", "country")
"""Columns without which nothing can be filed."""

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


LONGEST = 200
"""Characters of a heading that are looked at."""

MOST_NAMED = 20
"""Headings that a sentence names."""


def meaning(heading: str) -> str | None:
    """Return what a heading stands for, by its name in an account of a list (a key of ``columns.json``), or None."""
    return _meanings().get(comparable(heading))


def known_platform(text: str) -> str:
    """Return the name of the flow that a person means by a platform's name, or the text itself where none is known."""
    name = comparable(text)
    known = _data("platforms.json")
    return next((flow for flow, others in known.items() if name in {comparable(flow), *others}), text.strip())


def recognised(table: Table, complaints: Complaints) -> dict[str, int]:
    """Return which column says what, and complain of those that are missing, there twice, or seemingly misspelt."""
    places: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        named = meaning(heading)
        if named in places:
            first = shortened(table.headings[places[named]])
            complaints.add(
                f"says the same as the column “{first}” ({named}). Keep one of them.", line=table.heading_line, column=heading
            )
        elif named:
            places[named] = place
        elif near := _nearest(heading):
            complaints.add(
                f"is no known heading. Did you mean “{near}”? Correct it, or take the column out.",
                line=table.heading_line,
                column=heading,
            )
    _complain_of_missing(table, places, complaints)
    return places


def unknown(headings: Iterable[str]) -> list[str]:
    """Return the headings that mean nothing to objector, as a sentence can name them, MOST_NAMED at most."""
    return [shortened(heading) for heading in headings if heading.strip() and not meaning(heading)][:MOST_NAMED]


def count_known(headings: Sequence[str]) -> int:
    """Return how many different things the headings are known to say."""
    return len({meaning(heading) for heading in headings} - {None})


def comparable(text: str) -> str:
    """Return the text in lower case without diacritics, punctuation and remarks in brackets, its words set apart by one space."""
    short = re.sub(r"[(\[][^)\]]*[)\]]", " ", text[:LONGEST])
    plain = unicodedata.normalize("NFKD", short).casefold().translate(_UNDECOMPOSED)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def _complain_of_missing(table: Table, places: Mapping[str, int], complaints: Complaints) -> None:
    there = ", ".join(f"“{shortened(heading)}”" for heading in table.headings[:MOST_NAMED] if heading.strip()) or "none"
    for name in NEEDED:
        if name not in places:
            complaints.add(
                f"There is no column “{name}”; the headings are {there}. Add it (objector batch --template shows an example).",
                line=table.heading_line,
            )


def _nearest(heading: str) -> str | None:
    near = get_close_matches(comparable(heading), _meanings(), n=1, cutoff=0.85)
    return near[0] if near else None


@cache
def _meanings() -> dict[str, str]:
    data = _data("columns.json")
    return {comparable(word): name for name, words in data.items() for word in (name, *words)}


@cache
def _data(name: str) -> dict[str, list[str]]:
    data: dict[str, list[str]] = json.loads(files("objector.cases.lists").joinpath(name).read_text(encoding="utf-8"))
    return data
