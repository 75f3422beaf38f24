"""What is wrong with a list: every place, its value, and what to do about it, told at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from objector.errors import BadInputError

SHOWN = 50
"""Problems that are printed; a list in which everything is wrong has mostly one cause."""

WIDTH = 60
"""Characters of a value that are repeated in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong at one place of a list.

    ``line`` counts from 1, as an editor or a spreadsheet does; None: the file as a whole. ``column`` is the heading as the file
    has it, ``value`` what stands there, shortened, and empty where it may be a secret. ``words`` say what is wrong and what to
    do.
    """

    file: Path
    line: int | None = None
    column: str = ""
    value: str = ""
    words: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        column = f"column “{self.column}”" if self.column else ""
        return ": ".join(filter(None, [", ".join(filter(None, [line, column])), printable(self.words)]))


class ListProblemsError(BadInputError):
    """A list can't be used as it is. ``problems`` are all that were found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        count = len(self.problems)
        lines = [f"  {problem}" for problem in self.problems[:SHOWN]]
        if count > SHOWN:
            lines.append(f"  … and {count - SHOWN} more.")
        headline = f"{self.problems[0].file} can’t be used yet: {count} problem{'s' if count > 1 else ''}. Nothing was started."
        super().__init__("\n".join([headline, *lines]))


class Complaints:
    """The problems of one file, collected while it is read."""

    def __init__(self, file: Path, found: Iterable[Problem] = ()) -> None:
        self._file = file
        self._found = list(found)

    def add(self, words: str, *, line: int | None = None, column: str = "", value: str = "") -> None:
        """Note one more problem; see Problem."""
        self._found.append(Problem(file=self._file, line=line, column=shortened(column), value=shortened(value), words=words))

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)


def shortened(text: str) -> str:
    """Return the text on one line, at most WIDTH characters long, so that a sentence can repeat it."""
    line = printable(text[: WIDTH * 4])
    return line if len(line) <= WIDTH and len(text) <= WIDTH * 4 else f"{line[: WIDTH - 1]}…"


def printable(text: str) -> str:
    """Return the text on one line, without what could steer a terminal."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
