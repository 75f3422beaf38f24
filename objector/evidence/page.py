"""The page that shows a person, an authority or a court what was filed and how it is proved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from objector.cases.countries import country_name
from objector.cases.model import Event, EventKind, State, state_after
from objector.evidence.folder import EvidenceFolder
from objector.evidence.in_words import TOLD_BY_HAND
from objector.evidence.manifest import REHEARSAL_NOTICE, Manifest, Moment, Piece
from objector.evidence.templates import load_template

if TYPE_CHECKING:
    from jinja2 import Template

_PICTURES = frozenset({".png", ".jpg"})

_OUTCOMES = {
    State.FILED: "Objection filed",
    State.FILED_EARLIER: "Objection filed earlier, as the site says",
    State.HONOURED: "Objection honoured",
    State.COVERED: "Covered by an honoured objection of the same Accounts Center",
    State.REFUSED: "Objection filed and refused",
    State.MORE_INFO: "Objection filed, more information asked for",
    State.IN_DOUBT: "Objection sent, not known to have been received",
}
"""Anything else wasn't filed: the page says so rather than let one think it was."""

_STEPS = {
    EventKind.PLANNED: "Case opened",
    EventKind.STARTED: "Started",
    EventKind.SUBMITTING: "About to submit the form",
    EventKind.CODE_ASKED: "The site asked for the mailed code",
    EventKind.CODE_REJECTED: "The site refused the code",
    EventKind.CONFIRMING: "About to confirm",
    EventKind.FILED: "The site confirmed the objection",
    EventKind.FILED_EARLIER: "The site said that it has the objection already",
    EventKind.RECEIVED: "The platform’s mail said that it has the objection",
    EventKind.HONOURED: "The objection was honoured",
    EventKind.COVERED: "An honoured objection of the same Accounts Center covers this account",
    EventKind.REFUSED: "The objection was refused",
    EventKind.MORE_INFO: "The site asked for more information",
    EventKind.NEEDS_PERSON: "A person was needed",
    EventKind.NOT_AVAILABLE: "The form was not available",
    EventKind.RATE_LIMITED: "The site asked to try later",
    EventKind.IN_DOUBT: "Not known whether it was received",
    EventKind.NOT_FILED: "Found not to have been filed",
    EventKind.FAILED: "Failed",
}


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One piece of evidence as the page shows it: ``picture`` is its file beside the page, ``text`` what it says; or neither."""

    piece: Piece
    picture: str = ""
    text: str = ""


def write_page(folder: EvidenceFolder, events: Iterable[Event]) -> Path:
    """Write the folder's ``index.html``, with these events of the case as its timeline, and return where."""
    folder.tell(events)
    return folder.keep_page(render(folder.path, folder.manifest))


def render(folder: Path, manifest: Manifest) -> str:
    """Return the page for what is in the folder."""
    exhibits = [_exhibit(folder, piece) for piece in manifest.pieces]
    return template().render(
        manifest=manifest,
        facts=manifest.facts,
        notice=REHEARSAL_NOTICE,
        by_hand=TOLD_BY_HAND,
        country=country_name(manifest.facts.country),
        outcome=_outcome(manifest),
        filed=next((moment for moment in manifest.timeline if moment.kind == EventKind.FILED), None),
        words=next((exhibit for exhibit in exhibits if exhibit.piece.name.endswith("-confirmation.txt")), None),
        exhibits=exhibits,
    )


@cache
def template() -> "Template":
    """Return the page's template."""
    return load_template("page.html.jinja", moment=_moment, step_words=_step_words)


def _exhibit(folder: Path, piece: Piece) -> Exhibit:
    path = folder / piece.name
    if path.suffix in _PICTURES:
        return Exhibit(piece=piece, picture=piece.name)
    if path.suffix == ".txt":
        return Exhibit(piece=piece, text=path.read_text(encoding="utf-8"))
    return Exhibit(piece=piece)


def _outcome(manifest: Manifest) -> str:
    """Return how the case ended; what rests on a person's word says so."""
    last = next((moment for moment in reversed(manifest.timeline) if moment.kind != EventKind.STEP), None)
    told = f", {TOLD_BY_HAND}" if last and last.detail == TOLD_BY_HAND else ""
    return _state_in_words(manifest) + told


def _state_in_words(manifest: Manifest) -> str:
    return _OUTCOMES.get(state_after(EventKind(moment.kind) for moment in manifest.timeline), "Objection not filed")


def _moment(at: datetime) -> Markup:
    shown = f"{at.day} {at:%B %Y, %H:%M:%S} UTC{at.isoformat()[-6:]}"
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), shown)


def _step_words(step: Moment) -> str:
    words = ": ".join(filter(None, (_STEPS.get(EventKind(step.kind)), step.detail)))
    return words[:1].upper() + words[1:]
