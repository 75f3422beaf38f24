"""Typing as on a keyboard, with an end: a page that is going away swallows keys and never says so."""

import asyncio
from contextlib import suppress

from playwright.async_api import Page

STALLED = 5.0
"""Seconds that a page may take for a key before it is taken for one that is going away."""

A_KEY = 0.1
"""Seconds that each further character may take on a slow machine."""


class Keys:
    """The keyboard of one page. Whoever uses it reads back what arrived: that a page took a key is never known from here.

    Playwright waits for Chromium to say that each key was handled, without a time limit; where the document is replaced at that
    moment, or its script never returns, Chromium doesn't say so.
    """

    def __init__(self, page: Page) -> None:
        self._page = page

    async def type(self, text: str) -> None:
        """Type the text into what has the focus."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STALLED + A_KEY * len(text)):
                await self._page.keyboard.type(text)

    async def press(self, key: str) -> None:
        """Press a key or a chord, named as Playwright names it (``Escape``, ``ControlOrMeta+A``)."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STALLED):
                await self._page.keyboard.press(key)
