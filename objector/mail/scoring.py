"""How much a mail itself calls each of its numbers the code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from objector.mail.mail import Mail
from objector.mail.numbers import Number, is_date, is_year, numbers
from objector.mail.segments import segments
from objector.mail.words import Name, names, says_code

CALLED = 4.0
"""“Your code is 123456”, “123456 is your code”: only a few words are between them."""

FAR = 2.0
"""The same sentence speaks of a code, but further away."""

BESIDE = 3.0
"""The same sentence calls another number the code: “your code is 123456 or 654321”."""

ALONE = 2.0
"""The number is all there is in its piece …"""

ANNOUNCED = 2.0
"""… and the piece above, or else the one below, speaks of a code."""

SEVERAL_PARTS = 0.5
"""For each further part of the mail (subject, text, HTML) that calls it the code."""

CALLED_OTHERWISE = -4.0
"""“Order 123456”."""

LOOKS_OTHERWISE = -3.0
"""A year or a date."""

MOST_NUMBERS = 20
"""A piece with more numbers is a table, and none of them is looked at."""

NEAR = 30
"""Characters between a word and the code that it names, at most."""

NEAR_OTHER = 20
"""Characters between a word and the other number that it names, at most; after the number a fifth of it."""

SENTENCE = re.compile(r"(?:[^.!?;。！？；]|[.!?;](?!\s))+")


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A number of a mail and how much the mail calls it the code."""

    number: Number
    score: float


def rank(mail: Mail, least: int, most: int) -> list[Scored]:
    """Return the numbers of ``least`` to ``most`` digits in a mail, the likeliest code first, each once."""
    best: dict[str, Scored] = {}
    for part in segments(mail):
        for digits, scored in _best_of(_scored(part, least, most)).items():
            best[digits] = _combine(best.get(digits), scored)
    return sorted(best.values(), key=lambda scored: -scored.score)


def _combine(known: Scored | None, new: Scored) -> Scored:
    if not known:
        return new
    better = max(known, new, key=lambda scored: scored.score)
    agree = min(known.score, new.score) > 0
    return replace(better, score=better.score + SEVERAL_PARTS) if agree else better


def _best_of(part: Iterator[Scored]) -> dict[str, Scored]:
    best: dict[str, Scored] = {}
    for scored in part:
        known = best.get(scored.number.digits)
        if not known or scored.score > known.score:
            best[scored.number.digits] = scored
    return best


def _scored(pieces: list[str], least: int, most: int) -> Iterator[Scored]:
    above = ""
    for index, piece in enumerate(pieces):
        found = list(islice(numbers(piece, least, most), MOST_NUMBERS + 1))
        if len(found) > MOST_NUMBERS:
            continue
        if len(found) == 1 and not _words(piece, found[0]):
            below = next(iter(pieces[index + 1 :]), "")
            yield Scored(number=found[0], score=ALONE + _announced(above, below) + _looks(found[0]))
            continue
        above = piece
        for number, called in _called(piece, found):
            yield Scored(number=number, score=called + _looks(number))


def _words(piece: str, number: Number) -> str:
    return re.sub(r"[\W_]", "", piece[: number.start] + piece[number.end :])


def _announced(above: str, below: str) -> float:
    said = says_code(above)
    if said is None:
        said = says_code(below) or None
    return 0.0 if said is None else ANNOUNCED if said else CALLED_OTHERWISE


def _looks(number: Number) -> float:
    return LOOKS_OTHERWISE if is_year(number.digits) or is_date(number.digits, number.verbatim) else 0.0


def _called(piece: str, found: list[Number]) -> Iterator[tuple[Number, float]]:
    """Yield the numbers of a piece with what its sentences call them."""
    if not found:
        return
    for sentence in SENTENCE.finditer(piece):
        inside = [number for number in found if sentence.start() <= number.start < sentence.end()]
        if inside:
            yield from _called_in_sentence(inside, [_moved(name, sentence.start()) for name in names(sentence.group())])


def _moved(name: Name, by: int) -> Name:
    return replace(name, start=name.start + by, end=name.end + by)


def _called_in_sentence(inside: list[Number], named: list[Name]) -> Iterator[tuple[Number, float]]:
    given = _give_names(inside, named)
    some_code = any(name.is_code for name in named)
    for number in inside:
        if number not in given:
            yield number, BESIDE if some_code else 0.0
        elif not given[number].is_code:
            yield number, CALLED_OTHERWISE
        else:
            yield number, CALLED if _gap(given[number], number) <= NEAR else FAR


def _give_names(inside: list[Number], named: list[Name]) -> dict[Number, Name]:
    """Each word names the one number that is nearest to it and not yet named by a nearer one."""
    given: dict[Number, Name] = {}
    pairs = [(_gap(name, number), name, number) for name in named for number in inside if _can_name(name, number)]
    for _, name, number in sorted(pairs, key=lambda pair: pair[0]):
        if number not in given and name not in given.values():
            given[number] = name
    return given


def _can_name(name: Name, number: Number) -> bool:
    return name.is_code or _gap(name, number) <= (NEAR_OTHER if name.end <= number.start else NEAR_OTHER / 5)


def _gap(name: Name, number: Number) -> int:
    return number.start - name.end if name.end <= number.start else name.start - number.end
