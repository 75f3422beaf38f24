"""The report as one page that needs nothing beside it: no script, no file, no network."""

import os
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from objector.evidence.manifest import PAGE, REHEARSAL_NOTICE, Piece
from objector.evidence.report import Objected, Report
from objector.evidence.templates import load_template
from objector.evidence.thumbnail import thumbnail

ROOM_FOR_PICTURES = 12_000_000
"""Characters that all small pictures of a page may take; those beyond are linked to."""


def render_report(report: Report, beside: Path) -> str:
    """Return the page; its links to evidence start from the folder ``beside``, where it is going to be."""
    return template().render(
        report=report,
        notice=REHEARSAL_NOTICE,
        pictures=_pictures(report),
        link=lambda proof, name=PAGE: _link(proof.folder / name, beside),
        software=f"objector {version('objector')}",
    )


def _pictures(report: Report) -> Mapping[str, str]:
    """Return the small picture of each case that has one and for which there is room, by the SHA-256 of the picture."""
    room, found = ROOM_FOR_PICTURES, {}
    for account in report.accounts:
        for case in account.cases:
            piece = shown(case)
            address = thumbnail(case.proof.folder / piece.name) if piece and case.proof else ""
            if piece and address and len(address) <= room:
                room -= len(address)
                found[piece.sha256] = address
    return found


def shown(case: Objected) -> Piece | None:
    """Return the picture that shows best what came of a case: that of the confirmation, or the last one."""
    pieces = case.proof.pieces if case.proof else ()
    pictures = [piece for piece in pieces if piece.name.endswith((".png", ".jpg"))]
    confirmed = [piece for piece in pictures if "confirmation" in piece.name]
    return next(reversed(confirmed or pictures), None)


def _link(path: Path, beside: Path) -> str:
    """Return the address of a file from the page's folder, which works as long as both are where they are."""
    try:
        return quote(Path(os.path.relpath(path, beside)).as_posix())
    except ValueError:  # on another drive of Windows
        return path.as_uri()


@cache
def template() -> Template:
    """Return the page's template."""
    return load_template("report.html.jinja", moment=_moment, shown=shown)


def _moment(at: datetime) -> Markup:
    local = at.astimezone()
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat(timespec="seconds"), f"{local:%Y-%m-%d %H:%M}")
