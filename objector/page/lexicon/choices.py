"""Which choice says yes, this is an objection to one's own information being used for AI."""

import json
from collections.abc import Sequence
from functools import cache

from objector.page.lexicon import languages, text
from objector.page.lexicon.meanings import Meaning
from objector.page.lexicon.normal import normal
from objector.page.look import Option

ABOUT_AI = Meaning(what="that it is about AI", says=("ai",), never=("third_party_option", "other_option", "withdrawing"))

WITHDRAWS = Meaning(what="to withdraw an objection", says=("withdrawing", "objecting"))


def affirmative(options: Sequence[Option]) -> Option | None:
    """Return the one choice that says yes, names the person's own objection about AI, or AI itself; None when none or several do.

    A choice about third parties, about a different objection, or that withdraws one, is never it.
    """
    options = [option for option in options if not WITHDRAWS.told_by(option.label)]
    plain = [option for option in options if _says(option, "yes")]
    named = [option for option in options if _names_objection(option)]
    about = [option for option in options if ABOUT_AI.told_by(option.label) and not _says(option, "no")]
    for candidates in (plain, named, about):
        if len(candidates) == 1:
            return candidates[0]
    return None


def cancelling() -> frozenset[str]:
    """Return the words that leave things as they are ("cancel", "close"), of all languages together, comparable."""
    return _phrases("cancel")


def _says(option: Option, word: str) -> bool:
    """Go by the label; a value is asked only where there is no label, for forms keep it in English or as a number."""
    said = normal(option.label) or normal(option.value)
    return said in _phrases(word) or any(said.startswith(f"{phrase} ") for phrase in _phrases(word))


def _names_objection(option: Option) -> bool:
    said = normal(option.label)
    others = _phrases("third_party_option") | _phrases("other_option")
    return _holds(said, _phrases("ai_objection_option")) and not _holds(said, others)


def _holds(text: str, phrases: frozenset[str]) -> bool:
    return any(f" {phrase} " in f" {text} " or (not phrase.isascii() and phrase in text) for phrase in phrases)


@cache
def _phrases(name: str) -> frozenset[str]:
    """Return the phrases of that name in all languages together, comparable."""
    entries = (json.loads(text(language)) for language in languages())
    return frozenset(normal(phrase) for entry in entries for phrase in entry.get(name) or entry["words"].get(name, []))
