"""`objector inspect`: what the finder sees on a page or a saved file, and why."""

import asyncio
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.lines import say
from objector.cli.output import Output, UnwritableFileError
from objector.cli.shared import json_text, load_settings
from objector.errors import BadInputError, ObjectorError

if TYPE_CHECKING:
    from objector.page.look import Found, Look


WIDER = MappingProxyType({"prompt": "unknown", "link": "unknown", "checkpoint": "captcha"})
"""What is told of pages that are neither a form nor an answer to one, but that objector or a person gets past."""


LEGEND = "  ✓ is used where it is asked for · ? is left to you"

NOTHING = "  nothing was found that a form asks for"


class OnePictureError(BadInputError):
    """A picture was asked for, of several pages."""

    def __init__(self, count: int) -> None:
        super().__init__(f"--picture shows one page, and {count} were given. Give one page, or leave --picture out.")


class UnreadablePagesError(ObjectorError):
    """Some of the pages could not be opened."""

    def __init__(self, failures: list[ObjectorError]) -> None:
        super().__init__("\n".join(map(str, failures)))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("inspect", epilog="Example: objector inspect saved-form.html --picture seen.png")(inspect)


def inspect(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help="https://… addresses or saved HTML files.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line a page.")] = False,
    picture: Annotated[Path | None, typer.Option(metavar="OUT.png", help="Draw what was found on the page.")] = None,
) -> None:
    """Show what objector sees on a page, and why. Nothing is typed; files are opened offline."""
    from objector.page.finder.inspection import absolute

    shot = _checked(picture, len(pages)) if picture else None
    failures = asyncio.run(_show([absolute(page) for page in pages], as_json, shot))
    if failures:
        raise UnreadablePagesError(failures)


def _checked(picture: Path, pages: int) -> Output:
    """Return where the picture goes; raises OnePictureError, UnwritableFileError before anything is opened."""
    if pages > 1:
        raise OnePictureError(pages)
    shot = Output("picture", picture, "Name a PNG file in a folder that is there.")
    if picture.suffix.lower() != ".png":
        raise UnwritableFileError(shot, "its name does not end in .png")
    shot.check_folder()
    return shot


async def _show(pages: list[str], as_json: bool, shot: Output | None) -> list[ObjectorError]:
    """Print each page as soon as it is seen; return the failures, after the others were shown."""
    from objector.page.finder.inspection import inspect as look_at

    failures = []
    async for seen in look_at(load_settings(), pages, drawn=shot is not None):
        if seen.look:
            _tell(seen.page, seen.look, as_json=as_json)
        if seen.failure:
            failures.append(seen.failure)
        elif shot:
            shot.write(seen.picture)
    return failures


def _tell(page: str, look: "Look", *, as_json: bool) -> None:
    if as_json:
        print(as_line(page, look))
    else:
        say(as_text(page, look))
    sys.stdout.flush()


def as_line(page: str, look: "Look") -> str:
    """Return the page's JSON line."""
    is_ = WIDER.get(look.is_, look.is_)
    document = {"page": page, "language": look.language, "is": is_, "found": [_as_json(each) for each in look.found]}
    return json_text(document, sys.stdout)


def _as_json(found: "Found") -> dict[str, Any]:
    names = ("kind", "selector", "score", "margin", "filled", "why")
    where = {"frame": found.frame, "beside": found.beside}
    return {name: getattr(found, name) for name in names} | {name: value for name, value in where.items() if value}


def as_text(page: str, look: "Look") -> str:
    """Return what a person reads: what the page is, and of all that was found how sure and why."""
    lines = [page, f"  is: {look.is_}, language: {look.language or 'unknown'}"]
    for found in look.found:
        label = f" “{' '.join(found.label.split())}”" if found.label else ""
        lines.append(f"{'✓' if found.used else '?'} {found.kind}{label}")
        lines.append(f"    score {found.score:.2f}, margin {found.margin:.2f}: {'; '.join(found.why)}")
        lines.append(f"    {found.selector}")
    return "\n".join([*lines, LEGEND if look.found else NOTHING])
