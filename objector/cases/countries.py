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
from babel.localedata import locale_identifiers

from objector.errors import AmbiguousCountryError, NoRightError, UnknownCountryError

EU_LANGUAGES = tuple(
    "bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt pt_PT ro sk sl es sv is no tr".split()  # noqa: SIM905
)
"""The official languages of the EU and its neighbours: tried before all the others."""

_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())  # noqa: SIM905
"""What CLDR names besides countries: reserved codes, islands without a code of their own, unions, test regions."""

_ARTICLE = re.compile(r"^(the|die|les?|la|los|las|el|os|i|gli|de|het) (?=\w)|^l['\u2019](?=\w)")
_SILENT = dict.fromkeys(map(ord, ".'\u2019\u02bc`"))
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

Index = Mapping[str, frozenset[str]]


def parse_country(text: str, language: str = "en") -> str:
    """Return the ISO 3166-1 alpha-2 code of a country written as a code or as a name in any language.

    Case, diacritics, punctuation and a leading article don't matter. A name that means different countries in different
    languages is taken in ``language`` (BCP 47), then in English, then in the EU's languages. Names are CLDR's, and the
    variants in ``country_variants.json``. Raises UnknownCountryError, AmbiguousCountryError.
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
    names = (name for language in wanted for name in (_names_in(language).get(code), *_variants(code, language)))
    return tuple(dict.fromkeys(name for name in names if name))


def all_names(language: str) -> frozenset[str]:
    """Return all names that countries have in that language (ISO 639), in each of its scripts, variants included."""
    written = [name for name in _all_languages() if name.partition("_")[0] == language]
    names = {name for each in (language, *written) for name in _names_in(each).values()}
    return frozenset({*names, *(name for _, name in _variants_in(language))})


@cache
def naming_languages() -> tuple[str, ...]:
    """Return the languages that CLDR has names of countries in, as ISO 639 codes, in alphabetical order."""
    return tuple(sorted({name.partition("_")[0] for name in _all_languages()}))


@cache
def country_codes(code: str) -> tuple[str, ...]:
    """Return the codes of ISO 3166-1 that forms use for a country: alpha-2, as given, then alpha-3, old ones too."""
    aliases = get_global("territory_aliases").items()
    return (code, *(long for long, short in aliases if short == [code] and re.fullmatch("[A-Z]{3}", long)))


def shows_country(text: str, code: str, *languages: str) -> bool:
    """Tell whether a text shows this country, in those languages, in English or in one of the country's own.

    The longest name of a country that stands in it counts, in whole words: Equatorial Guinea is not Guinea.
    """
    words = _key(text).split()
    indexes = [_index(spoken) for spoken in dict.fromkeys([*languages, "en", *get_official_languages(code)])]
    for size in range(len(words), 0, -1):
        parts = [" ".join(words[start : start + size]) for start in range(len(words) - size + 1)]
        for index in indexes:
            if shown := frozenset().union(*(index.get(part, frozenset()) for part in parts)):
                return shown == {code}
    return False


def check_right(country: str, offered: Collection[str] | None, remains: str = "") -> None:
    """Raise NoRightError if the form isn't offered in this country (ISO 3166-1 alpha-2); ``offered`` None: in every one.

    ``remains`` tells, in a sentence or two, what the person can do instead.
    """
    if offered is not None and country not in offered:
        raise NoRightError(country_name(country), remains)


def all_countries() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes of all countries and territories, and XK (Kosovo, assigned by its users)."""
    return frozenset(_names_in("en"))


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
    near = get_close_matches(key, {**_index("en"), **_index(language)}, n=1, cutoff=0.6)
    return country_name(parse_country(near[0], language), language) if near else None


def _indexes(language: str) -> Iterator[Index]:
    """From the narrowest to the widest; the last one reads every language of CLDR and takes most of a second."""
    yield _index(language)
    yield _index("en")
    yield _index(*EU_LANGUAGES)
    yield _index(*_all_languages())


@cache
def _index(*languages: str) -> Index:
    index: dict[str, set[str]] = {}
    for language in languages:
        for code, name in (*_names_in(language).items(), *_variants_in(language)):
            index.setdefault(_key(name), set()).add(code)
    return {key: frozenset(codes) for key, codes in index.items()}


@cache
def _all_languages() -> tuple[str, ...]:
    """Every language of CLDR, in each of its scripts, without the regions: they hardly differ in names of countries."""
    return tuple(name for name in locale_identifiers() if re.fullmatch("[a-z]+(_[A-Z][a-z]{3})?", name))


@cache
def _names_in(language: str) -> Mapping[str, str]:
    """CLDR's names of all countries by code; none for a language that CLDR doesn't know."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    names = locale.territories.items()
    return {code: name for code, name in names if len(code) == 2 and code not in _NO_COUNTRIES}


def _variants_in(language: str) -> Iterable[tuple[str, str]]:
    return [(code, name) for code in _all_variants() for name in _variants(code, language)]


def _variants(code: str, language: str) -> Sequence[str]:
    return _all_variants().get(code, {}).get(re.split("[-_]", language)[0].lower(), ())


@cache
def _all_variants() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Ways of writing that CLDR leaves out: code, then language, then names."""
    data: dict[str, dict[str, list[str]]] = json.loads(
        files("objector.cases").joinpath("country_variants.json").read_text(encoding="utf-8")
    )
    return data


def _key(name: str) -> str:
    """Reduce a name to what doesn't differ between careful and hurried ways of writing it."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = re.sub("[\u0300-\u036f]", "", plain).strip()
    plain = _ARTICLE.sub("", plain).translate(_SILENT).translate(_UNDECOMPOSED)
    return " ".join("".join(" " if _separates(unicodedata.category(c)) else c for c in plain).split())


def _separates(category: str) -> bool:
    """Tell whether characters of this category part words; an unassigned one may be a letter of a newer Unicode than Python's."""
    return category[0] in "PSZ" or category in {"Cc", "Cf"}
