"""Lists as JSON or TOML: accounts under their names for things, one after the other."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from objector.cases.lists.encoding import UnclearEncodingError, decoded
from objector.cases.lists.table import Row, Table, check_size, unusable

KEY = "accounts"
"""Under which key a document may hold its list; “account” does as well."""

SHAPE = "A list of accounts is expected, alone or under the key “accounts”, each with keys such as platform, email and country."

_OPENING = re.compile(r'\A\s*\[|"accounts?"\s*:\s*\[')
_FILLED = re.compile(r"[^\s,]")
_TOML_HEADING = re.compile(r"^[ \t]*\[\[\s*[\w\"']+\s*\]\]", re.MULTILINE)

Pairs = list[tuple[str, Any]]


def read_json(file: Path, data: bytes) -> Table:
    """Read JSON: a list of objects, alone or under the key “accounts”; raises ListProblemsError."""
    text = _text(file, data)
    try:
        document = json.loads(text, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        raise unusable(file, f"It is no JSON: {error.msg}, at column {error.colno}. Correct it.", error.lineno) from None
    except (RecursionError, ValueError) as error:
        raise unusable(file, f"It is no JSON that can be read ({type(error).__name__}). {SHAPE}") from None
    found = _listed(dict(document) if isinstance(document, _Object) else document)
    return _table(file, found, _lines_of_json(text, found))


def read_toml(file: Path, data: bytes) -> Table:
    """Read TOML: one ``[[accounts]]`` for each; raises ListProblemsError."""
    text = _text(file, data)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        raise unusable(file, f"It is no TOML: {error}. Correct it.", int(at[1]) if at else None) from None
    except (RecursionError, ValueError) as error:
        raise unusable(file, f"It is no TOML that can be read ({type(error).__name__}). {SHAPE}") from None
    found = _listed(document)
    lines = [text.count("\n", 0, match.end()) + 1 for match in _TOML_HEADING.finditer(text)]
    return _table(file, found, lines)


class _Object(Pairs):
    """A JSON object with all its pairs, those whose key is there twice included."""


def _text(file: Path, data: bytes) -> str:
    try:
        return decoded(data)[0]
    except UnclearEncodingError as error:
        raise unusable(file, str(error)) from None


def _listed(document: object) -> list[Any]:
    if isinstance(document, dict):
        lists = [document[key] for key in (KEY, "account") if key in document]
        document = lists[0] if len(lists) == 1 else None
    return document if isinstance(document, list) and not isinstance(document, _Object) else []


def _table(file: Path, found: Sequence[Any], lines: Sequence[int]) -> Table:
    """Return the table, whose headings are all keys in the order of their first use."""
    if not found:
        raise unusable(file, f"It holds no accounts. {SHAPE}")
    told = lines if len(lines) == len(found) else [0] * len(found)
    rows = [_flat(file, line, entry) for line, entry in zip(told, found, strict=True)]
    headings = tuple(dict.fromkeys(key for row in rows for key in row))
    check_size(file, len(rows), len(headings))
    return Table(
        file=file,
        headings=headings,
        heading_line=told[0],
        rows=tuple(Row(line, tuple(row.get(key, "") for key in headings)) for line, row in zip(told, rows, strict=True)),
    )


def _flat(file: Path, line: int, entry: object) -> dict[str, str]:
    """Return the entry's values by key, those of a nested “details” among them."""
    if not isinstance(entry, dict | _Object):
        raise unusable(
            file, f"An account is expected here, with keys such as platform, email and country; found {_kind(entry)}.", line
        )
    flat: dict[str, str] = {}
    for key, value in _pairs(entry):
        if key in flat:
            raise unusable(file, f"The key “{key[:60]}” is there twice. Keep one of them.", line)
        flat[key] = _plain(file, line, key, value)
    return flat


def _pairs(entry: "dict[str, Any] | _Object") -> Iterator[tuple[str, Any]]:
    for key, value in entry.items() if isinstance(entry, dict) else entry:
        if key == "details" and isinstance(value, dict | _Object):
            yield from _pairs(value)
        else:
            yield key, value


def _plain(file: Path, line: int, key: str, value: object) -> str:
    if isinstance(value, list | dict):
        raise unusable(file, f"The key “{key[:60]}” holds {_kind(value)}. Give one text.", line)
    return "" if value is None else str(value)


def _kind(value: object) -> str:
    if isinstance(value, dict | _Object):
        return "keys and values"
    return "a list" if isinstance(value, list) else f"“{str(value)[:40]}”"


def _lines_of_json(text: str, entries: list[Any]) -> list[int]:
    """Return the lines in which the entries begin, or none where they can't be told."""
    decoder = json.JSONDecoder(object_pairs_hook=_Object)
    opening = _OPENING.search(text)
    place = opening.end() if opening else 0
    line, lines = 1 + text.count("\n", 0, place), []
    for entry in entries:
        start = next(match.start() for match in _FILLED.finditer(text, place))
        line += text.count("\n", place, start)
        lines.append(line)
        try:
            found, place = decoder.raw_decode(text, start)
        except ValueError:
            return []
        if found != entry:
            return []
        line += text.count("\n", start, place)
    return lines
