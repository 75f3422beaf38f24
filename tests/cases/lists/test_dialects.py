"""What is written as a list, in whatever dialect, is read back the same."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from objector.cases.lists.entries import FREE_TEXTS, entries
from objector.cases.lists.problems import Complaints, ListProblemsError
from objector.cases.lists.reading import read_table

LETTERS = "abcXYZ ÄöüßéèçñÅø0189.,;@'\"-_/|"
"""What stands in lists of European offices, and in every encoding; with all that a dialect has to quote."""

# A capital within a word is how Windows-1252 shows that it was misread, and is refused.
WORDS = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split()).capitalize()).filter(bool)
REASONS = st.text(LETTERS + "\n\t", min_size=1, max_size=80).map(lambda text: text.strip().capitalize()).filter(bool)
HEADINGS = {"platform": "Plattform", "email": "E-Mail", "country": "Pays", "client": "Kunde", "reason": "Motif", "name": "Cuenta"}
ROWS = st.lists(
    st.tuples(*(REASONS if name in FREE_TEXTS else WORDS for name in HEADINGS)).map(
        lambda values: dict(zip(HEADINGS, values, strict=True))
    ),
    min_size=1,
    max_size=5,
)


@st.composite
def dialects(draw: st.DrawFn) -> tuple[str, str, str, csv.Dialect]:
    """An ending, an encoding, an end of lines, and the rest of what a program that writes CSV can choose."""
    dialect = csv.excel()
    dialect.delimiter = draw(st.sampled_from(",;\t"))
    dialect.lineterminator = draw(st.sampled_from(["\r\n", "\n", "\r"]))
    # Before Python 3.13, the csv module left a line feed bare where lines end in a carriage return; spreadsheets don't.
    bare = [csv.QUOTE_MINIMAL] if dialect.lineterminator != "\r" else []
    dialect.quoting = draw(st.sampled_from([*bare, csv.QUOTE_ALL]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]))
    return draw(st.sampled_from([".csv", ".tsv", ".txt"])), encoding, draw(st.sampled_from(["", "sep="])), dialect


def written(rows: Sequence[dict[str, str]], dialect: csv.Dialect, declared: str) -> str:
    text = io.StringIO(newline="")
    if declared:
        text.write(f"{declared}{dialect.delimiter}{dialect.lineterminator}")
    csv.writer(text, dialect).writerows([[HEADINGS[name] for name in rows[0]], *(row.values() for row in rows)])
    return text.getvalue()


def read_back(path: Path) -> list[dict[str, str]]:
    table = read_table(path)
    complaints = Complaints(path, table.problems)
    told = entries(table, complaints)
    if complaints:
        raise ListProblemsError(complaints)
    return [dict(entry.values) for entry in told]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists") / "accounts"


@settings(max_examples=50)
@given(rows=ROWS, dialect=dialects(), order=st.permutations(list(HEADINGS)))
def test_csv_of_any_office_is_read_back(path: Path, rows: list[dict[str, str]], dialect: tuple, order: list[str]) -> None:
    suffix, encoding, declared, writing = dialect
    ordered = [{name: row[name] for name in order} for row in rows]
    file = path.with_suffix(suffix)
    file.write_bytes(written(ordered, writing, declared).encode(encoding))
    assert read_back(file) == rows


@settings(max_examples=12)
@given(rows=ROWS)
def test_workbooks_json_and_toml_are_read_back(path: Path, rows: list[dict[str, str]]) -> None:
    for suffix, write in WRITERS.items():
        file = path.with_suffix(suffix)
        write(rows, file)
        assert read_back(file) == rows, suffix


def as_workbook(rows: list[dict[str, str]], file: Path) -> None:
    workbook = Workbook()
    workbook.active.append([HEADINGS[name] for name in rows[0]])
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row.values(), start=1):
            workbook.active.cell(number, place, value)
    workbook.save(file)


def as_json(rows: list[dict[str, str]], file: Path) -> None:
    file.write_text(json.dumps({"accounts": rows}, ensure_ascii=False, indent=1), encoding="utf-8")


def as_toml(rows: list[dict[str, str]], file: Path) -> None:
    entries = ("\n".join(["[[accounts]]", *(f"{name} = {json.dumps(value)}" for name, value in row.items())]) for row in rows)
    file.write_text("\n\n".join(entries), encoding="utf-8")


WRITERS: dict[str, Callable[[list[dict[str, str]], Path], None]] = {".xlsx": as_workbook, ".json": as_json, ".toml": as_toml}
