"""Waiting for what must be true on a page: looks again whenever the page has changed, and never sleeps a fixed time."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Error, Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from objector.browser.address import without_query
from objector.errors import NeedsPersonError
from objector.page.changes import CHANGED, STILL
from objector.page.finder import look
from objector.page.look import Look

SETTLE = 0.06
"""Seconds without a change after which a page counts as still."""

UNNOTICED = 0.2
"""Seconds after which a page is looked at again although it reports no change: a value set by a script is none."""

FROZEN = 45.0
"""Seconds after which a page whose script never returns is given up: it answers nothing that is asked of it."""


See = Callable[[Page], Awaitable[Look]]
"""A way to look at a page."""


class FrozenPageError(NeedsPersonError):
    """The page answers nothing that is asked of it."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{without_query(address)} no longer responds: one of its scripts never comes to an end. Try again later; "
            "if it stays so, look at the page in your own browser."
        )


class PageTimeoutError(Exception):
    """The page did not come to show what was waited for. ``last`` is the last look at it."""

    def __init__(self, last: Look | None) -> None:
        super().__init__()
        self.last = last


@asynccontextmanager
async def _thawed(page: Page) -> AsyncIterator[None]:
    """Raise FrozenPageError where the page doesn't answer within FROZEN."""
    try:
        async with asyncio.timeout(FROZEN):
            yield
    except TimeoutError:
        raise FrozenPageError(page.url) from None


async def changed(page: Page, seconds: float) -> bool:
    """Wait for the page to change or to be replaced, at most so long; tell whether it did since it was last looked at.

    Raises FrozenPageError.
    """
    try:
        async with _thawed(page):
            return bool(await page.evaluate(CHANGED, seconds * 1000))
    except Error:
        if page.is_closed():
            raise
        # One that goes from address to address without an end is never loaded; whoever waits gives it up in time.
        with suppress(PlaywrightTimeoutError):
            await page.wait_for_load_state("domcontentloaded")
        return True


async def look_until(page: Page, true: Callable[[Look], bool], seconds: float, see: See = look) -> Look:
    """Look at the page until what it shows makes ``true`` true; raises PageTimeoutError, FrozenPageError."""
    end = time.monotonic() + seconds
    last = None
    while (left := end - time.monotonic()) > 0:
        try:
            async with _thawed(page):
                last = await see(page)
        except Error:
            if page.is_closed():
                raise
            # The page was replaced under the look; the next one sees what came instead.
            with suppress(PlaywrightTimeoutError):
                await page.wait_for_load_state("domcontentloaded", timeout=min(left, 10) * 1000)
            continue
        if true(last):
            return last
        await changed(page, min(left, UNNOTICED))
    raise PageTimeoutError(last)


async def look_for_ever(page: Page, true: Callable[[Look], bool]) -> Look:
    """Look at the page until what it shows makes ``true`` true, for as long as a person takes."""
    return await look_until(page, true, math.inf)


async def still(page: Page, seconds: float = 3.0) -> None:
    """Wait until the page hasn't changed for a moment, or so many seconds are over; a page that is replaced is not still.

    Raises FrozenPageError.
    """
    while True:
        try:
            async with _thawed(page):
                await page.evaluate(STILL, [SETTLE * 1000, seconds * 1000])
        except Error:
            if page.is_closed():
                raise
            await page.wait_for_load_state("domcontentloaded")
        else:
            return
