"""Whatever becomes of the disk, the lock or the server: one sentence, nothing half-written, and what was there stays readable."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from objector.cases.database import open_database
from objector.cases.errors import LedgerBusyError, LedgerFullError, LedgerLostError, LedgerUnusableError
from objector.cases.ledger import Ledger
from objector.cases.lock import account_lock
from objector.cases.model import Account, EventKind, State
from objector.cases.roster import Roster
from tests.cases.conftest import START
from tests.parts.postgresql import LEDGER, Postgresql
from tests.parts.small_disk import SmallDisk

ANNA = Account(name="facebook:anna", flow="facebook", email="anna@example.org", country="DE", reason="mine")


def opened(address: str) -> Ledger:
    return Ledger(open_database(address), lambda: START)


def append_many(ledger: Ledger, number: int) -> None:
    for _ in range(100):
        ledger.append(number, EventKind.STEP, detail="x" * 500)


def test_on_a_full_disk_nothing_is_half_written_and_all_stays_readable(small_disk: SmallDisk) -> None:
    address = f"sqlite:///{small_disk.folder / 'ledger.sqlite3'}"
    ledger = opened(address)
    case = ledger.open_case("anna", "facebook")
    small_disk.fill()
    with pytest.raises(LedgerFullError, match=r"no space left .* Free some space"):
        append_many(ledger, case.number)
    before = ledger.case(case.number)
    with pytest.raises(LedgerFullError):
        Roster(open_database(address)).put(ANNA)
    with pytest.raises(LedgerFullError), account_lock(ledger, "anna"):
        pass

    ledger._engine.dispose()
    later = opened(address)
    assert later.case(case.number) == before
    assert later.totals() == {State.PLANNED: 1}
    later._engine.dispose()

    small_disk.free()
    opened(address).append(case.number, EventKind.SUBMITTING)
    assert opened(address).case(case.number).events[:-1] == before.events


def test_a_ledger_that_another_program_keeps_locked_is_told_and_goes_on_once_it_is_free(address: str, tmp_path: Path) -> None:
    ledger = opened(f"{address}?timeout=0.1")
    case = ledger.open_case("anna", "facebook")
    other = sqlite3.connect(tmp_path / "world" / "ledger.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerBusyError, match=r"Another program keeps the ledger .* Close what has it open"):
        ledger.append(case.number, EventKind.SUBMITTING)
    assert ledger.case(case.number) == case
    other.execute("COMMIT")
    ledger.append(case.number, EventKind.SUBMITTING)
    other.close()


def test_a_ledger_that_may_not_be_written_is_told(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ledger = opened(address)
    case = ledger.open_case("anna", "facebook")
    path = address.removeprefix("sqlite:///")
    reading = opened(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(LedgerUnusableError, match="readonly database"):
        reading.append(case.number, EventKind.SUBMITTING)
    assert reading.case(case.number) == case
    assert [file.name for file in tmp_path.iterdir()] == ["world"]


def test_a_server_that_goes_away_is_told_and_what_it_had_is_there_when_it_is_back(postgresql: Postgresql) -> None:
    address = postgresql.ledger()
    ledger = opened(address)
    case = ledger.open_case("anna", "facebook")
    ledger.append(case.number, EventKind.SUBMITTING)
    postgresql.stop()
    try:
        for act in (
            lambda: ledger.append(case.number, EventKind.FILED),
            lambda: ledger.case(case.number),
            lambda: opened(address),
        ):
            with pytest.raises(LedgerLostError, match="can't be reached: "):
                act()
    finally:
        postgresql.start()
    assert ledger.case(case.number).state is State.SUBMITTING
    ledger.append(case.number, EventKind.FILED)


def test_who_has_lost_a_claim_writes_nothing_under_it(postgresql: Postgresql) -> None:
    address = postgresql.ledger()
    ledger, other = opened(address), opened(address)
    case = ledger.open_case("anna", "facebook")
    with account_lock(ledger, "anna"), account_lock(ledger, "bert"):
        postgresql.run(CUT_CLAIMS, database=LEDGER)
        with account_lock(other, "anna"):
            for _ in range(2):
                with pytest.raises(LedgerLostError):
                    ledger.append(case.number, EventKind.SUBMITTING)
            with pytest.raises(LedgerLostError), account_lock(ledger, "carl"):
                pass
            assert ledger.case(case.number) == case
    with account_lock(ledger, "anna"):
        ledger.append(case.number, EventKind.SUBMITTING)


CUT_CLAIMS = "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"


@pytest.mark.parametrize(
    ("code", "failure"), [("53100", LedgerFullError), ("57P03", LedgerLostError), ("25006", LedgerUnusableError)]
)
def test_what_the_server_answers_is_told_apart(code: str, failure: type[Exception], postgresql: Postgresql) -> None:
    raising = text(f"DO $$ BEGIN RAISE EXCEPTION 'as it says' USING ERRCODE = '{code}'; END $$")
    with pytest.raises(failure, match="as it says"), open_database(postgresql.ledger()).begin() as connection:
        connection.execute(raising)


def test_a_table_that_another_program_keeps_locked_is_told(postgresql: Postgresql) -> None:
    address = postgresql.ledger()
    ledger = opened(f"{address}?options=-c%20lock_timeout%3D50ms")
    case = ledger.open_case("anna", "facebook")
    with open_database(address).begin() as other:
        other.execute(text("LOCK TABLE cases"))
        with pytest.raises(LedgerBusyError):
            ledger.append(case.number, EventKind.SUBMITTING)
    ledger.append(case.number, EventKind.SUBMITTING)
