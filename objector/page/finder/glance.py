"""The half of a look that happens inside the page: one evaluate a frame, which reads and never changes what is shown."""

import json
import re
from collections.abc import Callable, Coroutine, Sequence
from functools import cache
from importlib.resources import files
from secrets import token_hex
from urllib.parse import urlsplit

from playwright.async_api import Error, Frame, Page

from objector.page import lexicon
from objector.page.changes import SEEN
from objector.page.finder.decide import Raw, parse, read
from objector.page.look import Look

READING = ("text", "dom", "lexicon", "countries", "labels", "groups", "topic", "withdrawal")
FIELDS = ("weights", "score", "meaning", "options", "codes", "addresses")
JUDGING = (*FIELDS, "buttons", "consent", "choices", "openers", "page", "errands", "compare", "main")

PLACE = f"objector-{token_hex(8)}"
"""Where a document keeps the script after the first look, so that lexicon and script are handed over once.

A name that pages don't know and their loops don't meet.
"""

RECALL = f"""heard => {{
  {SEEN};
  return globalThis['{PLACE}']?.(heard) ?? JSON.stringify({{wanted: [document.documentElement?.lang ?? '']}});
}}"""
"""Looks; ``heard`` is what the page has said besides in dialogs of the browser, which a document knows nothing of."""


@cache
def script() -> str:
    """Return the function that runs inside the page: takes the lexicon as JSON, returns what looks and tells it as JSON."""
    folder = files(__package__) / "js"
    lines = [line.lstrip() for part in READING + JUDGING for line in (folder / f"{part}.js").read_text("utf-8").splitlines()]
    # Every document reads all of this, comments too, if they are left in.
    parts = _in_ascii("\n".join(line for line in lines if not line.startswith("//")))
    seen = f"(HEARD) => {{\n'use strict';\n{parts}\n}}"
    kept = f"Object.defineProperty(globalThis, '{PLACE}', {{value: look, configurable: true}})"
    return f"(given) => {{ const DATA = JSON.parse(given); const KEPT = {{}}; const look = {seen}; {kept}; return look; }}"


def _in_ascii(source: str) -> str:
    """Return the source with its other letters as the four-digit escapes: the browser reads it faster, with a byte a letter."""
    return re.sub(r"[^\x00-\x7f]", lambda letter: f"\\u{ord(letter[0]):04x}", source)


def ahead(tags: list[str]) -> Callable[[Page], Coroutine[None, None, None]]:
    """Return what has a page's documents know script and lexicon from their beginning, not only from the first look at each.

    ``tags`` are the languages that they are expected in, as BCP 47 tags; in any other the first look hands over what is missing.
    """
    known = f"({script()})({json.dumps(lexicon.of(tags))})"

    async def hand_over(page: Page) -> None:
        await page.add_init_script(known)

    return hand_over


async def look(page: Page, heard: Sequence[str] = ()) -> Look:
    """Look at the page once, with its same-site frames: which fields and buttons it has, and what it is.

    ``heard`` is what it has said in dialogs of the browser since. Raises playwright's Error when the page navigates or closes
    meanwhile; looking again is then right.
    """
    top: Raw = await _glance(page.main_frame, heard)
    inner = [await _glance(frame) for frame in await _inner_frames(page)] if top["frames"] else []
    return read(top, inner)


async def _glance(frame: Frame, heard: Sequence[str] = ()) -> Raw:
    """Ask the document for what it sees; hand over script and lexicon where they are missing."""
    raw = parse(await frame.evaluate(RECALL, list(heard)))
    while "wanted" in raw:
        given = [lexicon.of(raw["wanted"]), list(heard)]
        raw = parse(await frame.evaluate(f"([given, heard]) => ({script()})(given)(heard)", given))
    return raw


async def _inner_frames(page: Page) -> list[Frame]:
    """Return the visible child frames of the page's own site."""
    frames = [frame for frame in page.frames if frame.parent_frame and same_site(frame.url, page.url)]
    return [frame for frame in frames if await _is_shown(frame)]


async def _is_shown(frame: Frame) -> bool:
    try:
        return await (await frame.frame_element()).is_visible()
    except Error:
        if frame.is_detached():
            return False
        raise


def same_site(address: str, other: str) -> bool:
    """Tell whether two addresses share the last two labels of their host; a frame without an address is its page's own."""
    if address in {"about:blank", "about:srcdoc"}:
        return True
    hosts = [(urlsplit(each).hostname or "").rsplit(".", 2)[-2:] for each in (address, other)]
    return hosts[0] == hosts[1] and urlsplit(address).scheme == urlsplit(other).scheme
