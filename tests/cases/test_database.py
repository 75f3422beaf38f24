"""The ledger's database is made on first use, brought up to date, and refused when it can't be used."""

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

import objector.cases
from objector.cases.database import HEAD, open_database, schema_version
from objector.cases.errors import LedgerTooNewError, LedgerUnusableError
from objector.cases.roster import Roster
from objector.cases.tables import metadata


def test_the_newest_migration_is_the_one_that_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(objector.cases.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_migrations_make_the_tables_that_the_program_uses(engine: Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_a_database_is_made_on_first_use_and_then_left_alone(address: str) -> None:
    assert schema_version(open_database(address)) == HEAD
    assert schema_version(open_database(address)) == HEAD


def test_accounts_of_an_older_program_stay_and_have_no_details_and_no_client(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ledger.sqlite3'}"
    config = Config()
    config.set_main_option("script_location", str(Path(objector.cases.__file__).parent / "migrations"))
    with create_engine(address).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        values = "('facebook:anna', 'facebook', 'anna@example.org', 'DE', 'mine', 'de', '', NULL)"
        connection.execute(text(f"INSERT INTO accounts VALUES {values}"))
    (kept,) = Roster(open_database(address)).accounts()
    assert (kept.name, kept.details, kept.client) == ("facebook:anna", {}, "")


def test_what_is_written_survives_a_power_cut(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_many_that_open_it_at_once_make_it_once(address: str) -> None:
    versions: list[str | None] = []
    openers = [threading.Thread(target=lambda: versions.append(schema_version(open_database(address)))) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert versions == [HEAD] * 4


def test_a_ledger_of_a_newer_program_is_not_touched(engine: Engine, address: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerTooNewError, match=r"schema 9999\). Update objector"):
        open_database(address)
    assert schema_version(engine) == "9999"


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
