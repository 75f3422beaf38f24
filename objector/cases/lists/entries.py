"""What a list says of each account, under one name whatever its columns are called, every cell cleaned and checked."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from objector.cases.lists.columns import recognised, unknown
from objector.cases.lists.plain_secrets import complain_of_secrets, is_secret_heading
from objector.cases.lists.problems import Complaints
from objector.cases.lists.table import Row, Table

FREE_TEXTS = frozenset({"reason", "additional", "prompt"})
"""What a person says in their own words, line breaks included."""

LONGEST = 300
LONGEST_FREE_TEXT = 5_000
"""Characters of a cell that are looked at; an address has 254 at most (RFC 5321, erratum 1690), a reason 500."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_FAILED = re.compile(r"#(REF|N/A|NAME|VALUE|WERT|BEZUG|NV|NOM|VALEUR|DIV/0|NUM|ZAHL|NULL|NOMBRE)[!?]?")


Column = tuple[str, int, str]
"""What it says, its place, and its heading."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One account as the list tells it.

    ``values`` has no empty ones; ``headings`` says how the file calls each column; ``spoiled`` are the columns whose cell was
    complained of, and has no value.
    """

    line: int
    values: Mapping[str, str]
    headings: Mapping[str, str]
    spoiled: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def entries(table: Table, complaints: Complaints) -> list[Entry]:
    """Return what the table says, and complain of headings, secrets, and cells that can't be anything."""
    places = recognised(table, complaints)
    secret = complain_of_secrets(table, complaints)
    reading = [(name, place, table.headings[place]) for name, place in places.items()]
    return [
        _entry(row, reading, {place for _, place, _ in reading if (number, place) in secret}, complaints)
        for number, row in enumerate(table.rows)
    ]


def note_of_ignored(table: Table) -> list[str]:
    """Return a sentence that names the columns which are not used, if there are any."""
    ignored = [f"“{heading}”" for heading in unknown(table.headings) if not is_secret_heading(heading)]
    return [f"Not used: column{'s' if len(ignored) > 1 else ''} {', '.join(ignored)}."] if ignored else []


def _entry(row: Row, columns: Sequence[Column], secret: Container[int], complaints: Complaints) -> Entry:
    values, spoiled = {}, set()
    for name, place, heading in columns:
        value = _cleaned(name, row.cells[place])
        if place in secret:
            spoiled.add(name)
        elif wrong := _wrong_with(name, value):
            complaints.add(wrong, line=row.line, column=heading, value=value)
            spoiled.add(name)
        elif value:
            values[name] = value
    headings = {name: heading for name, _, heading in columns}
    return Entry(line=row.line, values=values, headings=headings, spoiled=frozenset(spoiled))


def _cleaned(name: str, cell: str) -> str:
    """Return the value in composed letters, without what copying from web pages leaves around it."""
    text = unicodedata.normalize("NFC", cell)
    if name in FREE_TEXTS:
        return text.strip().strip("\ufeff")
    return re.sub(r"[^\S\n]+", " ", _INVISIBLE.sub("", text)).strip()


def _wrong_with(name: str, value: str) -> str:
    longest = LONGEST_FREE_TEXT if name in FREE_TEXTS else LONGEST
    if len(value) > longest:
        return f"holds {len(value):,} characters, and {longest:,} are the most. Shorten it."
    if _CONTROL.search(value):
        return "holds characters that are none (damaged, or control characters). Type it anew."
    if value.startswith("="):
        return "is a formula whose result the file doesn’t hold. Put the value itself there."
    if _FAILED.fullmatch(value):
        return f"is a formula that failed ({value}). Put the value itself there."
    return ""
