"""The browser's tab that a case is worked in: going somewhere, and waiting for what it shows."""

from collections.abc import Callable

from playwright.async_api import Page

from objector.browser.errors import StrayedError
from objector.browser.guard import Guard
from objector.page.look import Look
from objector.page.navigation import navigate
from objector.page.wait import look_until

NO_PAGE = "chrome-error:"
"""Where Chromium's own page for a failed request lies."""


class Tab:
    """One page under a guard; ``seconds`` is the patience with it."""

    def __init__(self, page: Page, guard: Guard, seconds: float) -> None:
        self.page = page
        self.guard = guard
        self.seconds = seconds

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
            return await look_until(self.page, lambda look: bool(self.guard.strayed) or true(look), seconds or self.seconds)
        finally:
            self._check_strayed()

    def _check_strayed(self) -> None:
        if self.guard.strayed:
            raise StrayedError(self.guard.strayed, self.guard.origins)
