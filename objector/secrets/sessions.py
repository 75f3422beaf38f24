"""Signed-in browser sessions, kept sealed, one an account."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from objector.secrets.sealed import SealedStore
from objector.secrets.vault import Vault

if TYPE_CHECKING:
    from playwright.async_api import StorageState


class Sessions:
    """What a browser needs to be signed in again: Playwright's storage state (cookies, local storage) by account name."""

    def __init__(self, store: SealedStore) -> None:
        self._store = store

    def keep(self, account: str, state: "StorageState") -> None:
        """Seal the account's session, in place of the one it had."""
        self._store.put(account, json.dumps(state).encode())

    def restore(self, account: str) -> "StorageState | None":
        """Return the account's session, or None if it has none; raises BrokenSealError if it can't be opened."""
        sealed = self._store.get(account)
        return None if sealed is None else cast("StorageState", json.loads(sealed))

    def forget(self, account: str) -> None:
        """Delete the account's session; nothing happens if there is none."""
        self._store.delete(account)


def open_sessions(world: Path, vault: Vault) -> Sessions:
    """Open the sessions that are kept in this folder (``Settings.world``) under the vault's key."""
    return Sessions(SealedStore(world / "sessions", vault.key()))
