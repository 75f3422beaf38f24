"""Broken and hostile lists end in sentences, whatever is wrong with them, and soon."""

import io
import json
import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from objector.cases.lists import workbook as workbooks
from objector.cases.lists.entries import entries
from objector.cases.lists.problems import SHOWN, Complaints, ListProblemsError, Problem
from objector.cases.lists.reading import LARGEST, read_table
from objector.cases.lists.table import MOST_ROWS

SUFFIXES = (".csv", ".tsv", ".xlsx", ".json", ".toml")
LIST = 'platform,email,country,reason\nfacebook,ana@example.org,Österreich,"so, it\'s mine"\nfb,ben@example.org,DE,\n'


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists") / "accounts"


def problems_of(path: Path, data: bytes) -> list[Problem]:
    """Read the file as far as it can be read; anything but a list or an error with sentences fails the test."""
    path.write_bytes(data)
    try:
        table = read_table(path)
        complaints = Complaints(path, table.problems)
        entries(table, complaints)
        found = list(complaints)
    except ListProblemsError as error:
        found = list(error.problems)
        assert found
    for problem in found:
        assert problem.words.endswith((".", ")."))
        assert len(str(problem)) < 1_000
        assert str(problem).isprintable()
    return found


def workbook(*rows: tuple[object, ...], merged: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


GOOD_BOOK = workbook(("platform", "email", "country"), ("facebook", "ana@example.org", "DE"))
DOCUMENTS = {
    ".csv": [LIST.encode(encoding) for encoding in ("utf-8", "utf-16", "cp1252")],
    ".xlsx": [GOOD_BOOK],
    ".json": [
        json.dumps({"accounts": [{"platform": "facebook", "email": "a@example.org", "details": {"prompt": "x"}}]}).encode()
    ],
    ".toml": [b'[[accounts]]\nplatform = "facebook"\nemail = "a@example.org"\nmandated_on = 2026-01-02\n'],
}


@settings(max_examples=50)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode), suffix=st.sampled_from(SUFFIXES))
@example(data=b"PK\x03\x04 and no more", suffix=".csv")
@example(data=workbooks.OLD_OR_LOCKED + bytes(600), suffix=".xlsx")
@example(data=b"[" * 100_000, suffix=".json")
@example(data=b"a = " + b"[" * 100_000, suffix=".toml")
@example(data=b"a" + b".a" * 500 + b" = 1", suffix=".toml")
@example(data=b'[{"a": 1' + b"0" * 5_000 + b"}]", suffix=".json")
@example(data=b'[{"a": "\\ud800"}, {"a": NaN}, 3]', suffix=".json")
@example(data=b'platform,email\n"a', suffix=".csv")
@example(data=b"platform\0,email\0\n\0\0,\0\n", suffix=".csv")
@example(data=b"\xef\xbb\xbf\xff", suffix=".csv")
@example(data=b"email" + b"(" * 200_000 + b",platform\n-eyJ" + b"-eyJ" * 50_000, suffix=".csv")
@example(data=b"\n" * 200_000 + b"[[accounts]]\nemail = 'a'", suffix=".toml")
@example(data=b"\xff\xfe\x00\xd8\x00", suffix=".csv")
def test_any_bytes(path: Path, data: bytes, suffix: str) -> None:
    problems_of(path.with_suffix(suffix), data)


@settings(max_examples=50)
@given(kind=st.sampled_from([(suffix, data) for suffix, several in DOCUMENTS.items() for data in several]), seed=st.integers())
def test_damaged_lists(path: Path, kind: tuple[str, bytes], seed: int) -> None:
    suffix, good = kind
    chance = random.Random(seed)
    data = bytearray(good)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data))
        action = chance.choice(["flip", "cut", "double", "zero"])
        if action == "cut":
            del data[place : place + chance.choice([1, 3, 10_000])]
        elif action == "double":
            data[place:place] = data[place : place + 20]
        else:
            data[place] = 0 if action == "zero" else chance.randrange(256)
        data = data or bytearray(b"x")
    problems_of(path.with_suffix(suffix), bytes(data))


@settings(max_examples=20)
@given(seed=st.integers(), part=st.sampled_from(zipfile.ZipFile(io.BytesIO(GOOD_BOOK)).namelist()))
def test_workbooks_with_a_damaged_part(path: Path, seed: int, part: str) -> None:
    chance = random.Random(seed)

    def damaged(xml: bytes) -> bytes:
        place = chance.randrange(len(xml))
        return chance.choice(
            [xml[:place], xml[:place] + b"&#0;<" + xml[place:], b"", xml.replace(b"1", b"-1"), xml.replace(b"sheet", b"x")]
        )

    problems_of(path.with_suffix(".xlsx"), with_part(part, damaged))


def with_part(name: str, change) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD_BOOK)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return data.getvalue()


CELLS = st.text(max_size=30) | st.sampled_from(["", "=1+1", "#N/A", "x" * 6_000, "\0", "\ud800", "{}", '"', "a\nb", "’"])


