"""Reasons: ready texts for the box that asks how the processing affects one, or the person's own words."""

import json
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from objector.errors import (
    EmptyReasonError,
    OwnWordsNeededError,
    ReasonTooLongError,
    ReasonTooShortError,
    UnknownReasonError,
)

TEMPLATES = ("creator", "private-photos", "general")
"""The first two are the reasons that are known to have been accepted."""

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")
"""The languages that the templates are written in, BCP 47; the order is that of a menu."""

LONGEST = 500
"""Characters that every known engine of the forms takes (help.meta.com cuts its widest boxes there)."""

_LAWS = {"GB": "UK", "CH": "CH", "BR": "BR"} | dict.fromkeys(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split(),  # noqa: SIM905
    "GDPR",
)
"""Which data protection law the right stands in, by country: GDPR and UK GDPR Art. 21(1), FADP, LGPD Art. 18 § 2."""


def reason_text(reason: str, language: str = "en", country: str = "") -> str:
    """Return what is written into the form: a template's text, or the person's own words as they are.

    A template (see TEMPLATES) comes in ``language`` (BCP 47; English if there is no such text), 250 to 500 characters, and
    names the law of ``country`` (ISO 3166-1 alpha-2). Own words may have up to LONGEST characters.
    Raises EmptyReasonError, ReasonTooLongError, UnknownReasonError.
    """
    words, name = reason.strip(), _name(reason)
    if name in TEMPLATES:
        return _template(name, language, country)
    _check(words, name)
    return words


def own_words(reason: str, shortest: int) -> str:
    """Return the person's own words, which have ``shortest`` to LONGEST characters, for forms that no template fits.

    Raises OwnWordsNeededError, ReasonTooShortError, ReasonTooLongError.
    """
    words = reason.strip()
    if not words or _name(words) in TEMPLATES:
        raise OwnWordsNeededError
    if len(words) < shortest:
        raise ReasonTooShortError(len(words), shortest)
    _check(words, _name(words))
    return words


def _name(reason: str) -> str:
    return "-".join(reason.casefold().replace("_", " ").replace("-", " ").split())


def _check(words: str, name: str) -> None:
    if not words:
        raise EmptyReasonError(TEMPLATES)
    if len(words) > LONGEST:
        raise ReasonTooLongError(len(words), LONGEST)
    near = get_close_matches(name, TEMPLATES, n=1, cutoff=0.6)
    if near and len(words.split()) <= 2:
        raise UnknownReasonError(words, near[0])


def _template(name: str, language: str, country: str) -> str:
    texts = _texts(_written_language(language, country))
    law = texts["laws"][_LAWS.get(country, "other")]
    return texts["templates"][name].format(law=law)


def _written_language(language: str, country: str) -> str:
    base = language.replace("_", "-").split("-")[0].lower()
    if base == "pt" and country == "BR":
        return "pt-BR"
    return base if base in LANGUAGES else "en"


@cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    """Hold the openings by law and the texts by template; no text breaks a line, as some boxes take only one."""
    path = files("objector.cases").joinpath("reasons", f"{language}.json")
    texts: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return texts
