"""``objector resolve`` settles what a person has found out, and nothing else."""

import pytest

from objector.cases.model import Account, EventKind, State
from tests.cli.conftest import Program

NAME = "facebook:ana@example.org"
FRIEND = "instagram:ana"


@pytest.fixture
def ana(objector: Program) -> Program:
    """The program, which knows two accounts of one person."""
    told = {"email": "ana@example.org", "country": "DE", "reason": "I draw.", "accounts_center": "ana"}
    objector.roster.put(Account(name=NAME, flow="facebook", **told))
    objector.roster.put(Account(name=FRIEND, flow="instagram", **told))
    return objector


def open_case(program: Program, *kinds: EventKind) -> int:
    ledger = program.ledger
    case = ledger.open_case(NAME, "facebook")
    for kind in kinds:
        ledger.append(case.number, kind)
    return case.number


@pytest.mark.parametrize(
    ("found", "state"),
    [("filed", "filed"), ("not-filed", "planned"), ("honoured", "honoured"), ("refused", "refused"), ("more-info", "more_info")],
)
def test_a_doubt_is_settled_by_who_looked(ana, found, state):
    number = open_case(ana, EventKind.STARTED, EventKind.SUBMITTING, EventKind.IN_DOUBT)
    done = ana("resolve", NAME, found)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{state.replace('_', ' ')} ")
    assert ana.ledger.case(number).state == state


def test_what_was_decided_can_be_told_of_any_case_that_was_sent(ana):
    number = open_case(ana, EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED)
    done = ana("resolve", NAME, "honoured")
    assert done.returncode == 0, done.stderr
    assert ana.ledger.case(number).state is State.HONOURED
    assert ana.ledger.latest(FRIEND, "instagram").state is State.COVERED
    assert f"covered       {FRIEND}" in done.stdout


@pytest.mark.parametrize("found", ["filed", "honoured"])
def test_what_is_decided_stays_decided(ana, found):
    number = open_case(ana, EventKind.STARTED, EventKind.SUBMITTING, EventKind.REFUSED)
    done = ana("resolve", NAME, found)
    assert (done.returncode, done.stdout) == (2, "")
    assert "has no case" in done.stderr
    assert ana.ledger.case(number).state == "refused"


def test_nothing_was_decided_of_what_was_never_sent(ana):
    open_case(ana, EventKind.STARTED, EventKind.FAILED)
    done = ana("resolve", NAME, "honoured")
    assert (done.returncode, done.stdout) == (2, "")
    assert "waits for an answer" in done.stderr


def test_only_what_can_be_found_out_is_taken(ana):
    number = open_case(ana, EventKind.IN_DOUBT)
    done = ana("resolve", NAME, "maybe")
    assert done.returncode == 2
    assert "honoured" in done.stderr
    assert "not-filed" in done.stderr
    assert ana.ledger.case(number).state == "in_doubt"
