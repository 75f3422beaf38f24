"""How the accounts of a batch came out, counted by outcome."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

from objector.errors import ExitCode
from objector.filing.batch.run import ParkedError
from objector.filing.result import Result
from objector.filing.schedule import NotNowError


class Outcome(StrEnum):
    """What became of an account, in the order in which a person wants to know."""

    FILED = "filed"
    FILED_BEFORE = "filed before"
    COVERED = "covered by another, once that is honoured"
    IN_DOUBT = "in doubt"
    NEEDS_PERSON = "needs a person"
    RATE_LIMITED = "told to wait"
    REFUSED = "refused or not available"
    FAILED = "failed"
    STOPPED = "stopped"
    PLANNED = "left as planned"


BY_EXIT_CODE = {
    ExitCode.IN_DOUBT: Outcome.IN_DOUBT,
    ExitCode.NEEDS_PERSON: Outcome.NEEDS_PERSON,
    ExitCode.RATE_LIMITED: Outcome.RATE_LIMITED,
    ExitCode.REFUSED: Outcome.REFUSED,
}


def outcome(result: Result) -> Outcome:
    """Return what became of the account."""
    if isinstance(result.error, NotNowError):
        return Outcome.PLANNED
    if isinstance(result.error, ParkedError):
        return Outcome.STOPPED
    if result.error:
        return BY_EXIT_CODE.get(result.exit_code, Outcome.FAILED)
    if result.covered_by:
        return Outcome.COVERED
    return Outcome.FILED if result.new else Outcome.FILED_BEFORE


def tally(results: Iterable[Result]) -> dict[Outcome, list[Result]]:
    """Return the results by outcome, without the outcomes that none has."""
    groups = defaultdict(list)
    for result in results:
        groups[outcome(result)].append(result)
    return {each: groups[each] for each in Outcome if each in groups}
