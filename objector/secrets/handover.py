"""How a verification code typed in another terminal reaches the run that waits for it, without lying on the disk in plain."""

import asyncio

from objector.secrets.sealed import SealedStore

GLANCE = 0.2
"""Seconds between two looks for a code: short for a person, and next to nothing for the machine (one file status each)."""


class Handover:
    """A place for one code an account, taken once. ``store`` is a sealed store of its own, in ``world/handover``."""

    def __init__(self, store: SealedStore) -> None:
        self._store = store

    def leave(self, account: str, code: str) -> None:
        """Lay the code down for the run that waits for it, in place of one that nobody has taken."""
        self._store.put(account, code.encode())

    def take(self, account: str) -> str | None:
        """Return the account's code and delete it, or None; of many that take at once, one gets it.

        Raises BrokenSealError if it was changed on the way.
        """
        code = self._store.take(account)
        return None if code is None else code.decode()

    async def wait(self, account: str) -> str:
        """Return the first code that is laid down from now on; an older one belongs to an earlier request and is dropped.

        Begin to wait before the code is asked for. Raises BrokenSealError.
        """
        self.take(account)
        while (code := self.take(account)) is None:  # noqa: ASYNC110 - what happens in another process sets no event
            await asyncio.sleep(GLANCE)
        return code
