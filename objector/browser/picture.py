"""Pictures of a page, whole and quickly taken, with no code or password readable in them."""

import base64
from typing import Any

from playwright.async_api import CDPSession, Page

BLOT = """blotted => {
  const secret = box => box.type === 'password' || /^\\d{4,8}$/.test(box.value) || (box.maxLength === 1 && box.value);
  const boxes = [...document.querySelectorAll('input')];
  const secrets = boxes.filter(secret);
  if (blotted) secrets.forEach(box => box.style.setProperty('-webkit-text-security', 'disc', 'important'));
  else boxes.forEach(box => box.style.removeProperty('-webkit-text-security'));
  const page = document.scrollingElement ?? document.documentElement;
  return [secrets.length > 0, page.scrollWidth, page.scrollHeight, innerWidth, innerHeight];
}"""
"""Shows what looks like a code as dots, as a password box does, or again as it is; tells whether there is any such thing, and how
large the page is, and what is in sight of it, in CSS pixels."""

LARGEST = 16_384
"""Pixels that a picture has at most each way: Chromium makes no larger ones (the largest texture of its compositor)."""


async def picture(page: Page, session: CDPSession) -> bytes:
    """Return the whole page, or as much of it as fits LARGEST, as PNG.

    Compressed for speed, a picture costs a third of what Playwright's own does.
    To take in what lies out of sight, Chromium lays the page out anew and back again, which triples that: only where it must.
    """
    secret, *sizes = await page.evaluate(BLOT, True)
    try:
        shot = await session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, **_extent(*sizes)})
    finally:
        if secret:
            await page.evaluate(BLOT, False)
    return base64.b64decode(shot["data"])


def _extent(width: int, height: int, seen_width: int, seen_height: int) -> dict[str, Any]:
    """Return what of a page Chromium is to take in."""
    extent: dict[str, Any] = {"captureBeyondViewport": width > seen_width or height > seen_height}
    if max(width, height) > LARGEST:
        extent["clip"] = {"x": 0, "y": 0, "width": min(width, LARGEST), "height": min(height, LARGEST), "scale": 1}
    return extent
