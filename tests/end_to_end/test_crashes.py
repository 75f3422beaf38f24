"""The whole program is killed at every event of its ledger and run again: nothing is filed twice, and no fact is lost."""

import os
import signal
from itertools import product
from pathlib import Path

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import SETTLED, Account, State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine, Version
from tests.end_to_end.conftest import Serve
from tests.end_to_end.program import Program

SEAM = Path(__file__).parent / "seam"

LAST = 18
"""More events than any of these runs has: a run that is to be killed at this one comes to its end."""

POINTS = list(product(Engine, Version, ("before", "after"), range(1, LAST + 1)))

SAMPLE = [
    (Engine.COMET, Version.LONG, "after", 1),
    (Engine.WIZARD, Version.SHORT, "after", 5),
    (Engine.CLASSIC_TYPEAHEAD, Version.LONG, "after", 8),
    (Engine.COMET, Version.LONG, "after", 9),
    (Engine.CLASSIC_SELECT, Version.LONG, "before", 10),
    (Engine.WIZARD, Version.LONG, "after", 11),
    (Engine.CLASSIC_TYPEAHEAD, Version.LONG, "before", 13),
    (Engine.COMET, Version.LONG, "after", LAST),
]


def in_words(point: tuple[object, ...]) -> str:
    return "-".join(map(str, point))


def killed(program: Program, account: Account, moment: str, number: int) -> bool:
    """Have the program killed at this event, and tell whether it came so far; else it has filed."""
    path = os.pathsep.join((str(SEAM), program.environment["PYTHONPATH"]))
    done = program.run("file", account.name, "--yes", CRASH_AT=f"{moment} {number}", PYTHONPATH=path)
    assert done.code in {0, -signal.SIGKILL}, done.says
    return done.code != 0


def check(point: tuple[Engine, Version, str, int], serve: Serve, account: Account, program: Program, ledger: Ledger) -> None:
    engine, version, moment, number = point
    site = serve(engine=engine, version=version)
    crashed = killed(program, account, moment, number)
    assert crashed or number > len(ledger.cases()[-1].events), "the seam did not hold"
    before = [case.events for case in ledger.cases()]

    again = program.run("file", account.name, "--yes")
    (case,) = ledger.cases()
    assert case.events[: sum(map(len, before))] == tuple(event for events in before for event in events)
    assert again.code == (5 if case.state is State.IN_DOUBT else 0), again.says
    assert case.state in SETTLED | {State.IN_DOUBT}
    assert len(site.filed_objections) == 1 or case.state is State.IN_DOUBT
    assert len(site.filed_objections) <= 1
    assert len(site.of(Kind.CODE)) <= 1
    verified = program.run("evidence", "verify")
    assert verified.code == 0, verified.says


@pytest.mark.parametrize("point", SAMPLE, ids=in_words)
def test_killed_at_an_event_of_its_ledger_it_files_once_or_is_in_doubt(
    point: tuple[Engine, Version, str, int], serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    check(point, serve, account, program, ledger)


@pytest.mark.everything
@pytest.mark.parametrize("point", POINTS, ids=in_words)
def test_killed_at_any_event_of_its_ledger_it_files_once_or_is_in_doubt(
    point: tuple[Engine, Version, str, int], serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    check(point, serve, account, program, ledger)
