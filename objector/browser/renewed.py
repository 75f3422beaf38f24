"""The one browser of a long run, and the next one when it has died."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from playwright.async_api import Browser

Launch = Callable[[], AbstractAsyncContextManager[Browser]]


class Browsers:
    """Starts a browser when one is needed and none runs. ``told`` is called before one takes the place of one that died."""

    def __init__(self, launch: Launch, stack: AsyncExitStack, told: Callable[[], None]) -> None:
        self._launch = launch
        self._stack = stack
        self._told = told
        self._current: Browser | None = None
        self._starting = asyncio.Lock()

    async def current(self) -> Browser:
        """Return the browser that runs; raises LaunchFailedError."""
        async with self._starting:
            if self._current is None or not self._current.is_connected():
                if self._current:
                    self._told()
                self._current = await self._stack.enter_async_context(self._launch())
            return self._current


@asynccontextmanager
async def browsers(launch: Launch, told: Callable[[], None]) -> AsyncIterator[Browsers]:
    """Give browsers until the block ends, then close the one that is left."""
    async with AsyncExitStack() as stack:
        yield Browsers(launch, stack, told)
