"""The browser's tab that a case is worked in: going somewhere, and waiting for what it shows."""

from collections.abc import Callable

from playwright.async_api import Page

from objector.browser.errors import StrayedError
from objector.browser.guard import Guard
from objector.page.finder import look
from objector.page.look import Look
from objector.page.navigation import navigate
from objector.page.wait import PageTimeoutError, See, look_until

NO_PAGE = "chrome-error:"
"""Where Chromium's own page for a failed request lies."""

DRAWN = 3.0
"""Seconds within which a page shows the rest of what it has shown a part of."""


class Tab:
    """One page under a guard; ``seconds`` is the patience with it, and it is looked at with ``see``."""

    def __init__(self, page: Page, guard: Guard, seconds: float, see: See = look) -> None:
        self.page = page
        self.guard = guard
        self.seconds = seconds
        self._see = see

    async def go(self, address: str) -> None:
        """Open an address; raises what ``navigate`` raises, and StrayedError."""
        try:
            await navigate(self.page, address, self.seconds)
        finally:
            self._check_strayed()
        self.guard.check(self.page.url)

    async def until(self, true: Callable[[Look], bool], seconds: float | None = None) -> Look:
        """Look until what the page shows makes ``true`` true, at most so long (none: as long as the patience lasts).

        Raises PageTimeoutError, StrayedError.
        """
        try:
            return await look_until(
                self.page, lambda look: bool(self.guard.strayed) or true(look), seconds or self.seconds, self._see
            )
        finally:
            self._check_strayed()

    async def drawn(self, look: Look, whole: Callable[[Look], bool]) -> Look:
        """Return a look at the page as soon as it shows all that ``whole`` asks for, or is another kind of page.

        A page that is still being drawn shows what it is before it shows all of it. One that doesn't within DRAWN has no more.
        Raises StrayedError.
        """
        try:
            return look if whole(look) else await self.until(lambda now: now.is_ is not look.is_ or whole(now), DRAWN)
        except PageTimeoutError as error:
            return error.last or look

    def _check_strayed(self) -> None:
        if self.guard.strayed:
            raise StrayedError(self.guard.strayed, self.guard.origins)
