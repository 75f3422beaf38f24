"""Several windows side by side on one screen."""

import itertools
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import CDPSession, Error, Page

LEAST_WIDTH, LEAST_HEIGHT = 640, 480
"""The smallest window, in CSS pixels, in which a form is still laid out as usual; more windows than fit lie on one another."""

SCREEN = "[screen.availLeft || 0, screen.availTop || 0, screen.availWidth, screen.availHeight]"

Box = dict[str, Any]
"""Left, top, width and height of a window, as the DevTools protocol has them."""


class Tiles:
    """The places of windows on the screen; each is given away once at a time."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    @asynccontextmanager
    async def placed(self, page: Page, devtools: CDPSession) -> AsyncIterator[None]:
        """Put the page's window into the first free place for as long as the block lasts."""
        number = next(each for each in itertools.count() if each not in self._taken)
        self._taken.add(number)
        try:
            left, top, width, height = await page.evaluate(SCREEN)
            await _move(devtools, place(number, (left, top, width, height)))
            yield
        finally:
            self._taken.remove(number)


def place(number: int, screen: tuple[int, int, int, int]) -> Box:
    """Return the box of a place, counted from 0, on a screen of this left, top, width and height."""
    left, top, width, height = screen
    columns, rows = max(1, width // LEAST_WIDTH), max(1, height // LEAST_HEIGHT)
    row, column = divmod(number % (columns * rows), columns)
    wide, high = math.floor(width / columns), math.floor(height / rows)
    return {"left": left + column * wide, "top": top + row * high, "width": wide, "height": high}


async def _move(devtools: CDPSession, box: Box) -> None:
    try:
        window = await devtools.send("Browser.getWindowForTarget")
        await devtools.send("Browser.setWindowBounds", {"windowId": window["windowId"], "bounds": {"windowState": "normal"}})
        await devtools.send("Browser.setWindowBounds", {"windowId": window["windowId"], "bounds": box})
    except Error:
        return  # a display without a window manager may not let windows be moved; they can still be worked in
