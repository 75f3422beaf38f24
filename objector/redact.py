"""Blotting known secrets out of text, however they are written there."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import unquote

BLOT = "•••"

SHORTEST_IN_BASE64 = 4
"""Bytes: what is shorter leaves too few characters of its own to be told from chance."""

NOTHING = "(?!)"
"""A pattern that matches nowhere."""

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_GAP = re.compile(r"[\s+-]")
"""What may stand between the characters of a code or seed when it is written for people, or for a space in a form's body."""


class Redactor:
    """Blots out every registered secret: as it is, in groups, in any case, percent-encoded, escaped, or in base64.

    Secrets are kept in memory only and don't appear in its repr. An empty secret is no secret. ``common`` knows those that are
    everybody's, and is told of these, too: one account's code is any number in the evidence of another, and looking for those of
    a thousand accounts in all that is kept of each would take longer than filing.
    """

    def __init__(self, common: "Redactor | None" = None) -> None:
        self._common = common
        self._secrets: dict[str, _Secret] = {}
        self._others: dict[str, _Secret] = {}

    def register(self, secret: str) -> None:
        """From now on blot out this secret."""
        if secret:
            self._secrets[secret] = _Secret(secret)
            if self._common:
                self._common._others[secret] = self._secrets[secret]  # noqa: SLF001 - one of its own kind

    def __call__(self, text: str) -> str:
        """Return the text with ``•••`` in the place of every registered secret."""
        squeezed = (_squeezed(text), _squeezed(unquote(text, errors="surrogateescape")))
        common = self._common._secrets if self._common else {}  # noqa: SLF001 - one of its own kind
        known = {**common, **self._others, **self._secrets}
        present = [secret for secret in known.values() if secret.may_be_in(text, squeezed)]
        if not present:
            return text
        readings = [_Reading.plain(text), *([_Reading.unquoted(text)] if "%" in text else [])]
        return _blot(text, [span for secret in present for span in secret.spans(text, readings)])


@dataclass(frozen=True)
class _Reading:
    """A way to read a text: its characters without gaps and case, and the place in the text that each came from."""

    characters: str
    places: tuple[tuple[int, int], ...]

    @classmethod
    def plain(cls, text: str) -> "_Reading":
        return cls._of((character, place, place + 1) for place, character in enumerate(text))

    @classmethod
    def unquoted(cls, text: str) -> "_Reading":
        return cls._of(_unquoted(text))

    @classmethod
    def _of(cls, characters: "Iterator[tuple[str, int, int]]") -> "_Reading":
        kept = [
            (small, (start, end))
            for character, start, end in characters
            if not _GAP.match(character)
            for small in character.lower()
        ]
        return cls("".join(small for small, _ in kept), tuple(place for _, place in kept))

    def spans(self, needle: str) -> Iterator[tuple[int, int]]:
        """Yield where in the text the needle stands."""
        start = self.characters.find(needle)
        while start != -1:
            yield self.places[start][0], self.places[start + len(needle) - 1][1]
            start = self.characters.find(needle, start + 1)


class _Secret:
    """One secret, and what to look for to find it."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def may_be_in(self, text: str, squeezed: tuple[str, str]) -> bool:
        """Tell quickly whether a closer reading is worth it: most texts hold no secret."""
        return any(needle in each for needle in self._needles for each in squeezed) or bool(self._encoded.search(text))

    def spans(self, text: str, readings: list[_Reading]) -> Iterator[tuple[int, int]]:
        for needle in self._needles:
            for reading in readings:
                yield from reading.spans(needle)
        for match in self._encoded.finditer(text):
            yield match.span()

    @cached_property
    def _needles(self) -> set[str]:
        """The secret as it is and as Python, JSON and HTML escape it, read as texts are read."""
        forms = [self._secret, *_in_python(self._secret), json.dumps(self._secret)[1:-1], escape(self._secret)]
        return {needle for form in forms if (needle := _Reading.plain(form).characters)}

    @cached_property
    def _encoded(self) -> re.Pattern[str]:
        """The secret within base64, at each of the three places where its first byte can fall; or itself, if it is all gaps."""
        data = self._secret.encode(errors="surrogatepass")
        forms = [_in_base64(data, before) for before in range(3)] if len(data) >= SHORTEST_IN_BASE64 else []
        itself = [] if self._needles else [re.escape(self._secret)]
        return re.compile("|".join([*forms, *itself]) or NOTHING)


def _in_python(secret: str) -> Iterator[str]:
    """Yield the secret as it stands in the repr of a text or of bytes, which escape quotes or don't."""
    for quoted in (repr(f"{secret}\"'"), ascii(f"{secret}\"'"), repr(f"{secret}\"'".encode(errors="surrogatepass"))[1:]):
        body = quoted[1:-4]
        yield body
        yield body.replace("\\'", "'")


def _squeezed(text: str) -> str:
    # Letter by letter, as readings are made: a whole word may be lowered otherwise (a final sigma).
    return "".join(map(str.lower, _GAP.sub("", text)))


def _in_base64(data: bytes, before: int) -> str:
    """Return the pattern of the data in base64 with so many bytes before it; characters shared with neighbours are free."""
    encoded = b64encode(bytes(before) + data).decode().rstrip("=")
    first = -(-before * 8 // 6)
    last = (before + len(data)) * 8 // 6
    core = re.escape(encoded[first:last]).replace(r"\+", "[+-]").replace("/", "[/_]")
    return f"[A-Za-z0-9+/_-]?{core}[A-Za-z0-9+/_-]?={{0,2}}"


def _unquoted(text: str) -> Iterator[tuple[str, int, int]]:
    place = 0
    for run in _PERCENT.finditer(text):
        yield from ((text[index], index, index + 1) for index in range(place, run.start()))
        place = run.start()
        for character in bytes.fromhex(run[0].replace("%", "")).decode(errors="surrogateescape"):
            end = place + 3 * len(character.encode(errors="surrogateescape"))
            yield character, place, end
            place = end
    yield from ((text[index], index, index + 1) for index in range(place, len(text)))


def _blot(text: str, spans: list[tuple[int, int]]) -> str:
    blotted, place = [], 0
    for start, end in sorted(spans):
        if start >= place:
            blotted += [text[place:start], BLOT]
        place = max(place, end)
    return "".join([*blotted, text[place:]])
