"""Running Playwright's driver, the program that speaks to the browser."""

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import platformdirs
from playwright.async_api import Playwright, async_playwright

from objector.browser.errors import DriverUnusableError


@asynccontextmanager
async def driver() -> AsyncIterator[Playwright]:
    """Run the driver until the block ends; raises DriverUnusableError.

    What Node.js compiles of it is kept in the user's cache folder, unless NODE_COMPILE_CACHE names another place (a documented
    behaviour of Node.js since version 22): it then starts in two thirds of the time.
    """
    os.environ.setdefault("NODE_COMPILE_CACHE", str(platformdirs.user_cache_path("objector", appauthor=False) / "driver"))
    async with AsyncExitStack() as stack:
        try:
            playwright = await stack.enter_async_context(async_playwright())
        except Exception as error:  # Playwright has no class of its own for it
            raise DriverUnusableError(str(error)) from error
        yield playwright
