"""Both databases keep what a ledger promises."""

from pathlib import Path

import pytest

from tests.cases.contract import LedgerContract
from tests.parts.postgresql import Postgresql


class TestSQLite(LedgerContract):
    """In a file of its own."""

    @pytest.fixture
    def empty(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'ledger.sqlite3'}"


class TestPostgreSQL(LedgerContract):
    """On a server of Debian's."""

    @pytest.fixture
    def address(self, postgresql: Postgresql) -> str:
        return postgresql.ledger()

    @pytest.fixture
    def empty(self, postgresql: Postgresql) -> str:
        return postgresql.database()
