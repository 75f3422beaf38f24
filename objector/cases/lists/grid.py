"""Rows of cells, as spreadsheets have them, made a table: headings found, empty rows and remarks left out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from objector.cases.lists.columns import count_known
from objector.cases.lists.problems import Complaints
from objector.cases.lists.table import Row, Table, check_size, unusable

TITLE_LINES = 10
"""Rows above the headings that may hold a title, a date or nothing."""

REMARK = "#"
"""What a row begins with that is none of the list."""


def as_table(file: Path, rows: Sequence[Row], notes: Sequence[str] = ()) -> Table:
    """Return the table; raises ListProblemsError where there is none."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise unusable(file, "It is empty. “objector batch --template accounts.csv” writes one to begin with.")
    heading = heading_row(filled)
    headings = _without_end(heading.cells)
    below = [row for row in filled if row.line > heading.line]
    kept = [row for row in below if not _is_remark(row)]
    check_size(file, len(kept), len(headings))
    complaints = Complaints(file)
    return Table(
        file=file,
        headings=tuple(cell.strip() for cell in headings),
        heading_line=heading.line,
        rows=tuple(_fitted(kept, len(headings), complaints)),
        problems=tuple(complaints),
        notes=(*notes, *_note_of_remarks(len(below) - len(kept))),
    )


def heading_row(filled: Sequence[Row]) -> Row:
    """Return the row that reads most like headings among the first ones; the very first where none does."""
    return max(filled[:TITLE_LINES], key=lambda row: count_known(row.cells))


def _fitted(rows: Iterable[Row], width: int, complaints: Complaints) -> Iterator[Row]:
    """Yield the rows as long as the headings; what one that is longer holds can't be told, so it is left out."""
    for row in rows:
        cells = _without_end(row.cells)
        if len(cells) > width:
            told = f"It has {len(cells)} cells under {width} headings."
            complaints.add(f"{told} Put a value that contains the separator in double quotes.", line=row.line)
        else:
            yield Row(row.line, (*cells, *[""] * (width - len(cells))))


def _without_end(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells without the empty ones at the end, which spreadsheets like to add."""
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    return cells[: filled[-1] + 1] if filled else ()


def _is_remark(row: Row) -> bool:
    return next(cell for cell in row.cells if cell.strip()).lstrip().startswith(REMARK)


def _note_of_remarks(count: int) -> list[str]:
    if not count:
        return []
    return [f"{count} row{'s' if count > 1 else ''} beginning with “{REMARK}” {'are' if count > 1 else 'is'} left out."]
