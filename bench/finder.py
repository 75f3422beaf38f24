"""How long a look takes on a page of 2,000 nodes: the first at a document and the next, beside a trivial evaluate.

uv run python bench/finder.py
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Page, async_playwright

from objector.browser.find import find_browser
from objector.page.finder import look
from objector.page.look import Kind

COUNTRIES = "".join(f"<option value={code}>{code}</option>" for code in ("DE", "FR", "IT", "ES", "PL", "PT", "NL", "AT"))
FORM = f"""
<form><label>Wohnsitzland <select>{COUNTRIES}</select></label><label>E-Mail-Adresse <input></label>
<label>Begründung <textarea></textarea></label><button>Senden</button></form>"""
ROW = "<div class=row><span>Wir verwenden deine Informationen</span><a href=#x>mehr dazu</a><p>und <b>wofür</b></p></div>"
PAGE = f"<!doctype html><html lang=de><body>{ROW * 330}{FORM}{ROW * 66}</body></html>"
ROUNDS = 20


async def milliseconds(action: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await action()
    return (time.perf_counter() - started) * 1000


async def measure(page: Page) -> tuple[float, float, float]:
    """Return the medians of a trivial evaluate, of the first look at a document and of the next one, in milliseconds."""
    trivial, first, following = [], [], []
    for _ in range(ROUNDS):
        await page.goto("about:blank")
        await page.set_content(PAGE)
        trivial.append(await milliseconds(lambda: page.evaluate("document.title")))
        first.append(await milliseconds(lambda: look(page)))
        following.append(await milliseconds(lambda: look(page)))
    seen = await look(page)
    assert all(seen.the(kind) for kind in (Kind.COUNTRY, Kind.EMAIL, Kind.REASON, Kind.SUBMIT))
    return statistics.median(trivial), statistics.median(first), statistics.median(following)


async def main() -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(None))
        page = await browser.new_page()
        trivial, first, following = await measure(page)
        nodes = await page.evaluate("document.querySelectorAll('*').length")
        await browser.close()
    print(f"{nodes} nodes; trivial evaluate {trivial:.1f} ms")
    print(f"first look at a document {first:.1f} ms ({first / trivial:.1f}x)")
    print(f"next look {following:.1f} ms ({following / trivial:.1f}x)")


asyncio.run(main())
