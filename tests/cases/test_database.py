"""The ledger's database is made on first use, brought up to date, and refused when it can't be used."""

import sys
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

import objector.cases
from objector.cases.database import HEAD, open_database
from objector.cases.errors import DriverMissingError, LedgerAddressError, LedgerLostError, LedgerUnusableError


def test_the_newest_migration_is_the_one_that_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(objector.cases.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_what_is_written_survives_a_power_cut(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_text("dear diary, " * 100)
    with pytest.raises(LedgerUnusableError, match="file is not a database"):
        open_database(f"sqlite:///{path}")


def test_a_folder_that_cannot_be_made_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerUnusableError, match=r"Not a directory|File exists"):
        open_database(f"sqlite:///{tmp_path / 'file' / 'ledger.sqlite3'}")


def test_the_folder_is_nobody_elses_business(engine: Engine, tmp_path: Path) -> None:
    assert (tmp_path / "world").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "given", ["ledger", "/home/ana/ledger.sqlite3", "mysql://ana:secret@host/db", "postgresql+asyncpg://host/db"]
)
def test_an_address_that_can_be_no_ledgers_is_refused_without_telling_what_may_be_a_password(given: str) -> None:
    with pytest.raises(LedgerAddressError, match=r"OBJECTOR_LEDGER can't be used: .* Give sqlite:///") as refused:
        open_database(given)
    assert "secret" not in str(refused.value)


def test_without_its_driver_a_ledger_on_postgresql_is_answered_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissingError, match=r"pip install 'objector\[postgresql\]'"):
        open_database("postgresql://ana:secret@127.0.0.1/ledger")


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(LedgerLostError, match=r"ana:\*\*\*@127.0.0.1:9/ledger can't be reached: .*refused") as refused:
        open_database("postgresql://ana:secret@127.0.0.1:9/ledger")
    assert "secret" not in str(refused.value)
