"""At most once: whatever becomes of the program or the line, nothing is sent a second time without being told to."""

from collections.abc import Callable
from itertools import product

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import Account, State
from objector.rehearsal.received import Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.scenario import Drop, Engine, Fence, Version
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program
from tests.end_to_end.terminal import Terminal

BREAKS = list(product(Fence, Drop))

Broken = tuple[Engine, Fence, Drop]
"""Whose connection breaks, at which request, before it is worked on or after."""

ARRIVALS: dict[Broken, list[Kind]] = {
    (Engine.CLASSIC_SELECT, Fence.SUBMIT, Drop.BEFORE): [Kind.DROPPED],
    (Engine.COMET, Fence.SUBMIT, Drop.AFTER): [Kind.SUBMISSION],
    (Engine.COMET, Fence.CODE, Drop.BEFORE): [Kind.SUBMISSION, Kind.DROPPED],
    (Engine.CLASSIC_SELECT, Fence.CODE, Drop.AFTER): [Kind.SUBMISSION, Kind.CODE, Kind.FILED],
    (Engine.WIZARD, Fence.SUBMIT, Drop.AFTER): [Kind.SUBMISSION, Kind.FILED],
}
"""What has come to the site of all that can file an objection, by where the connection breaks."""


def state(ledger: Ledger) -> State:
    return ledger.cases()[-1].state


def assert_nothing_more_is_sent(program: Program, account: Account, site: Replica) -> None:
    (shown,) = program.run("status", account.name, "--json").document
    assert shown["state"] == "in_doubt"

    before = site.received
    again = program.run("file", account.name, "--yes")
    assert again.code == 5, again.says
    assert f"objector resolve {account.name} not-filed" in again.says
    assert site.received == before


@pytest.fixture
def check_killed(
    silence: None, serve: Serve, account: Account, program: Program, ledger: Ledger
) -> Callable[[Fence, Drop], None]:
    """Kill the program while this request of it is under way, and see that nothing more is sent."""

    def check(fence: Fence, drop: Drop) -> None:
        site = serve(engine=Engine.COMET, drop_connection=drop, drop_at=fence)
        filing = program.start("file", account.name, "--yes")
        arrival = Kind.DROPPED if drop is Drop.BEFORE else Kind.SUBMISSION if fence is Fence.SUBMIT else Kind.FILED
        filing.until(lambda: site.of(arrival))
        filing.kill()

        assert state(ledger) is (State.SUBMITTING if fence is Fence.SUBMIT else State.CONFIRMING)
        assert_nothing_more_is_sent(program, account, site)

    return check


@pytest.mark.parametrize(("fence", "drop"), [(Fence.SUBMIT, Drop.BEFORE), (Fence.CODE, Drop.AFTER)])
def test_killed_while_a_request_is_under_way_the_case_is_in_doubt(
    fence: Fence, drop: Drop, check_killed: Callable[[Fence, Drop], None]
) -> None:
    check_killed(fence, drop)


@pytest.mark.everything
@pytest.mark.parametrize(("fence", "drop"), BREAKS)
def test_killed_while_any_request_is_under_way_the_case_is_in_doubt(
    fence: Fence, drop: Drop, check_killed: Callable[[Fence, Drop], None]
) -> None:
    check_killed(fence, drop)


def test_once_the_person_has_looked_filing_goes_on(serve: Serve, account: Account, program: Program, ledger: Ledger) -> None:
    site = serve(engine=Engine.COMET, drop_connection=Drop.BEFORE)
    assert program.run("file", account.name, "--yes", OBJECTOR_PAGE_TIMEOUT="12").code == 5
    assert program.run("resolve", account.name, "not-filed").code == 0
    assert program.run("file", account.name, "--yes").code == 0
    assert state(ledger) is State.FILED
    assert len(site.filed_objections) == 1


def test_killed_right_before_the_fence_the_next_run_files(
    serve: Serve, account: Account, program: Program, installed_program: Program, ledger: Ledger
) -> None:
    site = serve(version=Version.SHORT)
    with Terminal(installed_program, "file", account.name) as terminal:
        terminal.until_it_says("Submit it?")
        terminal.kill()
    assert state(ledger) is State.FILLING
    assert site.of(Kind.SUBMISSION) == []

    assert program.run("file", account.name, "--yes").code == 0
    assert len(site.filed_objections) == 1


def test_killed_while_it_waits_for_the_code_the_next_run_files_once(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.WIZARD)
    account = add_account("instagram", mailbox=None)
    filing = program.start("file", account.name, "--yes")
    filing.until_it_says("waiting for the code")
    filing.kill()
    assert state(ledger) in {State.AWAITING_CODE, State.FILLING}

    add_account("instagram")
    done = program.run("file", account.name, "--yes")
    assert done.code == 0, done.says
    assert len(site.filed_objections) == 1


@pytest.fixture
def check_broken(serve: Serve, add_account: AddAccount, program: Program) -> Callable[[Broken], None]:
    """Have the connection break there, and see what has come to the site."""

    def check(where: Broken) -> None:
        engine, fence, drop = where
        site = serve(engine=engine, drop_connection=drop, drop_at=fence)
        account = add_account("instagram")

        done = program.run("file", account.name, "--yes", OBJECTOR_PAGE_TIMEOUT="12")

        assert done.code == 5, done.says
        assert "in doubt" in done.says
        filing = {Kind.SUBMISSION, Kind.DROPPED, Kind.FILED} | ({Kind.CODE} if engine is not Engine.WIZARD else set())
        assert [received.kind for received in site.received if received.kind in filing] == ARRIVALS[where]

    return check


@pytest.mark.parametrize(
    "where",
    [
        (Engine.CLASSIC_SELECT, Fence.SUBMIT, Drop.BEFORE),
        (Engine.COMET, Fence.CODE, Drop.BEFORE),
        (Engine.WIZARD, Fence.SUBMIT, Drop.AFTER),
    ],
    ids="-".join,
)
def test_a_connection_that_breaks_leaves_a_doubt_and_no_second_request(
    where: Broken, check_broken: Callable[[Broken], None]
) -> None:
    check_broken(where)


@pytest.mark.everything
@pytest.mark.parametrize("where", ARRIVALS, ids="-".join)
def test_a_connection_that_breaks_anywhere_leaves_a_doubt_and_no_second_request(
    where: Broken, check_broken: Callable[[Broken], None]
) -> None:
    check_broken(where)


def test_ctrl_c_leaves_a_ledger_that_tells_the_truth_and_one_sentence(
    serve: Serve, add_account: AddAccount, installed_program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET)
    account = add_account(mailbox=None)
    filing = installed_program.start("file", account.name, "--yes")
    filing.until_it_says("waiting for the code")
    filing.interrupt()
    done = filing.end()
    assert done.code == 3, done.says
    assert done.err.strip() == "objector: stopped; nothing is lost. The same command goes on from here."
    assert state(ledger) is State.AWAITING_CODE
    assert site.filed_objections == []


def test_ctrl_c_while_a_request_is_under_way_says_that_the_case_is_in_doubt(
    silence: None, serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve(version=Version.SHORT, drop_connection=Drop.AFTER)
    filing = program.start("file", account.name, "--yes")
    filing.until(lambda: site.filed_objections)
    filing.interrupt()
    done = filing.end()
    assert done.code == 5, done.says
    assert "in doubt" in done.says
    assert "Traceback" not in done.says
    assert state(ledger) is State.IN_DOUBT
