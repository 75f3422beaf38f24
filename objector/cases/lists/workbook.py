"""Lists as an Excel workbook, read within bounds: a small file can unpack to more than a machine holds."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl.reader.excel import ExcelReader

from objector.cases.lists.columns import count_known
from objector.cases.lists.grid import as_table, heading_row
from objector.cases.lists.problems import Complaints, ListProblemsError
from objector.cases.lists.table import MOST_COLUMNS, Row, Table, unusable

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook of Excel 97 begins, or one with a password ([MS-CFB], section 2.2)."""

LARGEST_UNPACKED = 100_000_000
"""Bytes that all parts of a workbook may have; lists of twenty thousand accounts have about ten million."""

MOST_PARTS = 5_000
MOST_CELLS = 5_000_000
MOST_LINES = 1_048_576
"""Rows of a sheet in Excel."""

_MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7}))"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s[^>]*hidden="(?:1|true)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet that is not hidden: its filled rows, and its part of the file as it is written there."""

    title: str
    rows: tuple[Row, ...]
    source: bytes


def read_workbook(file: Path, data: bytes) -> Table:
    """Read the one sheet of a workbook that holds a list; raises ListProblemsError."""
    if data.startswith(OLD_OR_LOCKED):
        raise unusable(file, "It is a workbook of Excel 97, or has a password. Save it as “Excel workbook (.xlsx)”, without one.")
    _check_unpacked(file, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out: drawings, data validation
            sheets = _sheets(file, data)
    except ListProblemsError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl promises nothing about files that are broken
        raise _broken(file, error) from None
    sheet = _the_one(file, sheets)
    table = as_table(file, sheet.rows, _note_of_hidden(sheet))
    complaints = Complaints(file, table.problems)
    _complain_of_merged(sheet, table.heading_line, complaints)
    return replace(table, problems=tuple(complaints))


def _check_unpacked(file: Path, data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(file, error) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        limit = f"{LARGEST_UNPACKED // 1_000_000} MB"
        raise unusable(file, f"It unpacks to more than {limit}. Copy the list alone into a new workbook, or save it as CSV.")


def _sheets(file: Path, data: bytes) -> list[Sheet]:
    values, formulas = _opened(data, values=True), _opened(data, values=False)
    parts = {sheet.name: rel.target for sheet, rel in values.parser.find_sheets()}
    found = []
    for worksheet in values.wb.worksheets:
        if worksheet.sheet_state == "visible" and worksheet.title in parts:
            source = values.archive.read(parts[worksheet.title])
            written = formulas.wb[worksheet.title] if _FORMULA.search(source) else None
            found.append(Sheet(title=worksheet.title, rows=tuple(_rows(file, worksheet, written)), source=source))
    return found


def _opened(data: bytes, *, values: bool) -> ExcelReader:
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=values, keep_links=False)
    reader.read()
    return reader


def _rows(file: Path, worksheet: Any, written: Any) -> Iterator[Row]:  # noqa: ANN401 - read-only sheets are in no stub
    """Yield the filled rows; where a formula's result was never stored, the formula itself."""
    results = dict(_lines(file, worksheet))
    formulas = dict(_lines(file, written)) if written else results
    for number, told in formulas.items():
        cells = zip_longest(results.get(number, ()), told)
        yield Row(number, tuple(_text(formula if value is None else value) for value, formula in cells))


def _lines(file: Path, worksheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401 - same
    worksheet.reset_dimensions()  # which the file may tell wrongly
    seen = 0
    for number, cells in enumerate(worksheet.iter_rows(values_only=True), start=1):
        seen += len(cells)
        if number > MOST_LINES or seen > MOST_CELLS:
            raise unusable(file, f"Its sheet “{worksheet.title}” is too large. Copy the list alone into a new workbook.")
        if any(cell is not None for cell in cells):
            yield number, cells[: MOST_COLUMNS + 1]


def _text(value: object) -> str:
    """Return a cell as a person reads it: whole numbers without a fraction, dates as ISO 8601."""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _the_one(file: Path, sheets: list[Sheet]) -> Sheet:
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise unusable(
            file, "It is empty, or all its sheets are hidden. “objector batch --template accounts.xlsx” writes a list."
        )
    lists = [sheet for sheet in filled if count_known(heading_row(sheet.rows).cells) > 1]
    if len(lists) > 1:
        names = ", ".join(f"“{sheet.title}”" for sheet in lists)
        raise unusable(
            file, f"Several of its sheets hold lists: {names}. Keep one, and save the others as workbooks of their own."
        )
    return (lists or filled)[0]


def _complain_of_merged(sheet: Sheet, heading_line: int, complaints: Complaints) -> None:
    for cells, first, last in _MERGED.findall(sheet.source):
        if int(last) > heading_line:
            words = f"The cells {cells.decode()} are merged, so that all but the first are empty. Unmerge them and fill in each."
            complaints.add(words, line=int(first))


def _note_of_hidden(sheet: Sheet) -> list[str]:
    hidden = len(_HIDDEN.findall(sheet.source))
    return [f"{hidden} hidden row{'s are' if hidden > 1 else ' is'} read like the others."] if hidden else []


def _broken(file: Path, error: Exception) -> ListProblemsError:
    return unusable(file, f"It is no workbook that can be read ({type(error).__name__}). Open it in Excel and save it again.")
