"""Countries: read in whatever way a person writes them, and written in whatever way a form lists them."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import load, locale_identifiers

from objector.errors import AmbiguousCountryError, NoRightError, UnknownCountryError

EU_LANGUAGES = tuple(
    "bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt pt_PT ro sk sl es sv is no tr".split()  # noqa: SIM905
)
"""The official languages of the EU and its neighbours: tried before all the others."""

_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())  # noqa: SIM905
"""What CLDR names besides countries: reserved codes, islands without a code of their own, unions, test regions."""

_ARTICLE = re.compile(r"^(the|die|les?|la|los|las|el|os|i|gli|de|het) (?=\w)|^l['’](?=\w)")
_SILENT = dict.fromkeys(map(ord, ".'’ʼ`"))
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

Index = Mapping[str, frozenset[str]]


def parse_country(text: str, language: str = "en") -> str:
    """Return the ISO 3166-1 alpha-2 code of a country written as a code or as a name in any language.

    Case, diacritics, punctuation and a leading article don't matter. A name that means different countries in different
    languages is taken in ``language`` (BCP 47), then in English, then in the EU's languages. Names: CLDR, and the variants in
    ``country_variants.json``. Raises UnknownCountryError, AmbiguousCountryError.
    """
    code = _code(text.strip().upper())
    if code:
        return code
    key = _key(text)
    for index in _indexes(language):
        if key in index:
            return _the_only(index[key], text)
    raise UnknownCountryError(text, _nearest(key, language))


def country_name(code: str, language: str = "en") -> str:
    """Return the country's usual name in that language; in English where the language has none."""
    return _names_in(language).get(code) or _names_in("en")[code]


def country_names(code: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Return every way the country may be written in a list of options, most likely first.

    First in the given languages (BCP 47, variants included), then in English, then in the country's own languages.
    """
    wanted = [*languages, "en", *get_official_languages(code)]
    names = [name for language in wanted for name in (_names_in(language).get(code), *_variants(code, language)) if name]
    return tuple(dict.fromkeys(names))


def check_right(country: str, flow_countries: Collection[str]) -> None:
    """Raise NoRightError if the objection isn't offered in this country (ISO 3166-1 alpha-2)."""
    if country not in flow_countries:
        raise NoRightError(country_name(country))


@cache
def all_countries() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes of all countries and territories, and XK (Kosovo, assigned by its users)."""
    return frozenset(_named(Locale("en").territories)) - _NO_COUNTRIES


def _code(text: str) -> str | None:
    if len(text) == 3 and text.isascii() and text.isalpha():
        successors = get_global("territory_aliases").get(text, [])
        text = successors[0] if len(successors) == 1 else text
    return text if text in all_countries() else None


def _the_only(codes: frozenset[str], text: str) -> str:
    if len(codes) > 1:
        raise AmbiguousCountryError(text, sorted(f"{country_name(code)} ({code})" for code in codes))
    return next(iter(codes))


def _nearest(key: str, language: str) -> str | None:
    near = get_close_matches(key, {**_index_of(("en",)), **_index_of((language,))}, n=1, cutoff=0.6)
    return country_name(parse_country(near[0], language), language) if near else None


def _indexes(language: str) -> Iterator[Index]:
    """From the narrowest to the widest; the last one reads every language of CLDR and takes most of a second."""
    yield _index_of((language,))
    yield _index_of(("en",))
    yield _index_of(EU_LANGUAGES)
    yield _index_of(tuple(locale_identifiers()))


@cache
def _index_of(languages: tuple[str, ...]) -> Index:
    index: dict[str, set[str]] = {}
    for language in languages:
        for code, name in _spellings(language, own_only=len(languages) > 1):
            index.setdefault(_key(name), set()).add(code)
    return {key: frozenset(codes) for key, codes in index.items()}
