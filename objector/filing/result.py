"""How one account came out of a run, and what the program exits with after several."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from objector.cases.model import Account, Case
from objector.errors import ExitCode, ObjectorError

SEVEREST_FIRST = (
    ExitCode.UNEXPECTED,
    ExitCode.IN_DOUBT,
    ExitCode.RATE_LIMITED,
    ExitCode.NEEDS_PERSON,
    ExitCode.REFUSED,
    ExitCode.BAD_INPUT,
)


@dataclass(frozen=True, kw_only=True)
class Result:
    """How one account came out: its case and evidence (None if it never got that far), and the error that ended it, if any.

    ``new`` is whether this run worked on it. ``covered_by`` names the account of the same Accounts Center that is filed for it.
    """

    account: Account
    case: Case | None
    evidence: Path | None
    error: ObjectorError | None = None
    new: bool = True
    covered_by: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """What this account alone would exit with."""
        return self.error.exit_code if self.error else ExitCode.DONE


def severest(results: Iterable[Result]) -> ExitCode:
    """Return the exit code that matters most among those of several accounts."""
    codes = {result.exit_code for result in results}
    return next((code for code in SEVEREST_FIRST if code in codes), ExitCode.DONE)