@settings(max_examples=20)
@given(
    headings=st.lists(
        st.sampled_from(["platform", "E-Mail", "Mail", "Pays", "Contry", "", "?", "password"]), min_size=1, max_size=6
    ),
    rows=st.lists(st.lists(CELLS, max_size=7), max_size=5),
)
def test_any_cells_under_any_headings(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    lines = [";".join(row) for row in (headings, *rows)]
    problems_of(path.with_suffix(".csv"), "\n".join(lines).encode("utf-8", "surrogatepass"))


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n;;\n", "empty"),
        ("a.csv", "platform;email\nŁódź;x".encode("cp1250"), "can’t be read"),
        ("a.csv", b"platform,email,country\nfacebook,a@example.org,D\x81", "can’t be read"),
        ("a.csv", b'platform,email,country\nfacebook,"a@example.org,DE\n', "quotation marks"),
        ("a.csv", b"platform,email,country\nfacebook,a@example.org,DE,reason, and more\n", "5 cells under 3 headings"),
        ("a.csv", b"platform,email,country\nfacebook,=A1,DE\n", "formula"),
        ("a.csv", b"platform,email,country\nfacebook,a@example.org,#NV\n", "failed"),
        ("a.csv", b"platform,email,country\nfacebook,a\0@example.org,DE\n", "control characters"),
        ("a.csv", b"platform,email,country\nfacebook,a@example.org," + b"D" * 400, "400 characters"),
        ("a.csv", b"x" * (LARGEST + 1), "larger than 20 MB"),
        ("a.csv", b"platform,email,country\n" + b"fb,a@example.org,DE\n" * (MOST_ROWS + 1), "20,000 rows"),
        ("a.csv", b"platform,email,country" + b",x" * 300 + b"\na,b,c", "200 columns"),
        ("a.ods", b"x", "end in .csv"),
        ("a.json", b'{"accounts": {}}', "list of accounts is expected"),
        ("a.json", b'[{"email": "a", "email": "b"}]', "there twice"),
        ("a.json", b'[{"email": ["a"]}]', "holds a list"),
        ("a.toml", b"x = ", "no TOML"),
        ("a.xlsx", b"PK\x03\x04", "no workbook"),
        ("a.xlsx", workbooks.OLD_OR_LOCKED, "password"),
        ("a.xlsx", workbook(), "empty"),
        ("a.xlsx", workbook(("platform", "email", "country"), ("fb", "=A1", "DE")), "formula"),
        (
            "a.xlsx",
            workbook(("platform", "email", "country"), ("fb", "a", "DE"), ("fb", "b", "DE"), merged="A2:A3"),
            "A2:A3 are merged",
        ),
        ("a.xlsx", with_part(SHEET, lambda xml: xml.replace(b'r="2"', b'r="99999999999"')), "too large"),
        (
            "a.xlsx",
            with_part(SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "aa">]>' + xml.replace(b"</v>", b"&a;</v>")),
            "no workbook",
        ),
        ("a.xlsx", with_part(SHEET, lambda xml: xml + b" " * 100_000_001), "unpacks to more than 100 MB"),
    ],
)
def test_each_way_in_which_a_list_breaks_has_its_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    found = problems_of(tmp_path / name, data)
    assert any(words in problem.words for problem in found), found


def test_a_list_that_is_not_there_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(ListProblemsError, match=r"missing\.csv can’t be used.*\n.*no such file"):
        read_table(tmp_path / "missing.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ListProblemsError, match="is a directory"):
        read_table(tmp_path / "folder.csv")


def test_several_lists_in_one_workbook_are_not_guessed_between(tmp_path: Path) -> None:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("old")):
        sheet.append(("platform", "email", "country"))
    book.create_sheet("notes").append(("x",))
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ListProblemsError, match="“Sheet”, “old”"):
        read_table(tmp_path / "a.xlsx")
    book["old"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx").headings == ("platform", "email", "country")


def test_titles_above_the_headings_and_dates_and_numbers_are_read_as_a_person_reads_them(tmp_path: Path) -> None:
    title = ("Clients 2026", None, None)
    midnight = datetime(2026, 3, 4)  # noqa: DTZ001 - a spreadsheet knows no zones
    data = workbook(title, (), ("email", "date", "name"), ("a", date(2026, 3, 4), 12.0), ("b", midnight, 0.5), merged="A1:C1")
    (tmp_path / "a.xlsx").write_bytes(data)
    table = read_table(tmp_path / "a.xlsx")
    assert (table.heading_line, table.problems) == (3, ())
    assert [row.cells for row in table.rows] == [("a", "2026-03-04", "12"), ("b", "2026-03-04", "0.5")]


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("platform", "email", "country"), ("fb", "a", "DE"), ("fb", "b", "DE")):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert (len(table.rows), table.notes) == (2, ("1 hidden row is read like the others.",))


def test_a_list_full_of_problems_shows_the_first_and_counts_the_rest(tmp_path: Path) -> None:
    error = ListProblemsError(Problem(file=tmp_path, line=line, words="Wrong.") for line in range(1, 101))
    assert str(error).count("\n") == SHOWN + 1
    assert str(error).endswith("… and 50 more.")
    assert len(error.problems) == 100


def test_entries_of_json_and_toml_are_told_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"note": "[",\n "accounts": [\n {"email": "a"},\n\n {"email": "]"}]}')
    assert [row.line for row in read_table(path).rows] == [3, 5]
    path = tmp_path / "a.toml"
    path.write_text('[[accounts]]\nemail = "a"\n\n[[accounts]]\nemail = "b"\n')
    assert [row.line for row in read_table(path).rows] == [1, 4]
    path.write_text('accounts = [{email = "a"}, {email = "b"}]\n')
    assert [row.line for row in read_table(path).rows] == [0, 0]
