"""A real database server for tests: Debian's PostgreSQL, private to one test worker, with a database for each test."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from objector.cases.database import open_database
from tests.end_to_end.program import until
from tests.parts.dovecot import HOST, _free_port
from tests.parts.system import require

USER = "postgres"
LEDGER = "ledger"

END_CONNECTIONS = f"""
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{LEDGER}' AND pid <> pg_backend_pid()
"""
EMPTY = """
SET session_replication_role = replica;
TRUNCATE accounts, mailboxes, cases, events, used_mails RESTART IDENTITY
"""
"""As a replica it fires no triggers, also not the one that refuses just this."""

HASTY = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB", "autovacuum=off")
"""Nothing here has to outlive the machine, and there is little of it."""


class Postgresql:
    """A running server, which trusts everybody on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name))
        # The server refuses to run as root.
        self._as_server = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups"] if os.geteuid() == 0 else []
        self._port = _free_port()
        self._numbers = count(1)
        self._prepare()
        self.start()
        self.run(f"CREATE DATABASE {LEDGER}")
        open_database(self.address(LEDGER)).dispose()

    def _prepare(self) -> None:
        if self._as_server:
            shutil.chown(self._folder, USER, USER)
        options = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C", "--no-sync"]
        command = [*self._as_server, str(self._programs / "initdb"), f"--pgdata={self._folder / 'data'}", *options]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = (f"listen_addresses={HOST}", f"port={self._port}", f"unix_socket_directories={self._folder}", *HASTY)
        command = [*self._as_server, str(self._programs / "postgres"), "-D", str(self._folder / "data")]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *(word for setting in settings for word in ("-c", setting))], stderr=log, cwd=self._folder
            )
        until(self._answers, lambda: (self._folder / "log").read_text() if self._process.poll() is not None else "")

    def stop(self) -> None:
        """Stop it as a crash would: every connection is cut."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(20)

    def address(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{USER}@{HOST}:{self._port}/{database}"

    def database(self) -> str:
        """Make an empty database, and return its address."""
        name = f"database_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.address(name)

    def ledger(self) -> str:
        """Return the address of a ledger that is up to date and empty; there is one for each test in its turn."""
        self.run(END_CONNECTIONS, EMPTY, database=LEDGER)
        return self.address(LEDGER)

    def run(self, *statements: str, database: str = USER) -> None:
        """Run statements one by one, each for itself."""
        address = self.address(database).replace("postgresql:", "postgresql+psycopg:")
        with create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def _answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except OperationalError:
            return False
        return True


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """Serve databases for the whole test session; each test takes one of its own."""
    require("postgresql")
    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        server = Postgresql(Path(folder))
        try:
            yield server
        finally:
            server.stop()
