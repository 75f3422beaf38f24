"""Which choice says yes, this is an objection to one's own information being used for AI."""

import json
from functools import cache

from objector.page.lexicon import languages, text
from objector.page.lexicon.normal import normal
from objector.page.look import Found, Option


def affirmative(found: Found) -> Option | None:
    """Return the one choice that says yes or names the person's own objection about AI; None when no choice or several do.

    A choice about third parties, or about a different objection, is never it.
    """
    plain = [option for option in found.options if _is_yes(option)]
    named = [option for option in found.options if _names_objection(option)]
    for candidates in (plain, named):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _is_yes(option: Option) -> bool:
    """Go by the label; a value is asked only where there is no label, for forms keep it in English or as a number."""
    said = normal(option.label) or normal(option.value)
    return said in _phrases("yes") or any(said.startswith(f"{word} ") for word in _phrases("yes"))


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
