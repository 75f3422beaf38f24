"""A ledger on disk, and a clock that a test sets."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.roster import Roster

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'world' / 'ledger.sqlite3'}"


@pytest.fixture
def engine(address: str) -> Engine:
    return open_database(address)


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    ticks = iter(range(10_000))
    return Ledger(engine, lambda: START + timedelta(seconds=next(ticks)))


@pytest.fixture
def another(address: str) -> Callable[[], Ledger]:
    """Open the ledger once more, as another program does."""
    return lambda: Ledger(open_database(address), lambda: START)


@pytest.fixture
def roster(engine: Engine) -> Roster:
    return Roster(engine)
