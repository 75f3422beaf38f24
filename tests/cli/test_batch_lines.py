"""A batch in lines: what is told of an account that has come to an end."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from objector.cases.model import Account
from objector.cli.batch_lines import Lines
from objector.errors import ObjectorError
from objector.filing.batch.run import ParkedError, UnexpectedFailureError
from objector.filing.result import Result

ANNA = Account(name="facebook:anna@example.org", flow="facebook", email="anna@example.org", country="DE", reason="…")
WHY = "the form was of a kind that nobody has seen before, and it said nothing at all of what it wanted"


def told(error: ObjectorError, *, terminal: bool) -> list[str]:
    file = StringIO()
    console = Console(file=file, width=60, force_terminal=terminal, no_color=True)
    Lines(console, lambda: datetime(2026, 3, 1, tzinfo=UTC), rehearsing=False).ended(
        Result(account=ANNA, case=None, evidence=None, new=False, error=error)
    )
    return file.getvalue().splitlines()


@pytest.mark.parametrize("terminal", [True, False])
def test_what_ctrl_c_has_stopped_is_counted_in_the_end_only(terminal: bool) -> None:
    assert told(ParkedError(ANNA.name), terminal=terminal) == []


def test_a_terminal_never_breaks_a_line_within_a_word_and_a_file_never_breaks_it() -> None:
    error = UnexpectedFailureError(ANNA.name, WHY)
    assert len(told(error, terminal=False)) == 1
    lines = told(error, terminal=True)
    assert len(lines) > 1
    assert " ".join(line.strip() for line in lines).count(WHY) == 1
