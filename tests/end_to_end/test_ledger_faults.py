"""The ledger fails just before the fence, in each way it can: nothing is submitted, a sentence says so, and later it goes on."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.cases.roster import Roster
from objector.cli.shared import now
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Version
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program
from tests.end_to_end.terminal import Terminal
from tests.parts.postgresql import Postgresql
from tests.parts.small_disk import SmallDisk


@dataclass(frozen=True)
class Fault:
    """How the ledger at an address is made to fail and to work again, and the words in which the program tells of it."""

    address: str
    begin: Callable[[], object]
    end: Callable[[], object]
    words: str


def full_disk(request: pytest.FixtureRequest) -> Fault:
    disk: SmallDisk = request.getfixturevalue("small_disk")
    return Fault(f"sqlite:///{disk.folder / 'ledger.sqlite3'}", disk.fill, disk.free, "There is no space left for the ledger")


def locked(request: pytest.FixtureRequest) -> Fault:
    folder: Path = request.getfixturevalue("tmp_path")
    path = folder / "shared.sqlite3"
    other = sqlite3.connect(path, isolation_level=None)
    lock = lambda: other.execute("BEGIN EXCLUSIVE")  # noqa: E731
    return Fault(f"sqlite:///{path}?timeout=0.2", lock, other.close, "Another program keeps the ledger")


def server_gone(request: pytest.FixtureRequest) -> Fault:
    server: Postgresql = request.getfixturevalue("postgresql")
    return Fault(server.ledger(), server.stop, server.start, "The server of the ledger")


@pytest.fixture(params=[full_disk, locked, server_gone])
def fault(request: pytest.FixtureRequest) -> Fault:
    return request.param(request)


@pytest.fixture
def roster(fault: Fault, program: Program) -> Roster:
    program.environment["OBJECTOR_REHEARSAL_LEDGER"] = fault.address
    return Roster(open_database(fault.address))


def test_what_cannot_be_recorded_is_not_submitted(fault: Fault, serve: Serve, add_account: AddAccount, program: Program) -> None:
    site = serve(version=Version.SHORT)
    account = add_account()
    with Terminal(program, "file", account.name) as terminal:
        terminal.until_it_says("Submit it?")
        fault.begin()
        terminal.type("y")
        terminal.until_it_says(fault.words)
        code = terminal.end()
    fault.end()
    assert code == 3, terminal.says
    assert "Traceback" not in terminal.says
    assert site.of(Kind.SUBMISSION) == []

    ledger = Ledger(open_database(fault.address), now)
    assert ledger.cases()[-1].state in {State.FILLING, State.NEEDS_PERSON}
    done = program.run("file", account.name, "--yes")
    assert done.code == 0, done.says
    assert len(site.filed_objections) == 1
    assert ledger.cases()[-1].state is State.FILED
