"""A keyring that forgets: for rehearsals, which must run on machines without a real one."""

import keyring.errors
from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Keeps secrets in this process only; used where it is passed in, never as a fallback: its priority says so."""

    priority = -1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret, or None."""
        return self._secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret until the process ends."""
        self._secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget the secret; raises keyring's PasswordDeleteError if there is none."""
        if self._secrets.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError(username)
