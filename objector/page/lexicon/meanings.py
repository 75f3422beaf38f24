"""What a choice among several means, told by its words in any language of the lexicon."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from objector.page.lexicon import languages, text
from objector.page.lexicon.normal import UNSPACED, WORD, normal
from objector.page.look import Option


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What is meant by a choice: ``what`` in words for the person, and by which words of it that is told.

    ``says`` and ``never`` are names of lists of words: one word of each list in ``says``, and none of those in ``never``.
    """

    what: str
    says: tuple[str, ...]
    never: tuple[str, ...] = ()

    def told_by(self, words: str) -> bool:
        """Tell whether these words mean this."""
        said = normal(words)
        return all(_pattern(name).search(said) for name in self.says) and not any(_pattern(n).search(said) for n in self.never)

    def among(self, options: Sequence[Option]) -> Option | None:
        """Return the one option that means this, by its label, else by its value; None when none does, or several do.

        Of several the one that says nothing else is it: “Facebook” beside “Facebook and Instagram”.
        """
        for read in (_label, _value):
            meaning = [option for option in options if self.told_by(read(option))]
            alone = [option for option in meaning if any(_pattern(name).fullmatch(normal(read(option))) for name in self.says)]
            if meaning:
                return next((found[0] for found in (meaning, alone) if len(found) == 1), None)
        return None


OBJECT = Meaning(what="to object", says=("objecting",), never=("third_party_option", "withdrawing"))
OBJECT_TO_THIRD_PARTIES = Meaning(
    what="to object to the use of information from third parties",
    says=("objecting", "third_party_option"),
    never=("other_option", "withdrawing"),
)
DIFFERENT_OBJECTION = Meaning(
    what="a different objection", says=("objecting", "other_option"), never=("third_party_option", "withdrawing")
)


ELSEWHERE = Meaning(what="another country", says=("elsewhere",))


def product(name: str) -> Meaning:
    """Return what the choice of this product means, a name of ``objector.cases.details.PRODUCTS``."""
    return Meaning(what=name, says=(f"products.{name}",))


MEANINGS = (OBJECT, OBJECT_TO_THIRD_PARTIES, DIFFERENT_OBJECTION)
"""What a choice of a form can mean that tells the form for one."""


def _label(option: Option) -> str:
    return option.label


def _value(option: Option) -> str:
    return option.value


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return what matches any word of the list, in all languages together."""
    words = {(normal(word), word.endswith("*")) for word in _words(name)}
    unspaced = {said for said, _ in words if re.search(UNSPACED, said)}
    whole, begun = ({said for said, open_end in words if open_end is goes_on} - unspaced for goes_on in (False, True))
    return re.compile(f"{_any(unspaced)}|(?<!{WORD})(?:{_any(whole)}|(?:{_any(begun)}){WORD}*)(?!{WORD})")


def _words(name: str) -> set[str]:
    data = json.loads(text("meanings"))
    if name.startswith("products."):
        return set(data["products"][name.removeprefix("products.")])
    if name in data:
        return {word for words in data[name].values() for word in words}
    return {word for language in languages() for word in json.loads(text(language))[name]}


def _any(words: set[str]) -> str:
    """Return a pattern of any of these words, the longest first; of none, one that never matches."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
