"""Knowing a form and a control of it again on another visit, by structure and words, never by what somebody typed."""

import hashlib
import json
import re
from collections.abc import Sequence

from playwright.async_api import Page

from objector.browser.address import without_query
from objector.page.finder.decide import Raw
from objector.page.learned import Lesson, without_personal
from objector.page.look import Kind, Role
from objector.page.sightings import SELECTORS, Sighting, seen_as_button

CHANGING_NAME = re.compile(r":\w+:|.*@.*")
"""Names that a page makes up anew each time, or that hold an address."""


async def fingerprint(seen: Sequence[Sighting]) -> str:
    """Return what tells this version of the form from others: its fields' roles, words and names, not what they hold."""
    fields = [sighting for sighting in seen if sighting.item["role"] != Role.BUTTON]
    names = [await sighting.element.get_attribute("name") or "" for sighting in fields]
    structure = [
        [sighting.item["role"], _words(sighting.item), "" if CHANGING_NAME.fullmatch(name) else name]
        for sighting, name in zip(fields, names, strict=True)
    ]
    return hashlib.sha256(json.dumps(structure).encode()).hexdigest()[:16]


def _words(item: Raw) -> str:
    """Return the control's words; a drawn list without a label of its own shows only what was chosen."""
    label: str = item["label"]
    return "" if label == item["value"] else without_personal(label)


async def lesson(sighting: Sighting, kind: Kind, form: str) -> Lesson:
    """Return how to find the control again on another visit to this version of the form."""
    selectors = await sighting.element.evaluate(SELECTORS)
    unique = [each for each in selectors if len(await sighting.frame.query_selector_all(each)) == 1]
    return Lesson(
        form=form,
        kind=kind.value,
        role=sighting.item["role"],
        selector=unique[0],
        frame=sighting.address,
        label=_words(sighting.item),
    )


async def recalled(seen: list[Sighting], page: Page, known: Lesson) -> Sighting | None:
    """Return the control that a lesson means, or None when it no longer fits: gone, not the only one, or another control."""
    frames = [frame for frame in page.frames if known.frame == (without_query(frame.url) if frame.parent_frame else "")]
    found = [(frame, element) for frame in frames for element in await frame.query_selector_all(known.selector)]
    if len(found) != 1:
        return None
    frame, element = found[0]
    own = [sighting for sighting in seen if sighting.frame is frame]
    same = await frame.evaluate("([one, ...all]) => all.indexOf(one)", [element, *(sighting.element for sighting in own)])
    if same < 0 and known.role != Role.BUTTON:
        return None
    sighting = own[same] if same >= 0 else await seen_as_button(frame, element)
    return sighting if (sighting.item["role"], _words(sighting.item)) == (known.role, known.label) else None
