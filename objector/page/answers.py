"""What a form is told: which answer belongs to which control, and whether the control holds it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from objector.cases.countries import country_codes, country_name, country_names, shows_country
from objector.page.lexicon.choices import affirmative
from objector.page.lexicon.meanings import ELSEWHERE, Meaning
from objector.page.look import Found, Kind, Look, Option, Role
from objector.page.options import option_named, plain

YES = "yes"
"""The answer to whether the request is about AI, and to whether what was given is true."""

ALSO = {Kind.EMAIL: (Kind.EMAIL, Kind.EMAIL_CONFIRM)}
"""Kinds that one answer serves together."""


@dataclass(kw_only=True)
class Answer:
    """An answer and whether the form has taken it.

    ``text`` is what is typed; for a country its ISO 3166-1 alpha-2 code, for a file its path. ``words`` are the form's own, of
    what was ticked or chosen.
    """

    kind: Kind
    text: str
    given: bool = False
    words: str = ""
    by_hand: bool = False

    @property
    def name(self) -> str:
        """What is answered, in a word."""
        return self.kind.value

    @property
    def shown(self) -> str:
        """The answer as a person reads it."""
        if self.by_hand:
            return "as you filled it in"
        if self.kind is Kind.EVIDENCE_FILE:
            return Path(self.text).name
        return country_name(self.text) if self.kind is Kind.COUNTRY else self.words or self.text

    @property
    def typed(self) -> str:
        """What of it reaches the site as it is; empty where something is chosen instead."""
        return self.text

    def fits(self, found: Found) -> bool:
        """Tell whether this control asks for this answer for sure."""
        return found.filled and self.asked_by(found)

    def asked_by(self, found: Found) -> bool:
        """Tell whether this control asks for this answer more likely than for any other."""
        if found.beside or found.kind not in ALSO.get(self.kind, (self.kind,)):
            return False
        if found.role is Role.SELECT and self.kind is Kind.ABOUT_AI:
            return found.required or affirmative(found.options) is not None
        return found.role is not Role.SELECT or self.kind is Kind.COUNTRY

    def held_by(self, found: Found, *languages: str) -> bool:
        """Tell whether the control holds the answer already."""
        if self.kind is Kind.COUNTRY:
            return _holds_country(found, self.text, *languages)
        if found.role is Role.RADIO or (self.kind is Kind.ABOUT_AI and found.role is Role.SELECT):
            wanted = affirmative(found.options)
            return wanted is not None and wanted.checked
        if self.kind is Kind.ABOUT_AI and found.role is Role.COMBOBOX:
            return affirmative([Option(label=found.value, value=found.value)]) is not None
        if found.role is Role.CHECKBOX:
            return bool(found.value)
        if found.role is Role.FILE:
            # A page is told the file's name alone, after a path that the browser makes up.
            return found.value.replace("\\", "/").rpartition("/")[2] == self.shown
        return plain(found.value) == plain(self.text)


@dataclass(kw_only=True)
class Choice(Answer):
    """An answer that is one of several choices, known by what it means; ``question`` says in a word what is chosen.

    ``where`` is the selector of the control in which it was taken, ``without`` are those of lists that turned out to hold no
    such choice.
    """

    question: str
    meaning: Meaning
    words: str = ""
    where: str = ""
    without: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What is chosen, in a word."""
        return self.question

    @property
    def typed(self) -> str:
        """Nothing: a choice isn't typed."""
        return ""

    def fits(self, found: Found) -> bool:
        """Tell whether exactly one choice of this control means it; a list that isn't open may hold it."""
        if not is_open_question(found):
            return False
        if found.role is Role.COMBOBOX:
            return found.selector == self.where or not (self.where or found.selector in self.without)
        return self.option(found) is not None

    def asked_by(self, found: Found) -> bool:
        """Tell whether this control asks for it."""
        return self.fits(found)

    def option(self, found: Found) -> Option | None:
        """Return the choice that means it."""
        return self.meaning.among(found.options)

    def held_by(self, found: Found, *languages: str) -> bool:  # noqa: ARG002 - as for every answer
        """Tell whether it is chosen already."""
        if found.role is Role.COMBOBOX:
            return self.meaning.told_by(found.value)
        wanted = self.option(found)
        return wanted is not None and (wanted.checked if found.role is Role.RADIO else wanted.value == found.value)


