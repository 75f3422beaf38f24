"""What the panel says, in English and in the page's language: one JSON file a language, readable by a translator."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

ENGLISH = "en"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there is a file for, as ISO 639-1 codes, in alphabetical order."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


@cache
def phrases(language: str) -> MappingProxyType[str, str]:
    """Return all phrases of one of the languages by their dotted names, such as ``buttons.stop``."""
    tree = json.loads((files(__package__) / f"{language}.json").read_text("utf-8"))
    return MappingProxyType(dict(_flat("", tree)))


def spoken(tag: str) -> tuple[str, ...]:
    """Return English and, if there are phrases in it, the language of this BCP 47 tag."""
    code = tag.strip().lower().replace("_", "-").partition("-")[0]
    return (ENGLISH, code) if code != ENGLISH and code in languages() else (ENGLISH,)


def phrase(language: str, name: str, **values: str) -> str:
    """Return one phrase in one of the languages, the values put in."""
    return phrases(language)[name].format_map(values)


def said(tag: str, name: str) -> tuple[str, ...]:
    """Return a phrase without values in all languages that are spoken on a page of this language."""
    return tuple(phrase(language, name) for language in spoken(tag))


def kind_name(language: str, kind: str) -> str:
    """Return what a kind of field asks for; the bare kind where no phrase was written for it."""
    return phrases(language).get(f"kinds.{kind}", kind.replace("_", " "))


def _flat(before: str, tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(f"{before}{name}.", value)
        else:
            yield f"{before}{name}", value
