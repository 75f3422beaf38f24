"""A list as it was read, before anything is known of what it means."""

from dataclasses import dataclass
from pathlib import Path

from objector.cases.lists.problems import ListProblemsError, Problem

MOST_ROWS = 20_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Row:
    """One row with the line that it begins in, counted from 1; 0: not known. ``cells`` are as they stand in the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Headings and rows, every row as long as the headings.

    ``problems`` are those that were found by then, ``notes`` sentences on how the file had to be understood.
    """

    file: Path
    headings: tuple[str, ...]
    heading_line: int
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def unusable(file: Path, words: str, line: int | None = None) -> ListProblemsError:
    """Return the error that says why a file can't be read as a list at all."""
    return ListProblemsError([Problem(file=file, line=line, words=words)])


def check_size(file: Path, rows: int, columns: int) -> None:
    """Raise ListProblemsError for more rows or columns than a list of accounts has."""
    if rows > MOST_ROWS:
        raise unusable(file, f"It has more than {MOST_ROWS:,} rows. Split it into several lists.")
    if columns > MOST_COLUMNS:
        raise unusable(
            file, f"It has more than {MOST_COLUMNS} columns. Keep those that objector needs (objector batch --template)."
        )
