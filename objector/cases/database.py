"""Opening the ledger's database: made on first use, brought up to date, safe against a power cut."""

import os
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from objector.cases.errors import DriverMissingError, LedgerAddressError, LedgerTooNewError, failure, file_failure

HEAD = "0004"
"""The newest migration; told here so that a ledger that is up to date is opened without loading Alembic."""

PATIENCE = 10
"""Seconds that a statement waits while another program keeps the ledger to itself."""

SESSION = {
    # What the fence wrote must survive a crash of the server, too.
    "synchronous_commit": "on",
    "lock_timeout": f"{PATIENCE}s",
    # A machine that has gone is noticed within a minute, and its claims are freed.
    "tcp_keepalives_idle": 30,
    "tcp_keepalives_interval": 10,
    "tcp_keepalives_count": 3,
}
"""Settings of every session with PostgreSQL."""

MIGRATING = 0x6F626A6563746F72
"""The key of the lock under which a PostgreSQL ledger is migrated; any number that nobody else uses there."""


def open_database(address: str) -> Engine:
    """Open the database at this address, creating or migrating it. What goes wrong with it, now or later, is told in a sentence.

    ``address`` is SQLAlchemy's, of an SQLite file or a PostgreSQL database. Raises LedgerAddressError, DriverMissingError,
    LedgerTooNewError, and whatever ``objector.cases.errors.failure`` returns.
    """
    engine = _engine(_url(address))
    event.listen(engine, "handle_error", _tell)
    try:
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        _bring_up_to_date(engine)
    except OSError as error:
        raise file_failure(shown(engine.url), error) from None
    return engine


def shown(url: URL) -> str:
    """Return a database's address as it may be shown, without a password."""
    return url.render_as_string(hide_password=True)


def file_folder(url: URL) -> Path:
    """Return the folder of an SQLite database, be its address a path or a URI (sqlite.org/uri.html)."""
    database = url.database or "."
    return Path(unquote(urlsplit(database).path) if database.startswith("file:") else database).parent


def program_name() -> str:
    """Return how this program is called among those that use one ledger: its machine and its process."""
    return f"{socket.gethostname()}, process {os.getpid()}"


def schema_version(engine: Engine) -> str | None:
    """Return the schema's version, or None for an empty database."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise LedgerAddressError("it is not the address of a database") from None
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise LedgerAddressError(f"a ledger can't be kept with “{url.drivername}”")
    return url


def _engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        return create_engine(url, connect_args={} if "timeout" in url.query else {"timeout": PATIENCE})
    settings = {
        "application_name": program_name(),
        "options": " ".join([*(f"-c {name}={value}" for name, value in SESSION.items()), str(url.query.get("options", ""))]),
        "keepalives_idle": 30,
        "connect_timeout": PATIENCE,
    }
    try:
        # A server that was started anew, or a line that was idle for too long, is found out before a statement is sent.
        return create_engine(url, connect_args=settings, pool_pre_ping=True)
    except ImportError as error:
        raise DriverMissingError(str(error)) from None


def _tell(context: ExceptionContext) -> BaseException | None:
    if context.is_pre_ping or context.engine is None:
        return None  # a connection that is gone is made anew
    return failure(shown(context.engine.url), context.original_exception)


def _prepare_sqlite(engine: Engine) -> None:
    file_folder(engine.url).mkdir(parents=True, exist_ok=True, mode=0o700)

    @event.listens_for(engine, "connect")
    def _configure(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - the driver's own types
        _open_wal(connection)
        # FULL: what the fence wrote must survive a power cut, not only a crash of the program.
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")


def _open_wal(connection: sqlite3.Connection) -> None:
    try:
        _switch_to_wal(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_IOERR:
            raise
        # On a full disk there is no room for the memory that connections share. One alone does without it, and can read
        # (sqlite.org/wal.html#noshm).
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=WAL")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Switch, also where many open a new ledger at once: SQLite then refuses at once instead of waiting as it does elsewhere."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _bring_up_to_date(engine: Engine) -> None:
    if schema_version(engine) != HEAD:
        with _alone(engine) as connection:
            _migrate(connection, shown(engine.url))


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction in which no other program migrates."""
    # Python's driver begins no transaction before it creates a table, so that half a migration would stay.
    alone = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else f"SELECT pg_advisory_xact_lock({MIGRATING})"
    with engine.begin() as connection:
        connection.exec_driver_sql(alone)
        yield connection


def _migrate(connection: Connection, shown_address: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow to load and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        raise LedgerTooNewError(shown_address, str(version)) from None
