"""Claims: what one program at a time works on, whichever machine it runs on, and that no crash leaves behind."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text

from objector.cases.database import file_folder, program_name, shown
from objector.cases.errors import LedgerLostError, file_failure
from objector.errors import BadInputError

Busy = Callable[[str], BadInputError]
"""Makes the failure that names who holds a claim: “host, process 123, since 2026-03-01 12:00”, or nothing where nobody knows."""


class Claims(ABC):
    """The claims to one ledger's accounts and batches, and the writing that is done under them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @abstractmethod
    def held(self, what: str, busy: Busy) -> AbstractContextManager[None]:
        """Hold the claim to something; raises what ``busy`` makes when it is held already, be it by this program."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """Begin a transaction, which can't be committed once a claim that this program holds is lost."""


def claims_to(engine: Engine, clock: Callable[[], datetime]) -> Claims:
    """Return the claims to the ledger of this engine, in the way that its database has for them."""
    return FileClaims(engine, clock) if engine.dialect.name == "sqlite" else ServerClaims(engine)


class FileClaims(Claims):
    """Locked files beside an SQLite ledger: the operating system unlocks them when the program that holds them dies."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        super().__init__(engine)
        self._clock = clock

    @contextmanager
    def held(self, what: str, busy: Busy) -> Iterator[None]:
        """See Claims; raises LedgerFullError or LedgerUnusableError where they can't be written."""
        folder = file_folder(self._engine.url) / "locks"
        lock = FileLock(folder / f"{sha256(what.encode()).hexdigest()[:24]}.lock")
        holder = Path(lock.lock_file).with_suffix(".holder")
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.acquire(timeout=0)
            holder.write_text(f"{program_name()}, since {self._clock():%Y-%m-%d %H:%M}", encoding="utf-8")
        except Timeout:
            raise busy(holder.read_text(encoding="utf-8") if holder.exists() else "") from None
        except OSError as error:
            lock.release()
            raise file_failure(shown(self._engine.url), error) from None
        try:
            yield
        finally:
            holder.unlink(missing_ok=True)
            lock.release()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """See Claims: a file that is locked stays so for as long as this program runs."""
        with self._engine.begin() as connection:
            yield connection


class ServerClaims(Claims):
    """Advisory locks of one session with PostgreSQL, which the server frees when the session ends, however it ends.

    What is written under claims is written in that same session: when it is lost, and another program may have taken the
    claims, nothing more is written. (PostgreSQL's manual: “Explicit Locking”, “Advisory Locks”.)
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._session: Connection | None = None
        self._keys: set[int] = set()
        self._turn = RLock()

    @contextmanager
    def held(self, what: str, busy: Busy) -> Iterator[None]:
        """See Claims; raises LedgerLostError."""
        key = int.from_bytes(sha256(what.encode()).digest()[:8], signed=True)
        with self._turn:
            self._take(key, busy)
        try:
            yield
        finally:
            with self._turn:
                self._give_back(key)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """See Claims; raises LedgerLostError."""
        with self._turn, self._transaction() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._session is None:
            with self._engine.begin() as connection:
                yield connection
        elif self._session.invalidated:
            raise LedgerLostError(shown(self._engine.url), "the connection that held the claims is gone")
        else:
            with self._session.begin():
                yield self._session

    def _take(self, key: int, busy: Busy) -> None:
        if self._session is None:
            self._session = self._engine.connect()
        try:
            with self._transaction() as connection:
                # The server lets a session have a lock that it has already.
                taken = key not in self._keys and connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key})
                if not taken:
                    raise busy(connection.scalar(HOLDER, {"key": key}) or "")
            self._keys.add(key)
        finally:
            self._end_session_unless_needed()

    def _give_back(self, key: int) -> None:
        self._keys.discard(key)
        with suppress(LedgerLostError), self._transaction() as connection:  # a server that is lost has freed it already
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
        self._end_session_unless_needed()

    def _end_session_unless_needed(self) -> None:
        if self._session is not None and not self._keys:
            self._session.close()
            self._session = None


HOLDER = text("""
SELECT activity.application_name || ', since ' || to_char(activity.backend_start, 'YYYY-MM-DD HH24:MI')
FROM pg_locks AS lock JOIN pg_stat_activity AS activity USING (pid)
WHERE lock.locktype = 'advisory' AND lock.granted AND lock.objsubid = 1
AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND (lock.classid::bigint << 32) | lock.objid::bigint = :key
""")
"""Who holds the lock of a key, as far as the server tells: every connection's application is named after its program."""
