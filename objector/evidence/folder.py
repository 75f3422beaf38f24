"""The folder that holds what proves one case."""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from objector.cases.model import Case, Event
from objector.evidence.in_words import in_words
from objector.evidence.manifest import MANIFEST, PAGE, Facts, Manifest, Moment, Piece, digest, read_manifest
from objector.secrets.private import private_folder, write_private

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_MARKED = re.compile(r".*-[0-9a-f]{12}")
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
_PIECE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+")


class EvidenceFolder:
    """Pieces of evidence, each kept once and never overwritten, and the manifest that lists them.

    Killing the program at any point leaves a folder that verifies: at worst one file that the manifest doesn't list yet.
    ``now`` gives the time with its zone; ``redact`` blots secrets out of a text and is applied to all that reads as text.
    """

    def __init__(self, path: Path, facts: Facts, *, now: Callable[[], datetime], redact: Callable[[str], str]) -> None:
        self.path = private_folder(path)
        self._now = now
        self._redact = redact
        self._manifest: Manifest
        kept = read_manifest(path) if (path / MANIFEST).exists() else Manifest(facts=facts, software="")
        self._keep(replace(kept, facts=self._redacted(facts), software=f"objector {version('objector')}"))

    @property
    def manifest(self) -> Manifest:
        """What is in the folder by now."""
        return self._manifest

    def add(self, name: str, data: bytes | str, what: str, *, address: str = "") -> Path:
        """Keep one more piece and return where, under its name with the next number before it (``01-filled-form.png``).

        ``what`` says in a few words what it shows, ``address`` which page. Raises ValueError for a name that isn't small
        letters, digits and hyphens with one suffix.
        """
        if not _PIECE_NAME.fullmatch(name):
            raise ValueError(name)
        path = self.path / f"{self._next_number():02}-{name}"
        kept = self._without_secrets(data)
        write_private(path, kept)
        piece = Piece(
            name=path.name,
            what=self._redact(what),
            sha256=digest(kept),
            size=len(kept),
            at=_moment(self._now()),
            address=self._redact(address),
        )
        self._keep(replace(self._manifest, pieces=(*self._manifest.pieces, piece)))
        return path

    def tell(self, events: Iterable[Event]) -> None:
        """Replace the timeline by these events of the case; the manifest is written with the page, or the next piece."""
        timeline = tuple(
            Moment(kind=event.kind.value, at=_moment(event.at), detail=self._redact(in_words(event))) for event in events
        )
        self._manifest = replace(self._manifest, timeline=timeline)

    def keep_page(self, html: str) -> Path:
        """Write the page that shows the evidence, over the one before, and return where."""
        page = self._without_secrets(html)
        self._keep(self._manifest.with_page(page))
        write_private(self.path / PAGE, page)
        return self.path / PAGE

    def _keep(self, manifest: Manifest) -> None:
        write_private(self.path / MANIFEST, manifest.to_json())
        self._manifest = manifest

    def _next_number(self) -> int:
        # Files that the manifest doesn't list count as well: they are never overwritten either.
        numbers = (re.match(r"\d+(?=-)", path.name) for path in self.path.iterdir())
        return max((int(number[0]) for number in numbers if number), default=0) + 1

    def _without_secrets(self, data: bytes | str) -> bytes:
        if isinstance(data, str):
            return self._redact(data).encode()
        try:
            return self._without_secrets(data.decode())
        except UnicodeDecodeError:
            return data  # a picture

    def _redacted(self, facts: Facts) -> Facts:
        told: dict[str, Any] = {
            name: self._redact(value) if isinstance(value, str) else value for name, value in asdict(facts).items()
        }
        details = {name: self._redact(text) for name, text in facts.details.items()}
        return Facts(**{**told, "details": details})


def evidence_folder(world: Path, case: Case) -> Path:
    """Return where the evidence of a case is kept: ``evidence/ACCOUNT/FLOW-NUMBER`` under the settings' ``world``."""
    return account_folder(world, case.account) / f"{case.flow}-{case.number}"


def kept_folders(world: Path, account: str | None = None) -> list[Path]:
    """Return the folders of evidence that there are for an account, or for all of them, the oldest case first."""
    accounts = (world / "evidence").glob("*") if account is None else [account_folder(world, account)]
    found = (path for folder in accounts for path in folder.glob("*-*") if path.is_dir())
    return sorted(found, key=lambda path: int(path.name.rpartition("-")[2]))


def account_folder(world: Path, account: str) -> Path:
    """Return where the evidence of an account is kept; no two names share a folder on any file system.

    A name of small letters, digits, hyphens and underscores is its own folder. Any other one is reduced to these and marked
    with the first twelve digits of its SHA-256: file systems may ignore case, forbid characters and reserve names.
    """
    plain = _PLAIN.fullmatch(account) and not _MARKED.fullmatch(account) and not _RESERVED.fullmatch(account)
    if plain:
        return world / "evidence" / account
    readable = re.sub(r"[^a-z0-9_]+", "-", account.lower()).strip("-")[:40] or "account"
    return world / "evidence" / f"{readable}-{sha256(account.encode()).hexdigest()[:12]}"


def _moment(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError("a time of evidence needs its zone")
    return at.isoformat(timespec="seconds")
