"""``objector status`` says how cases stand and what comes next."""

import json
import re
import sqlite3
from datetime import date

import pytest

from objector.cases.lock import account_lock
from objector.cases.model import Account, EventKind
from objector.errors import ExitCode
from tests.cli.conftest import Program

NAME = "facebook:ana@example.org"


@pytest.fixture
def ana(objector: Program) -> Program:
    """The program, which knows one account."""
    objector.roster.put(Account(name=NAME, flow="facebook", email="ana@example.org", country="DE", reason="I draw."))
    return objector


def open_case(program: Program, *kinds: EventKind, why: str = "") -> int:
    ledger = program.ledger
    case = ledger.open_case(NAME, "facebook")
    for kind in kinds:
        ledger.append(case.number, kind, **({"why": why} if why else {}))
    return case.number


@pytest.mark.parametrize("arguments", [[], [NAME], ["ana@example.org"]])
def test_without_a_case_it_says_how_to_file_one(ana, arguments):
    done = ana("status", *arguments)
    assert done.returncode == 0, done.stderr
    assert "No case yet" in done.stdout
    assert "objector file" in done.stdout


@pytest.mark.parametrize(
    ("kind", "state", "advice"),
    [
        (EventKind.NEEDS_PERSON, "needs person", f"objector file {NAME} --headed"),
        (EventKind.RATE_LIMITED, "rate limited", "wait some hours"),
        (EventKind.IN_DOUBT, "in doubt", f"objector resolve {NAME} filed"),
        (EventKind.FAILED, "failed", f"objector file {NAME}"),
        (EventKind.NOT_FILED, "planned", f"objector file {NAME}"),
    ],
)
def test_it_says_why_a_case_stands_as_it_does_and_what_comes_next(ana, kind, state, advice):
    open_case(ana, EventKind.STARTED, kind, why="The site says so.")
    first, second, third = ana("status").stdout.splitlines()
    assert first.split("  ")[0] == state
    assert NAME in first
    assert second == "  The site says so."
    assert third.startswith("  → ")
    assert advice in third


@pytest.mark.parametrize(
    ("kind", "words"),
    [(EventKind.RATE_LIMITED, "not before"), (EventKind.CODE_ASKED, "the code is waited for until")],
)
def test_a_time_is_told_for_what_it_is(ana, kind, words):
    number = open_case(ana, EventKind.STARTED, EventKind.SUBMITTING)
    ana.ledger.append(number, kind, until="2026-03-31T16:16:47+00:00")
    assert re.fullmatch(rf"  {words} 2026-03-3\d \d\d:\d\d", ana("status").stdout.splitlines()[1])


def test_of_a_filed_case_nothing_is_left_to_do(ana):
    open_case(ana, EventKind.STARTED, EventKind.FILED)
    (line,) = ana("status").stdout.splitlines()
    assert line.startswith("filed ")


def test_of_one_account_everything_is_told_in_order(ana):
    open_case(ana, EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED)
    history = ana("status", NAME).stdout.splitlines()[2:]
    assert [line.split("  ")[-1] for line in history] == ["planned", "started", "submitting", "filed"]


def test_as_json_it_is_one_document(ana):
    number = open_case(ana, EventKind.STARTED, EventKind.IN_DOUBT, why="no answer")
    (case,) = json.loads(ana("status", "--json").stdout)
    assert (case["case"], case["account"], case["state"], case["rehearsal"]) == (number, NAME, "in_doubt", False)
    assert case["events"][-1]["why"] == "no answer"


def open_many(program: Program) -> None:
    ledger = program.ledger
    kinds = [EventKind.FILED] * 9 + [EventKind.NEEDS_PERSON] * 18 + [EventKind.IN_DOUBT] * 4
    for number, kind in enumerate(kinds):
        case = ledger.open_case(f"facebook:{number}", "facebook")
        ledger.append(case.number, kind, why="The site says so.")


