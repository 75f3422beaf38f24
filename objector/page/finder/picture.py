"""The page with what was found drawn on it."""

import json

from playwright.async_api import FloatRect, Page

from objector.browser.picture import picture
from objector.page.look import Found, Look

DRAW = """(marks) => {
  const layer = document.createElement("div");
  layer.style.cssText = "position:absolute;left:0;top:0;z-index:2147483647;pointer-events:none";
  for (const { box, text, colour } of JSON.parse(marks)) {
    const frame = document.createElement("div");
    const place = `left:${box.x + scrollX}px;top:${box.y + scrollY}px;width:${box.width}px;height:${box.height}px`;
    frame.style.cssText = `position:absolute;box-sizing:border-box;border:2px solid ${colour};${place}`;
    const note = document.createElement("span");
    note.textContent = text;
    note.style.cssText = `position:absolute;left:0;bottom:100%;font:11px sans-serif;white-space:nowrap`;
    note.style.cssText += `;color:#fff;background:${colour}`;
    frame.append(note);
    layer.append(frame);
  }
  document.documentElement.append(layer);
}"""
USED = "#0a7d32"
UNSURE = "#b35900"


async def draw(page: Page, look: Look) -> bytes:
    """Return a PNG of the page, as large as pictures get: green is what objector would use unaided, orange the unsure."""
    marks = []
    for found in look.found:
        if box := await _box(page, found):
            text = f"{found.kind.value} {found.score:.2f}"
            marks.append({"box": box, "text": text, "colour": USED if found.used else UNSURE})
    await page.evaluate(DRAW, json.dumps(marks))
    return await picture(page, await page.context.new_cdp_session(page))


async def _box(page: Page, found: Found) -> FloatRect | None:
    frames = [frame for frame in page.frames if found.frame and frame.url == found.frame]
    element = await (frames[0] if frames else page.main_frame).query_selector(found.selector)
    return await element.bounding_box() if element else None
