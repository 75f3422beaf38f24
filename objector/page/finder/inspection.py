"""Looking at pages for `objector inspect`: saved files offline and without scripts, addresses under the origin guard."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from playwright.async_api import Browser, BrowserContext, Error, Page, Route

from objector.browser.address import without_query
from objector.browser.find import find_browser
from objector.browser.guard import Guard
from objector.browser.launch import VIEWPORT, open_browser, open_session
from objector.errors import BadInputError, ObjectorError
from objector.page.finder.glance import look
from objector.page.finder.picture import draw
from objector.page.look import Look
from objector.settings import Settings


class NoSuchPageError(BadInputError):
    """A page to inspect is neither an address nor a file."""

    def __init__(self, page: str) -> None:
        super().__init__(f"“{page}” is neither an https address nor a file. Give https://… or the path of a saved HTML page.")


class UnreadablePageError(ObjectorError):
    """The browser could not open a page that is to be inspected."""

    def __init__(self, page: str, why: str) -> None:
        super().__init__(f"The browser could not open {page}: {why}. Open it by hand to see what is wrong, or leave it out.")


class LeadsElsewhereError(ObjectorError):
    """An address that is to be inspected leads to another site, which was not opened. The query may identify somebody."""

    def __init__(self, page: str, elsewhere: str) -> None:
        super().__init__(
            f"{page} leads to another site, which was not opened: {without_query(elsewhere)}. "
            "To inspect that one, give the address that your own browser ends up at."
        )


BLOCKED = "ERR_BLOCKED_BY_CLIENT"
"""What Chromium calls a request that the guard has stopped."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page in which one after another is opened; a saved file needs no guard: it reaches nothing."""

    page: Page
    guard: Guard | None = None


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """One page as given, made absolute, with what was seen there and a picture of it (PNG), or why it could not be opened."""

    page: str
    look: Look | None = None
    picture: bytes = b""
    failure: ObjectorError | None = None


def absolute(page: str) -> str:
    """Return the address, or the path of the file made absolute; raises NoSuchPageError."""
    parts = _split(page)
    if parts.scheme == "https" and parts.hostname:
        return page
    path = Path(unquote(parts.path) if parts.scheme == "file" else page).expanduser()
    if not path.is_file():
        raise NoSuchPageError(page)
    return str(path.absolute())


def _split(page: str) -> SplitResult:
    try:
        return urlsplit(page)
    except ValueError:
        raise NoSuchPageError(page) from None


async def inspect(settings: Settings, pages: Sequence[str], *, drawn: bool) -> AsyncIterator[Inspected]:
    """Yield what is seen on each page, in order, ``drawn`` on a picture of it; ``pages`` are as ``absolute`` returns them."""
    async with open_browser(settings, find_browser(settings.browser)) as browser, AsyncExitStack() as stack:
        tabs: dict[str, Tab] = {}
        for page in pages:
            origin = _origin(page)
            if origin not in tabs:
                tabs[origin] = await _tab(browser, settings, origin, stack)
            seen = await _inspect_one(tabs[origin], page, drawn=drawn)
            if seen.failure:
                del tabs[origin]  # Chromium's page for the failure may come up late, and in place of the next one
            yield seen


def _origin(page: str) -> str:
    parts = urlsplit(page)
    return f"https://{parts.hostname}" if parts.scheme == "https" else ""


async def _tab(browser: Browser, settings: Settings, origin: str, stack: AsyncExitStack) -> Tab:
    if origin:
        session = await stack.enter_async_context(open_session(browser, settings, (origin,)))
        return Tab(page=session.page, guard=session.guard)
    return Tab(page=await (await _offline(browser)).new_page())


async def _offline(browser: Browser) -> BrowserContext:
    """Return a context in which a saved page runs no script and reaches nothing but itself."""
    context = await browser.new_context(java_script_enabled=False, offline=True, viewport=VIEWPORT)  # type: ignore[arg-type]
    await context.route("**/*", _only_the_file)
    return context


async def _only_the_file(route: Route) -> None:
    request = route.request
    if request.is_navigation_request() and request.url.startswith("file:") and not request.frame.parent_frame:
        await route.continue_()
    else:
        await route.abort()


async def _inspect_one(tab: Tab, page: str, *, drawn: bool) -> Inspected:
    try:
        address = page if _origin(page) else Path(page).as_uri()
        await tab.page.goto(address, wait_until="domcontentloaded")
        seen = await look(tab.page)
        shot = await draw(tab.page, seen) if drawn else b""
    except Error as error:
        return Inspected(page=page, failure=_failure(tab, page, error))
    return Inspected(page=page, look=seen, picture=shot)


def _failure(tab: Tab, page: str, error: Error) -> ObjectorError:
    if BLOCKED in error.message and tab.guard and tab.guard.strayed:
        return LeadsElsewhereError(page, tab.guard.strayed)
    return UnreadablePageError(page, error.message.splitlines()[0].removeprefix("Page.goto: "))
