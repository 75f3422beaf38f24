"""Secrets too large for a keyring, in files that only the key in the keyring opens."""

from hashlib import sha256
from pathlib import Path
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from objector.errors import BrokenSealError
from objector.secrets.private import private_folder, write_private

MARK = b"objector sealed 1\n"
"""How a sealed file begins; then come the name's length (two bytes, big-endian), the name, the nonce and the secret."""

_NONCE = 12


class SealedStore:
    """Secrets by name, a file each, under AES-256-GCM with the name as associated data, a fresh 96-bit nonce each.

    ``folder`` is made private to its owner; ``key`` is 32 bytes (``Vault.key``). File names are hashes of the names, so
    that any name up to 65,535 bytes of UTF-8 will do on any file system; the names stand in the files in the clear.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)

    def put(self, name: str, data: bytes) -> None:
        """Seal the data, in place of what had this name; a crash leaves the old or the new."""
        head, nonce = _head(name), token_bytes(_NONCE)
        write_private(self._path(name), head + nonce + self._cipher.encrypt(nonce, data, head))

    def get(self, name: str) -> bytes | None:
        """Return the data of this name, or None; raises BrokenSealError if it was changed or the key is another."""
        path = self._path(name)
        return self._open(name, path) if path.exists() else None

    def take(self, name: str) -> bytes | None:
        """Return the data of this name and delete it, for one taker only; raises BrokenSealError as get does."""
        path = self._path(name)
        taken = path.with_suffix(f".{token_bytes(8).hex()}")
        try:
            path.rename(taken)
        except FileNotFoundError:
            return None
        try:
            return self._open(name, taken)
        finally:
            taken.unlink()

    def delete(self, name: str) -> None:
        """Delete the data of this name; nothing happens if there is none."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """Return all names in alphabetical order; raises BrokenSealError for a file that is not a sealed one."""
        return sorted(_name_in(path) for path in private_folder(self._folder).glob("*.sealed"))

    def _path(self, name: str) -> Path:
        return self._folder / f"{sha256(name.encode()).hexdigest()}.sealed"

    def _open(self, name: str, path: Path) -> bytes:
        sealed, head = path.read_bytes(), _head(name)
        nonce, secret = sealed[len(head) :][:_NONCE], sealed[len(head) + _NONCE :]
        if not sealed.startswith(head):
            raise BrokenSealError(name, path)
        try:
            return self._cipher.decrypt(nonce, secret, head)
        except (InvalidTag, ValueError):
            raise BrokenSealError(name, path) from None


def _head(name: str) -> bytes:
    label = name.encode()
    return MARK + len(label).to_bytes(2) + label


def _name_in(path: Path) -> str:
    with path.open("rb") as file:
        if file.read(len(MARK)) != MARK:
            raise BrokenSealError(path.stem, path)
        return file.read(int.from_bytes(file.read(2))).decode(errors="replace")
