"""The page with what was found drawn on it."""

import json
from pathlib import Path

from playwright.async_api import Page

from objector.page.look import Look

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


async def draw(page: Page, look: Look, picture: Path) -> None:
    """Write a PNG of the whole page: green is what objector would use unaided, orange what it is not sure of."""
    marks = []
    for found in look.found:
        box = None if found.frame else await page.locator(found.selector).bounding_box()
        if box:
            text = f"{found.kind.value} {found.score:.2f}"
            marks.append({"box": box, "text": text, "colour": USED if found.used else UNSURE})
    await page.evaluate(DRAW, json.dumps(marks))
    await page.screenshot(path=picture, full_page=True)
