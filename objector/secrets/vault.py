"""Small secrets in the operating system's keyring: passwords, TOTP seeds, and the key that seals everything larger."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from secrets import token_bytes
from typing import TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from objector.errors import LockedKeyringError, ObjectorError, UnstorableSecretError
from objector.meanwhile import aside
from objector.secrets.backend import no_keyring, usable_keyring

T = TypeVar("T")

REAL = "objector"
REHEARSAL = "objector rehearsal"
"""Names of the keyring's service: no real secret meets a replica."""

LARGEST = 2560
"""Bytes of UTF-16 that one item may hold: Windows' CRED_MAX_CREDENTIAL_BLOB_SIZE."""

_KEY = "master key"


class Vault:
    """Small secrets by name in one service of a keyring.

    ``service`` is REAL or REHEARSAL. ``backend`` is the keyring to use; None: the machine's, looked for when
    first needed. ``patience`` is how long an answer may take in seconds, the time to type a password into a prompt included.

    Every method raises NoKeyringError where there is none that keeps secrets encrypted, and LockedKeyringError when it
    stays locked or does not answer. Methods block: call them in a thread of their own where an event loop runs.
    """

    def __init__(self, service: str, backend: KeyringBackend | None = None, *, patience: float = 60.0) -> None:
        self._service = service
        self._backend = backend
        self._patience = patience
        self._kept: bytes | None = None

    def check(self) -> None:
        """Make sure that the keyring is there and unlocked, before anything else is begun."""
        self._kept = self._read_key()

    def put(self, name: str, secret: str) -> None:
        """Keep a secret, in place of the one that had this name; raises UnstorableSecretError if it is too long."""
        _refuse_unstorable(name, secret)
        self._ask(lambda backend: backend.set_password(self._service, name, secret))

    def put_all(self, secrets: Mapping[str, str]) -> None:
        """Keep secrets by their names: all of them or, where one can't be kept, none; raises UnstorableSecretError."""
        for name, secret in secrets.items():
            _refuse_unstorable(name, secret)
        before = {name: self.get(name) for name in secrets}
        try:
            for name, secret in secrets.items():
                self.put(name, secret)
        except ObjectorError:
            self._restore(before)
            raise

    def _restore(self, before: Mapping[str, str | None]) -> None:
        for name, secret in before.items():
            if secret is None:
                self.delete(name)
            else:
                self.put(name, secret)

    def get(self, name: str) -> str | None:
        """Return the secret of this name, or None."""
        return self._ask(lambda backend: backend.get_password(self._service, name))

    def delete(self, name: str) -> None:
        """Forget the secret of this name; nothing happens if there is none."""
        if self.get(name) is not None:
            self._ask(lambda backend: backend.delete_password(self._service, name))

    def key(self) -> bytes:
        """Return the 32 bytes that seal larger secrets, made when first asked for.

        It is read back after writing, so that two programs that make one at the same time most likely agree.
        """
        if self._kept is None:
            self._kept = self._read_key() or self._make_key()
        return self._kept

    def _read_key(self) -> bytes | None:
        kept = self.get(_KEY)
        return None if kept is None else b64decode(kept)

    def _make_key(self) -> bytes:
        self.put(_KEY, b64encode(token_bytes(32)).decode())
        kept = self._read_key()
        if kept is None:
            raise no_keyring("the one found does not keep what it is given")
        return kept

    @property
    def backend(self) -> KeyringBackend:
        """The keyring in use."""
        return self._bounded(self._find)

    def _find(self) -> KeyringBackend:
        if self._backend is None:
            self._backend = usable_keyring()
        return self._backend

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T:
        try:
            return self._bounded(lambda: question(self._find()))
        except ObjectorError:
            raise
        except KeyringLocked as error:
            raise LockedKeyringError from error
        except Exception as error:  # keyrings are plug-ins and raise what they like
            raise no_keyring(f"the one found fails ({type(error).__name__}: {error})") from error

    def _bounded(self, act: Callable[[], T]) -> T:
        """Wait for the answer in another thread: a keyring may be waiting for a prompt that nobody can see."""
        try:
            return aside(act).result(self._patience)
        except TimeoutError:
            raise LockedKeyringError from None


def _refuse_unstorable(name: str, secret: str) -> None:
    try:
        size = len(secret.encode("utf-16-le"))
    except UnicodeEncodeError:
        raise UnstorableSecretError(name, "it is not valid text") from None  # the cause would carry the secret
    if size > LARGEST:
        raise UnstorableSecretError(name, f"it is {size} bytes long and the keyring of some systems holds {LARGEST}")
    if not secret:
        raise UnstorableSecretError(name, "it is empty")
