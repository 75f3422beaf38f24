"""The texts of the sites, one JSON file a language, and the countries' names in it."""

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = tuple(sorted(path.stem for path in TEXTS.glob("*.json")))

NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of CLDR that stand for unions, test locales and the unknown."""


@cache
def texts(language: str) -> MappingProxyType[str, str]:
    """Return the texts in this language, a key of ``LANGUAGES``."""
    return MappingProxyType(json.loads((TEXTS / f"{language}.json").read_text("utf-8")))


@cache
def countries(language: str) -> MappingProxyType[str, str]:
    """Return each country's ISO code and name in this language, in the order of the names."""
    territories = Locale.parse(language).territories.items()
    named = [(code, name) for code, name in territories if len(code) == 2 and code not in NOT_COUNTRIES]
    return MappingProxyType(dict(sorted(named, key=lambda pair: pair[1].casefold())))


def country_code(name: str) -> str:
    """Return the ISO code of a country that was posted as a code or by its English name; empty if it is neither."""
    english = countries("en")
    codes = {label: code for code, label in english.items()}
    return name if name in english else codes.get(name, "")


def language_of_locale(locale: str) -> str | None:
    """Return the language of a locale such as ``pl_PL`` or ``fr-fr`` if there are texts in it."""
    language = locale[:2].lower()
    return language if language in LANGUAGES else None
