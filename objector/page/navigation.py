"""Opening an address: what fails by the way is tried again with growing pauses, for opening a form submits nothing."""

from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error, Page, Response
from playwright.async_api import TimeoutError as PageTimedOut

from objector.browser.address import without_query
from objector.browser.errors import SiteUnreachableError
from objector.log import get_logger
from objector.page.errors import PageRefusedError, RateLimitedError, SiteDownError
from objector.page.finder import look
from objector.page.look import PageKind
from objector.page.waiting_time import retry_after

if TYPE_CHECKING:
    from stamina.instrumentation import RetryDetails

TRIES = 4
"""How often an address is opened at most."""

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 5.0
"""Seconds between two tries: they double from the first to the longest, and vary by chance."""

IN_ALL = 1.5
"""How many times as long as one try may take all tries together go on: a site that is silent is asked twice."""

PARSED = 10.0
"""Seconds that a page which has begun to come may take to be there whole; after that what there is of it is looked at."""

PASSING = (
    "ERR_CONNECTION_",
    "ERR_TIMED_OUT",
    "ERR_EMPTY_RESPONSE",
    "ERR_NAME_NOT_RESOLVED",
    "ERR_INTERNET_DISCONNECTED",
    "ERR_NETWORK_CHANGED",
    "ERR_ADDRESS_UNREACHABLE",
    "ERR_TUNNEL_CONNECTION_FAILED",
    "ERR_HTTP2_",
    'interrupted by another navigation to "chrome-error:',
)
"""Failures that a later try may not meet: Chromium's names, and its page for the last failure that comes up late."""

RELOADED = "is interrupted by another navigation"
"""Chromium's page for a failure opens the address anew by itself."""

CLIENT_ERROR, TOO_MANY, SERVER_ERROR = 400, 429, 500
"""HTTP statuses (RFC 9110, section 15; RFC 6585, section 4)."""


class _PassingError(Exception):
    """A try failed in a way that a later one may not. ``told`` is what the person is told after the last."""

    def __init__(self, told: SiteUnreachableError | SiteDownError) -> None:
        super().__init__(str(told))
        self.told = told


async def navigate(page: Page, address: str, seconds: float) -> None:
    """Open the address, each try within so many seconds.

    Pauses are stamina's: ``stamina.set_testing`` takes them away. Raises SiteUnreachableError, SiteDownError, PageRefusedError,
    RateLimitedError.
    """
    import stamina  # noqa: PLC0415 - waits until there is something to open

    stamina.instrumentation.set_on_retry_hooks([_log_retry])
    pauses = stamina.retry_context(
        on=_PassingError,
        attempts=TRIES,
        timeout=IN_ALL * seconds,
        wait_initial=FIRST_PAUSE,
        wait_max=LONGEST_PAUSE,
        wait_jitter=FIRST_PAUSE,
    )
    try:
        async for attempt in pauses:
            with attempt:
                response = await _open(page, address, seconds)
    except _PassingError as error:
        raise error.told from None
    if response and response.status >= CLIENT_ERROR:
        await _tell(page, response)


def _log_retry(details: "RetryDetails") -> None:
    """Log it as everything else is: stamina itself would print it on standard output."""
    get_logger(__name__).info("trying again", attempt=details.retry_num, seconds=details.wait_for, why=str(details.caused_by))


async def _open(page: Page, address: str, seconds: float) -> Response | None:
    try:
        response = await page.goto(address, wait_until="commit", timeout=seconds * 1000)
        with suppress(PageTimedOut):  # a script that never comes keeps a page from its end, and none of it from view
            await page.wait_for_load_state("domcontentloaded", timeout=min(PARSED, seconds) * 1000)
    except Error as error:
        if isinstance(error, PageTimedOut):
            with suppress(Error):  # what is still under way would take the next try with it
                await page.goto("about:blank")
        if RELOADED in error.message and not _is_passing(error):
            await _settled(page, address)
            return None
        told = SiteUnreachableError(address, _cause(error, seconds))
        raise (_PassingError(told) if _is_passing(error) else told) from None
    if response and response.status >= SERVER_ERROR:
        raise _PassingError(SiteDownError(address, response.status, await page.title()))
    return response


async def _settled(page: Page, address: str) -> None:
    """Wait for the page that came in place of the one that was opened; raises SiteUnreachableError where none ever stays."""
    try:
        await page.wait_for_load_state("domcontentloaded")
    except PageTimedOut:
        raise SiteUnreachableError(address, "it goes from one address to the next without an end") from None


def _is_passing(error: Error) -> bool:
    return isinstance(error, PageTimedOut) or any(name in error.message for name in PASSING)


async def _tell(page: Page, response: Response) -> None:
    """Raise for a page that is refused, unless it says why in words that the form's own verbs understand."""
    if response.status == TOO_MANY:
        wait = retry_after(response.headers.get("retry-after", ""))
        raise RateLimitedError(await page.title() or "too many requests", wait)
    if (await look(page)).is_ is PageKind.UNKNOWN:
        raise PageRefusedError(without_query(response.url), response.status, await page.title())


def _cause(error: Error, seconds: float) -> str:
    if isinstance(error, PageTimedOut):
        return f"nothing of it came within {seconds:g} seconds"
    first = error.message.splitlines()[0]
    return first.removeprefix("Page.goto: ").split(" at ")[0]