def is_open_question(found: Found) -> bool:
    """Tell whether a control has choices and isn't known to be about something that is answered otherwise."""
    return found.role in {Role.RADIO, Role.SELECT, Role.COMBOBOX} and found.kind in {Kind.OTHER, Kind.ABOUT_AI, Kind.REASON}


def answers_to(given: Mapping[str, str | Meaning]) -> list[Answer]:
    """Return the answers: texts by the kind of control that they go into, meanings by a word for what is chosen."""
    return [_answer(name, value) for name, value in given.items() if value]


def _answer(name: str, value: str | Meaning) -> Answer:
    if isinstance(value, Meaning):
        return Choice(kind=Kind.OTHER, text=value.what, question=name, meaning=value)
    return Answer(kind=Kind(name), text=value)


@cache
def names(code: str, *languages: str) -> tuple[str, ...]:
    """Return all the ways a page in these languages may write the country, in the first one first, its ISO codes last."""
    return (*country_names(code, languages), *country_codes(code))


def country_among(options: Sequence[Option], code: str, *languages: str) -> Option | None:
    """Return the choice that is the country; where none shows it, the only one that stands for all others, or None."""
    if any(shows_country(option.label, code, *languages) for option in options):
        return option_named(options, names(code, *languages))
    return option_named(options, names(code, *languages)) or ELSEWHERE.among(options)


def left_over(answers: Sequence[Answer]) -> list[Answer]:
    """Return the texts that no field has taken; one whose words all went into other fields, such as a full name, is none."""
    taken = {word for answer in answers if answer.given for word in answer.typed.split()}
    typed = (answer for answer in answers if not answer.given and answer.typed not in {"", YES})
    return [answer for answer in typed if not taken.issuperset(answer.typed.split())]


def left_unset(look: Look, answers: Sequence[Answer]) -> list[tuple[Answer, Found]]:
    """Return what would have been chosen and wasn't, each with the control that is left as it is."""
    chosen = [answer for answer in answers if answer.text == YES and not answer.given]
    return [(answer, found) for answer in chosen for found in look.found if found.kind is answer.kind]


def next_open(look: Look, answers: Sequence[Answer]) -> tuple[Found, Answer] | None:
    """Return the first control, in the page's order, that asks for one of the answers and doesn't hold it yet.

    Choices that aren't made yet come before everything else: they reveal what is asked at all.
    """
    chosen_first = [answer for answer in answers if isinstance(answer, Choice) and not answer.given]
    return _first_open(look, chosen_first) or _first_open(look, answers)


def _first_open(look: Look, answers: Sequence[Answer]) -> tuple[Found, Answer] | None:
    for found in look.found:
        for answer in answers:
            if answer.fits(found):
                if not (answer.held_by(found, *look.languages) or _is_uploaded(answer, found, look)):
                    return found, answer
                answer.given = True
    return None


def _is_uploaded(answer: Answer, found: Found, look: Look) -> bool:
    """Tell whether the page names the file: many take it out of the control again and list it beside."""
    return found.role is Role.FILE and answer.shown in look.text


def _holds_country(found: Found, code: str, *languages: str) -> bool:
    if found.role is Role.RADIO:
        wanted = country_among(found.options, code, *languages)
        return wanted is not None and wanted.checked
    if found.role is Role.SELECT:
        option = option_named(found.options, names(code, *languages))
        return option is not None and option.value == found.value
    return found.value in country_codes(code) or shows_country(found.value, code, *languages)
