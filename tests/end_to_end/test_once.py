"""At most once: whatever becomes of the program or the line, nothing is sent a second time without being told to."""

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import Account, EventKind, State
from objector.rehearsal.received import Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.scenario import Drop, Engine, Fence, Version
from objector.rehearsal.server import Server
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program, Running
from tests.end_to_end.terminal import Terminal

BREAKS = [(fence, drop) for fence in Fence for drop in Drop]


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that would break stays open instead, and nothing more comes on it."""
    monkeypatch.setattr(Server, "break_connection", lambda _server, _client: None)


def state(ledger: Ledger) -> State:
    return ledger.cases()[-1].state


def has_happened(ledger: Ledger, kind: EventKind) -> bool:
    return any(event.kind is kind for case in ledger.cases() for event in case.events)


def assert_nothing_more_is_sent(program: Program, account: Account, site: Replica) -> None:
    (shown,) = program.run("status", account.name, "--json").document
    assert shown["state"] == "in_doubt"

    before = site.received
    again = program.run("file", account.name, "--yes")
    assert again.code == 5, again.says
    assert f"objector resolve {account.name} not-filed" in again.says
    assert site.received == before


@pytest.mark.parametrize(("fence", "drop"), BREAKS)
def test_killed_while_a_request_is_under_way_the_case_is_in_doubt(
    fence: Fence, drop: Drop, silence: None, serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET, drop_connection=drop, drop_at=fence)
    filing = program.start("file", account.name, "--yes")
    arrival = Kind.DROPPED if drop is Drop.BEFORE else Kind.SUBMISSION if fence is Fence.SUBMIT else Kind.FILED
    filing.until(lambda: site.of(arrival))
    filing.kill()

    assert state(ledger) is (State.SUBMITTING if fence is Fence.SUBMIT else State.CONFIRMING)
    assert_nothing_more_is_sent(program, account, site)


def test_once_the_person_has_looked_filing_goes_on(serve: Serve, account: Account, program: Program, ledger: Ledger) -> None:
    site = serve(engine=Engine.COMET, drop_connection=Drop.BEFORE)
    assert program.run("file", account.name, "--yes", OBJECTOR_PAGE_TIMEOUT="8").code == 5
    assert program.run("resolve", account.name, "not-filed").code == 0
    assert program.run("file", account.name, "--yes").code == 0
    assert state(ledger) is State.FILED
    assert len(site.filed_objections) == 1


@pytest.mark.parametrize("kind", [EventKind.SUBMITTING, EventKind.CONFIRMING])
def test_killed_right_after_the_fence_nothing_is_sent_a_second_time(
    kind: EventKind, serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET)
    filing = program.start("file", account.name, "--yes")
    filing.until(lambda: has_happened(ledger, kind))
    filing.kill()

    again = program.run("file", account.name, "--yes")
    assert again.code == 5, again.says
    assert len(site.of(Kind.SUBMISSION)) <= 1
    assert len(site.of(Kind.CODE)) <= 1
    assert len(site.filed_objections) <= 1


def test_killed_right_before_the_fence_the_next_run_files(
    serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve(version=Version.SHORT)
    with Terminal(program, "file", account.name) as terminal:
        terminal.until_it_says("Submit it?")
        terminal.kill()
    assert state(ledger) is State.FILLING
    assert site.of(Kind.SUBMISSION) == []

    assert program.run("file", account.name, "--yes").code == 0
    assert len(site.filed_objections) == 1


@pytest.mark.parametrize("engine", [Engine.CLASSIC_TYPEAHEAD, Engine.WIZARD])
def test_killed_while_it_waits_for_the_code_the_next_run_files_once(
    engine: Engine, serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=engine)
    account = add_account("instagram", mailbox=None)
    filing = program.start("file", account.name, "--yes")
    filing.until_it_says("waiting for the code")
    filing.kill()
    assert state(ledger) in {State.AWAITING_CODE, State.FILLING}

    add_account("instagram")
    done = program.run("file", account.name, "--yes")
    assert done.code == 0, done.says
    assert len(site.filed_objections) == 1


@pytest.mark.parametrize(
    ("engine", "fence", "drop", "arrived"),
    [
        (Engine.CLASSIC_SELECT, Fence.SUBMIT, Drop.BEFORE, [Kind.DROPPED]),
        (Engine.COMET, Fence.SUBMIT, Drop.AFTER, [Kind.SUBMISSION]),
        (Engine.COMET, Fence.CODE, Drop.BEFORE, [Kind.SUBMISSION, Kind.DROPPED]),
        (Engine.CLASSIC_SELECT, Fence.CODE, Drop.AFTER, [Kind.SUBMISSION, Kind.CODE, Kind.FILED]),
        (Engine.WIZARD, Fence.SUBMIT, Drop.AFTER, [Kind.SUBMISSION, Kind.FILED]),
    ],
)
def test_a_connection_that_breaks_leaves_a_doubt_and_no_second_request(
    engine: Engine, fence: Fence, drop: Drop, arrived: list[Kind], serve: Serve, add_account: AddAccount, program: Program
) -> None:
    site = serve(engine=engine, drop_connection=drop, drop_at=fence)
    account = add_account("instagram")

    done = program.run("file", account.name, "--yes", OBJECTOR_PAGE_TIMEOUT="8")

    assert done.code == 5, done.says
    assert "in doubt" in done.says
    filing = {Kind.SUBMISSION, Kind.DROPPED, Kind.FILED} | ({Kind.CODE} if engine is not Engine.WIZARD else set())
    assert [received.kind for received in site.received if received.kind in filing] == arrived


def test_ctrl_c_leaves_a_ledger_that_tells_the_truth_and_one_sentence(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET)
    account = add_account(mailbox=None)
    points = {
        "signed in": State.FILLING,
        "waiting for the code": State.AWAITING_CODE,
    }
    for words, expected in points.items():
        filing = program.start("file", account.name, "--yes")
        filing.until_it_says(words)
        assert_stopped(filing)
        assert state(ledger) is expected
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


def assert_stopped(filing: Running) -> None:
    filing.interrupt()
    done = filing.end()
    assert done.code == 3, done.says
    assert done.err.strip() == "objector: stopped; nothing is lost. The same command goes on from here."
