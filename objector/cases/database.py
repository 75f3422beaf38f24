"""Opening the ledger's database: made on first use, brought up to date, safe against a power cut."""

from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from objector.errors import ObjectorError

HEAD = "0003"
"""The newest migration; told here so that a ledger that is up to date is opened without loading Alembic."""


class LedgerUnusableError(ObjectorError):
    """The ledger can't be opened: not a database, no permission, or no such server."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"The ledger {address} can't be opened: {why}. "
            "Check OBJECTOR_HOME and OBJECTOR_LEDGER, the permissions and the free space."
        )


class LedgerTooNewError(ObjectorError):
    """The ledger was written by a newer version of the program."""

    def __init__(self, address: str, version: str) -> None:
        super().__init__(f"The ledger {address} is of a newer objector (schema {version}). Update objector, then try again.")


def open_database(address: str) -> Engine:
    """Open the database at this address, creating or migrating it; raises LedgerUnusableError, LedgerTooNewError."""
    url = make_url(address)
    shown = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        _bring_up_to_date(engine, shown)
    except (OperationalError, DatabaseError) as error:
        raise LedgerUnusableError(shown, str(error.orig)) from None
    except OSError as error:
        raise LedgerUnusableError(shown, error.strerror or str(error)) from None
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    Path(engine.url.database or ".").parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    @event.listens_for(engine, "connect")
    def _configure(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - the driver's own types
        # FULL: what the fence wrote must survive a power cut, not only a crash of the program.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")


def _bring_up_to_date(engine: Engine, shown: str) -> None:
    if schema_version(engine) == HEAD:
        return
    if engine.dialect.name != "sqlite":
        _migrate(engine, shown)
        return
    with FileLock(f"{engine.url.database}.migrating"):
        _migrate(engine, shown)


def schema_version(engine: Engine) -> str | None:
    """Return the schema's version, or None for an empty database."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine, shown: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow to load and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise LedgerTooNewError(shown, schema_version(engine) or "unknown") from None
