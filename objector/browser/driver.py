"""Running Playwright's driver, the program that speaks to the browser."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any, TypeAlias, TypeVar

import platformdirs
from playwright.async_api import Playwright, async_playwright

from objector.browser.errors import DriverUnusableError
from objector.meanwhile import Begun

T = TypeVar("T")

CLEANUP = 1.0
"""Seconds that Playwright may take to clean up after a driver that has ended by itself."""

Work: TypeAlias = Callable[[Awaitable[Playwright]], Coroutine[Any, Any, T]]
"""What is to be done with the driver once it is there."""


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


@contextmanager
def driver_ahead() -> Iterator[Callable[[Work[Any]], Any]]:
    """Start the driver in the background; give a function that runs work with it, as ``asyncio.run`` does.

    The driver is stopped when the block ends. Where it can't be started, the error is raised where the work awaits it.
    """
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        playwright = runner.run(_begin(stack))
        try:
            yield lambda work: runner.run(work(playwright))
        finally:
            runner.run(_end(stack))


async def _end(stack: AsyncExitStack) -> None:
    """Stop the driver; after one that ended by itself Playwright has tasks left, which are waited for."""
    try:
        await stack.aclose()
    finally:
        if left := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(left, timeout=CLEANUP)


async def _begin(stack: AsyncExitStack) -> Awaitable[Playwright]:
    return await stack.enter_async_context(Begun(driver()))
