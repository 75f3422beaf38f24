"""The windows that a page opens: closed at once, but for what comes of objector's own press, which is guarded like the page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from playwright.async_api import BrowserContext, Error, Page, Request, Route

from objector.browser.address import without_query
from objector.browser.guard import Guard
from objector.browser.origins import foreign

EVERYTHING = "**/*"


class Popups:
    """What opens in a context beside its page. ``tell`` is called with the address of each window that is closed unread."""

    def __init__(self, context: BrowserContext, page: Page, guard: Guard) -> None:
        self.tell: Callable[[str], None] = lambda _address: None
        self._context = context
        self._page = page
        self._guard = guard
        self._kept: list[Page] = []
        self._taken: Page | None = None
        self._came: asyncio.Queue[Page] | None = None

    async def deny(self) -> None:
        """Close every other page that opens from now on, and let it fetch nothing from elsewhere before it is closed."""
        await self._context.route(foreign(self._guard.origins), self._keep_from_elsewhere)
        self._context.on("page", self._settle)

    @asynccontextmanager
    async def awaited(self) -> AsyncIterator[asyncio.Queue[Page]]:
        """Keep what opens until the block ends, and give it as it comes; what nobody has taken over by then is closed."""
        self._came = asyncio.Queue()
        await self._context.route(EVERYTHING, self._keep_to_one)
        try:
            yield self._came
        finally:
            self._came = None
            with suppress(Error):  # the browser is gone, and all that it had open
                await self._context.unroute(EVERYTHING, self._keep_to_one)
            for window in [window for window in self._kept if window is not self._taken]:
                await self._close(window)

    def take(self, window: Page) -> None:
        """Leave this window open for good."""
        self._taken = window

    async def _settle(self, window: Page) -> None:
        """Put a window that is awaited under the guard; close any other, and one that is ready only once none is awaited."""
        came = self._came
        with suppress(Error):  # it has closed itself
            if came is not None:
                await self._guard.watch_window(await self._context.new_cdp_session(window))
            if came is None or came is not self._came:
                await self._close(window)
                return
            self._kept.append(window)
            came.put_nowait(window)

    async def _close(self, window: Page) -> None:
        if window in self._kept:
            self._kept.remove(window)
        if not window.is_closed():
            self.tell(without_query(window.url))
            await window.close()

    async def _keep_from_elsewhere(self, route: Route) -> None:
        """Let known pages load their parts from other origins, and no window go there; where the page goes is for the guard."""
        request = route.request
        allowed = self._is_known(request) and (request.frame.page is self._page or not request.is_navigation_request())
        await (route.fallback() if allowed else route.abort())

    async def _keep_to_one(self, route: Route) -> None:
        """Let a window's first request pass as the guard would: what submits goes out once, and no answer goes elsewhere."""
        allowed = self._is_known(route.request) or self._guard.allows_first(route.request)
        await (route.fallback() if allowed else route.abort())

    def _is_known(self, request: Request) -> bool:
        """Tell whether the guard itself watches the page that asks."""
        try:
            return request.frame.page in {self._page, *self._kept}
        except Error:  # the first request of a page that is only just opening
            return False
