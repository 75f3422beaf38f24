"""The whole program is killed at every event of its ledger and run again: nothing is filed twice, and no fact is lost."""

import os
import signal
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import FENCED, SETTLED, Account, EventKind, State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine, Version
from tests.end_to_end.conftest import Serve
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program

SEAM = Path(__file__).parent / "seam"

LAST = 18
"""More events than any of these runs has: a run that is to be killed at this one comes to its end."""

POINTS = list(product(Engine, Version, ("before", "after"), range(1, LAST + 1)))

Point = tuple[Engine, Version, str, int | str]
"""Before or after an event's being on disk: its number within the run, or the first of its kind."""

SAMPLE: list[Point] = [
    (Engine.WIZARD, Version.LONG, "before", EventKind.SUBMITTING),
    (Engine.CLASSIC_TYPEAHEAD, Version.LONG, "after", EventKind.SUBMITTING),
    (Engine.CLASSIC_SELECT, Version.LONG, "before", EventKind.CONFIRMING),
    (Engine.COMET, Version.LONG, "after", EventKind.CONFIRMING),
    (Engine.WIZARD, Version.SHORT, "before", EventKind.FILED),
]
"""Around each fence, and where the answer was seen and is not on disk yet."""


def in_words(point: tuple[object, ...]) -> str:
    return "-".join(map(str, point))


def killed(program: Program, account: Account, moment: str, event: int | str) -> bool:
    """Have the program killed at this event, and tell whether it came so far; else it has filed."""
    path = os.pathsep.join((str(SEAM), program.environment["PYTHONPATH"]))
    done = program.run("file", account.name, "--yes", CRASH_AT=f"{moment} {event}", PYTHONPATH=path)
    assert done.code in {0, -signal.SIGKILL}, done.says
    return done.code != 0


@pytest.fixture
def check(serve: Serve, account: Account, program: Program, ledger: Ledger, post: Post) -> Callable[[Point], None]:
    """Have the program killed at this point, run it again, and look at what has come of it."""

    def check(point: Point) -> None:
        engine, version, moment, event = point
        site = serve(engine=engine, version=version)
        crashed = killed(program, account, moment, event)
        assert crashed or (isinstance(event, int) and event > len(ledger.cases()[-1].events)), "the seam did not hold"
        before = [event for case in ledger.cases() for event in case.events]
        is_fenced = any(case.state in FENCED for case in ledger.cases())

        again = program.run("file", account.name, "--yes")
        (case,) = ledger.cases()
        assert list(case.events[: len(before)]) == before
        assert again.code == (5 if is_fenced else 0), again.says
        assert (case.state is State.IN_DOUBT) == is_fenced
        assert (case.state in SETTLED) != is_fenced
        assert len(site.filed_objections) == 1 or is_fenced
        assert len(site.filed_objections) <= 1
        # Where a code comes before the submit, the second run asks for one of its own.
        handed_in = [code for received in site.of(Kind.CODE) for code in post.codes if code in str(received.fields)]
        assert len(set(handed_in)) == len(handed_in) == len(site.of(Kind.CODE)) <= (2 if engine is Engine.WIZARD else 1)
        verified = program.run("evidence", "verify")
        assert verified.code == 0, verified.says

    return check


@pytest.mark.parametrize("point", SAMPLE, ids=in_words)
def test_killed_at_an_event_of_its_ledger_it_files_once_or_is_in_doubt(point: Point, check: Callable[[Point], None]) -> None:
    check(point)


@pytest.mark.everything
@pytest.mark.parametrize("point", POINTS, ids=in_words)
def test_killed_at_any_event_of_its_ledger_it_files_once_or_is_in_doubt(point: Point, check: Callable[[Point], None]) -> None:
    check(point)
