"""Checking, without any network, that evidence is complete and unchanged."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from objector.evidence.manifest import MANIFEST, PAGE, Manifest, ManifestUnreadableError, Piece, digest, read_manifest


class Trouble(StrEnum):
    """What can be wrong with a file of evidence."""

    MISSING = "is missing"
    CHANGED = "was changed"
    UNREADABLE = "can't be read"
    UNLISTED = "is not in the manifest"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One file of a folder of evidence with which something is wrong."""

    path: Path
    trouble: Trouble

    @property
    def serious(self) -> bool:
        """Whether it casts doubt on the evidence; a file too many doesn't: a program that was killed may leave one."""
        return self.trouble is not Trouble.UNLISTED

    def __str__(self) -> str:
        return f"{self.path} {self.trouble}"


def verify(folder: Path) -> list[Problem]:
    """Return what is wrong with a folder of evidence: every piece must be there with its hash, and nothing else."""
    try:
        manifest = read_manifest(folder)
    except FileNotFoundError:
        return [Problem(path=folder / MANIFEST, trouble=Trouble.MISSING)]
    except (ManifestUnreadableError, OSError):
        return [Problem(path=folder / MANIFEST, trouble=Trouble.UNREADABLE)]
    return [*_pieces(folder, manifest), *_page(folder, manifest), *_others(folder, manifest)]


def _pieces(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for piece in manifest.pieces:
        trouble = _trouble(folder / piece.name, piece)
        if trouble:
            yield Problem(path=folder / piece.name, trouble=trouble)


def _trouble(path: Path, piece: Piece) -> Trouble | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Trouble.MISSING
    except OSError:
        return Trouble.UNREADABLE
    return None if digest(data) == piece.sha256 and len(data) == piece.size else Trouble.CHANGED


def _page(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    # The page only shows what is in the manifest and the pieces, and can be made again: it may be missing.
    page = folder / PAGE
    if page.exists() and digest(page.read_bytes()) not in manifest.pages:
        yield Problem(path=page, trouble=Trouble.CHANGED)


def _others(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    listed = {MANIFEST, PAGE, *(piece.name for piece in manifest.pieces)}
    for path in sorted(folder.iterdir()):
        if path.name not in listed:
            yield Problem(path=path, trouble=Trouble.UNLISTED)
