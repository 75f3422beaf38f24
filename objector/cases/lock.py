"""One run at a time for one account."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from objector.errors import BadInputError


class BusyAccountError(BadInputError):
    """Another run is at work on this account."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Another run is filing for “{name}” right now. Wait for it to end, or stop it with Ctrl-C, then try again."
        )


@contextmanager
def account_lock(world: Path, name: str) -> Iterator[None]:
    """Hold the account's lock; the operating system frees it when the program dies. Raises BusyAccountError."""
    folder = world / "locks"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyAccountError(name) from None
    try:
        yield
    finally:
        lock.release()
