"""The list of what a folder of evidence holds, as ``manifest.json``."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from objector.errors import ObjectorError

MANIFEST = "manifest.json"
PAGE = "index.html"
REHEARSAL_NOTICE = "Rehearsal – nothing was sent to the real site."


class ManifestUnreadableError(ObjectorError):
    """A manifest is damaged: it is written whole or not at all, so somebody or something changed it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} can't be read: {why}. Restore it from a backup, or move its folder out of the way.")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the evidence is about. ``country`` is ISO 3166-1 alpha-2, ``language`` the BCP 47 tag of the site's pages.

    ``form`` is the form's title for people, ``browser`` the browser with its version, ``details`` what only some forms ask, as
    a person reads it.
    """

    account: str
    flow: str
    case: int
    form: str
    email: str
    country: str
    reason: str
    additional: str = ""
    details: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    browser: str = ""
    rehearsal: bool


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece of evidence. ``at`` is when it was kept, ISO 8601 with zone; ``address`` the page it shows, if any."""

    name: str
    what: str
    sha256: str
    size: int
    at: str
    address: str = ""

    @property
    def time(self) -> datetime:
        """When it was kept, with zone."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One event of the case. ``kind`` is a value of EventKind, ``at`` ISO 8601 with zone."""

    kind: str
    at: str
    detail: str = ""

    @property
    def time(self) -> datetime:
        """When it happened, with zone."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Facts, pieces and timeline of one case.

    ``pages`` are the SHA-256 of the last two pages made from it: the page is written after the manifest, so whenever the
    program dies the page on disk is one of them.
    """

    facts: Facts
    software: str
    pieces: tuple[Piece, ...] = ()
    timeline: tuple[Moment, ...] = ()
    pages: tuple[str, ...] = ()

    def with_page(self, page: bytes) -> "Manifest":
        """Return the manifest that also vouches for this page."""
        return replace(self, pages=(*self.pages[-1:], digest(page)))

    def to_json(self) -> bytes:
        """Return the manifest as it is kept; the first line that a person reads says whether it was a rehearsal."""
        notice = {"notice": REHEARSAL_NOTICE} if self.facts.rehearsal else {}
        document = {"format": 1, **notice, **asdict(self)}
        return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; raises FileNotFoundError, ManifestUnreadableError."""
    path = folder / MANIFEST
    try:
        kept = json.loads(path.read_bytes())
        return Manifest(
            facts=Facts(**kept["facts"]),
            software=kept["software"],
            pieces=tuple(Piece(**piece) for piece in kept["pieces"]),
            timeline=tuple(Moment(**moment) for moment in kept["timeline"]),
            pages=tuple(kept["pages"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestUnreadableError(path, str(error)) from None


def digest(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()
