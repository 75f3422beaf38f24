"""Pictures of a page, whole and quickly taken, with no code or password readable in them."""

import base64

from playwright.async_api import CDPSession, Page

BLOT = """blotted => {
  const secret = box => box.type === 'password' || /^\\d{4,8}$/.test(box.value) || (box.maxLength === 1 && box.value);
  const boxes = [...document.querySelectorAll('input')];
  const secrets = boxes.filter(secret);
  if (blotted) secrets.forEach(box => box.style.setProperty('-webkit-text-security', 'disc', 'important'));
  else boxes.forEach(box => box.style.removeProperty('-webkit-text-security'));
  const page = document.scrollingElement ?? document.documentElement;
  return [secrets.length > 0, page.scrollHeight > innerHeight || page.scrollWidth > innerWidth];
}"""
"""Shows what looks like a code as dots, as a password box does, or again as it is; tells whether there is any such thing, and
whether the page reaches beyond what is in sight."""


async def picture(page: Page, session: CDPSession) -> bytes:
    """Return the whole page as PNG; compressed for speed, a picture costs a third of what Playwright's own does.

    To take in what lies out of sight, Chromium lays the page out anew and back again, which triples that: only where it must.
    """
    secret, beyond = await page.evaluate(BLOT, True)
    try:
        shot = await session.send(
            "Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": beyond}
        )
    finally:
        if secret:
            await page.evaluate(BLOT, False)
    return base64.b64decode(shot["data"])
