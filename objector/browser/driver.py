"""Running Playwright's driver, the program that speaks to the browser."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import platformdirs
from playwright.async_api import Playwright, async_playwright


@asynccontextmanager
async def driver() -> AsyncIterator[Playwright]:
    """Run the driver until the block ends.

    What Node.js compiles of it is kept in the user's cache folder, unless NODE_COMPILE_CACHE names another place (a documented
    behaviour of Node.js since version 22): it then starts in two thirds of the time.
    """
    os.environ.setdefault("NODE_COMPILE_CACHE", str(platformdirs.user_cache_path("objector", appauthor=False) / "driver"))
    async with async_playwright() as playwright:
        yield playwright
