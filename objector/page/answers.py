"""What a form is told: which answer belongs to which control, and whether the control holds it already."""

from collections.abc import Sequence
from dataclasses import dataclass

from objector.cases.countries import country_name, country_names, shows_country
from objector.page.controls import option_named, plain
from objector.page.lexicon.choices import affirmative
from objector.page.look import Found, Kind, Look, Role

YES = "yes"
"""The answer to whether the request is about AI."""

ALSO = {Kind.EMAIL: (Kind.EMAIL, Kind.EMAIL_CONFIRM)}
"""Kinds that one answer serves together."""


@dataclass(kw_only=True)
class Answer:
    """An answer and whether the form has taken it. ``text`` is what is typed; for a country its ISO 3166-1 alpha-2 code."""

    kind: Kind
    text: str
    given: bool = False

    @property
    def shown(self) -> str:
        """The answer as a person reads it."""
        return country_name(self.text) if self.kind is Kind.COUNTRY else self.text

    def fits(self, found: Found) -> bool:
        """Tell whether this control asks for this answer for sure."""
        return found.filled and self.asked_by(found)

    def asked_by(self, found: Found) -> bool:
        """Tell whether this control asks for this answer more likely than for any other."""
        return found.kind in ALSO.get(self.kind, (self.kind,))

    def held_by(self, found: Found, language: str) -> bool:
        """Tell whether the control holds the answer already."""
        if found.role is Role.RADIO:
            wanted = affirmative(found)
            return wanted is not None and wanted.checked
        if self.kind is not Kind.COUNTRY:
            return plain(found.value) == plain(self.text)
        return _holds_country(found, self.text, language)


def names(code: str, language: str) -> tuple[str, ...]:
    """Return all the ways a page in this language may write the country, its ISO code last."""
    return (*country_names(code, (language,)), code)


def next_open(look: Look, answers: Sequence[Answer]) -> tuple[Found, Answer] | None:
    """Return the first control, in the page's order, that asks for one of the answers and doesn't hold it yet."""
    for found in look.found:
        for answer in answers:
            if answer.fits(found):
                if not answer.held_by(found, look.language):
                    return found, answer
                answer.given = True
    return None


def _holds_country(found: Found, code: str, language: str) -> bool:
    if found.role is Role.SELECT:
        option = option_named(found.options, names(code, language))
        return option is not None and option.value == found.value
    return shows_country(found.value, code, language)
