"""Typing as on a keyboard, with an end: a page that is going away swallows keys and never says so."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.async_api import Page, Request

STALLED = 5.0
"""Seconds that a page may take for a key before it is taken for one that is going away."""

A_KEY = 0.1
"""Seconds that each further character may take on a slow machine."""

PARTS = re.compile(r"[!-~]{1,10} ?|.", re.DOTALL)
"""What is typed at a time: a word at most, and each character that US keyboards have not."""


class Keys:
    """The keyboard of one page. Whoever uses it reads back what arrived: that a page took a key is never known from here.

    Playwright waits for Chromium to say that each key was handled, without a time limit; where the document is replaced at that
    moment, or its script never returns, Chromium doesn't say so.
    """

    def __init__(self, page: Page) -> None:
        self._page = page

    async def type(self, text: str) -> None:
        """Type the text into what has the focus, word by word, until the page sets off for another.

        The rest is nothing to the page that comes; what is under way at that moment may still arrive there. And where Chromium is
        to enter a character that US keyboards have not just as the document is replaced, no click and no key reaches the new one
        any more.
        """
        with suppress(TimeoutError), self._departure() as departed:
            async with asyncio.timeout(STALLED + A_KEY * len(text)):
                for part in PARTS.findall(text):
                    if departed.is_set():
                        return
                    await self._page.keyboard.type(part)

    async def press(self, key: str) -> None:
        """Press a key or a chord, named as Playwright names it (``Escape``, ``ControlOrMeta+A``)."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STALLED):
                await self._page.keyboard.press(key)

    @contextmanager
    def _departure(self) -> Iterator[asyncio.Event]:
        """Give what is set as soon as the page asks for another document."""
        departed = asyncio.Event()

        def notice(request: Request) -> None:
            if request.is_navigation_request() and request.frame == self._page.main_frame:
                departed.set()

        self._page.on("request", notice)
        try:
            yield departed
        finally:
            self._page.remove_listener("request", notice)
