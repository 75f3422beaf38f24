"""Lists as CSV, in the dialects that spreadsheets of any country write."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from objector.cases.lists.columns import count_known
from objector.cases.lists.encoding import UnclearEncodingError, decoded
from objector.cases.lists.grid import as_table, heading_row
from objector.cases.lists.table import MOST_ROWS, Row, Table, unusable

SEPARATORS = (",", ";", "\t")

_DECLARED = "sep="
"""How Excel lets a file name its separator, in a first line of its own."""

csv.field_size_limit(1_000_000)


def read_delimited(file: Path, data: bytes) -> Table:
    """Read CSV; raises ListProblemsError."""
    try:
        text, encoding = decoded(data)
    except UnclearEncodingError as error:
        raise unusable(file, str(error)) from None
    separator = _separator(text)
    rows = list(_rows(file, text, separator))
    return as_table(file, rows, _note(text) if encoding == "Windows-1252" else [])


def _separator(text: str) -> str:
    """Return the separator that makes most known headings, or most cells, of the first lines."""
    first = text.split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith(_DECLARED) and first[len(_DECLARED) :] in SEPARATORS:
        return first[len(_DECLARED) :]
    return max(SEPARATORS, key=lambda separator: _headings_with(text, separator))


def _headings_with(text: str, separator: str) -> tuple[int, int]:
    start = text[:20_000].splitlines()[:20]
    rows = [Row(0, tuple(cells)) for cells in csv.reader(start, delimiter=separator) if cells]
    return (count_known(heading_row(rows).cells), sum(len(row.cells) for row in rows)) if rows else (0, 0)


def _rows(file: Path, text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    line = 1
    try:
        for count, cells in enumerate(reader):
            if not (count == 0 and _is_declaration(cells, separator)):
                yield Row(line, tuple(cells))
            if count > MOST_ROWS * 2:
                raise unusable(file, f"It has more than {MOST_ROWS:,} rows. Split it into several lists.")
            line = reader.line_num + 1
    except csv.Error as error:
        raise unusable(
            file, f"The quotation marks from here on don’t match ({error}). Correct them, or export again.", line
        ) from None


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends, which a value in quotation marks keeps; unlike str.splitlines only real ones."""
    yield from (line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _is_declaration(cells: list[str], separator: str) -> bool:
    return separator.join(cells).strip().lower().startswith(_DECLARED)


def _note(text: str) -> list[str]:
    """Return a sentence with a word that shows whether the encoding was understood."""
    word = next((word for word in re.findall(r"\w+", text) if not word.isascii()), "")
    return [f"Read as Windows-1252, which says “{word[:40]}”. If that looks wrong, save the list as “CSV UTF-8”."]
