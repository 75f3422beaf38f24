"""A page that is closed or crashes while its case is worked on: it ends the work at once, whatever that was waiting for."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from playwright.async_api import Page

from objector.errors import ObjectorError

T = TypeVar("T")


class PageClosedError(Exception):
    """The page of a case was closed while it was worked on. Becomes WindowClosedError or InDoubtError."""

    def __str__(self) -> str:
        return "the window was closed before the site's answer was seen"


class PageCrashedError(ObjectorError):
    """The page of a case crashed, such as for want of memory. Becomes InDoubtError behind a fence."""

    def __init__(self) -> None:
        super().__init__("The browser’s page crashed. Nothing was sent. The same command begins it anew.")

    @property
    def why(self) -> str:
        """What is said of it behind a fence."""
        return "the browser’s page crashed before the site’s answer was seen"


async def while_open(page_now: Callable[[], Page], work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns.

    Raises PageClosedError or PageCrashedError as soon as its page is closed or crashes, whatever it was waiting for; and
    PageClosedError where the work fails because of the page that it has gone on to meanwhile.
    """
    page = page_now()
    working = asyncio.ensure_future(work)
    ends: list[Exception] = []
    ended = asyncio.Event()

    def end(error: Exception) -> None:
        ends.append(error)
        ended.set()

    page.on("close", lambda _: end(PageClosedError()))
    page.on("crash", lambda _: end(PageCrashedError()))
    ending = asyncio.ensure_future(ended.wait())
    try:
        await asyncio.wait({working, ending}, return_when=asyncio.FIRST_COMPLETED)
        if not _has_ended_well(working) and (ends or page_now().is_closed()):
            raise ends[0] if ends else PageClosedError
        return await working
    finally:
        working.cancel()
        ending.cancel()
        await asyncio.gather(working, ending, return_exceptions=True)


def _has_ended_well(task: asyncio.Future[Any]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