def test_of_many_cases_it_tells_how_many_stand_how_and_those_that_press_most(ana):
    open_many(ana)
    lines = ana("status").stdout.splitlines()
    assert [line.split() for line in lines[:4]] == [
        ["31", "cases"],
        ["18", "needs", "person"],
        ["9", "filed"],
        ["4", "in", "doubt"],
    ]
    assert "20 of 22" in lines[4]
    assert "objector status --all" in lines[4]
    told = [line for line in lines[5:] if not line.startswith(" ")]
    assert [line.split("  ")[0] for line in told] == ["in doubt"] * 4 + ["needs person"] * 16


def test_all_lists_every_case(ana):
    open_many(ana)
    lines = ana("status", "--all").stdout.splitlines()
    assert [line.split("(")[0].split()[-1] for line in lines] == [f"facebook:{number}" for number in range(31)]


def test_many_cases_of_which_none_needs_anything_are_told_to_need_nothing(ana):
    for number in range(21):
        case = ana.ledger.open_case(f"facebook:{number}", "facebook")
        ana.ledger.append(case.number, EventKind.HONOURED)
    assert ana("status").stdout.splitlines()[-1] == "Nothing is left for you to do."


def test_an_unknown_account_is_answered_with_the_nearest(ana):
    done = ana("status", "facebok:ana@example.org")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Did you mean “{NAME}”?" in done.stderr


def test_cases_of_a_removed_account_are_still_told(ana):
    open_case(ana, EventKind.STARTED, EventKind.FILED)
    ana.roster.remove(NAME)
    assert NAME in ana("status", NAME).stdout


def test_lines_of_a_rehearsal_say_so_and_hold_no_real_case(ana):
    open_case(ana, EventKind.FILED)
    lines = ana("status", OBJECTOR_SITE="127.0.0.1:1").stdout.splitlines()
    assert lines
    assert all(line.startswith("rehearsal ") for line in lines)
    assert NAME not in "".join(lines)


def test_a_case_whose_program_died_after_the_fence_is_in_doubt(ana):
    open_case(ana, EventKind.STARTED, EventKind.SUBMITTING)
    assert ana("status").stdout.startswith("in doubt ")


def test_a_case_that_is_being_submitted_right_now_is_not_in_doubt(ana):
    open_case(ana, EventKind.STARTED, EventKind.SUBMITTING)
    with account_lock(ana.ledger, NAME):
        assert ana("status").stdout.startswith("submitting ")


def test_until_when_an_answer_is_due_is_told(ana):
    open_case(ana, EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED)
    assert "answer due by" in ana("status", NAME).stdout
    (case,) = json.loads(ana("status", "--json").stdout)
    assert date.fromisoformat(case["answer_due"]) > date.today()  # noqa: DTZ011 - the deadline is a local day


def test_of_a_refusal_it_says_what_can_be_done(ana):
    open_case(ana, EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED, EventKind.REFUSED)
    assert "GDPR Art. 77" in ana("status", NAME).stdout
    (case,) = json.loads(ana("status", "--json").stdout)
    assert case["answer_due"] is None


def test_a_setting_that_cannot_be_is_named(ana):
    done = ana("status", OBJECTOR_SLOW_MO="slow")
    assert (done.returncode, done.stdout) == (2, "")
    assert "OBJECTOR_SLOW_MO" in done.stderr
    assert "“slow”" in done.stderr


def test_a_damaged_ledger_needs_a_person(objector):
    (objector.home / "ledger.sqlite3").write_bytes(b"dear diary, " * 1000)
    done = objector("status")
    assert done.returncode == ExitCode.NEEDS_PERSON
    assert "file is not a database. Check OBJECTOR_HOME" in done.stderr


def test_a_ledger_of_a_newer_program_is_impossible_input(objector):
    with sqlite3.connect(objector.home / "ledger.sqlite3") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    done = objector("status")
    assert done.returncode == ExitCode.BAD_INPUT
    assert "Update objector" in done.stderr
