"""Looking at pages for `objector inspect`: saved files offline and without scripts, addresses under the origin guard."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Error, Page, Route

from objector.browser.find import find_browser
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


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """One page as given, made absolute, with what was seen there, or why it could not be opened."""

    page: str
    look: Look | None = None
    failure: UnreadablePageError | None = None


def absolute(page: str) -> str:
    """Return the address, or the file's path made absolute; raises NoSuchPageError."""
    if page.startswith("https://"):
        return page
    path = Path(page.removeprefix("file://")).expanduser()
    if not path.is_file():
        raise NoSuchPageError(page)
    return str(path.absolute())


async def inspect(settings: Settings, pages: Sequence[str], picture: Path | None = None) -> AsyncIterator[Inspected]:
    """Yield what is seen on each page, in order; ``pages`` are as ``absolute`` returns them.

    ``picture`` is where a page is put with what was found drawn on it.
    """
    async with open_browser(settings, find_browser(settings.browser)) as browser, AsyncExitStack() as stack:
        tabs: dict[str, Page] = {}
        for page in pages:
            origin = _origin(page)
            if origin not in tabs:
                tabs[origin] = await _tab(browser, settings, origin, stack)
            yield await _inspect_one(tabs[origin], page, picture)


def _origin(page: str) -> str:
    parts = urlsplit(page)
    return f"https://{parts.hostname}" if parts.scheme == "https" else ""


async def _tab(browser: Browser, settings: Settings, origin: str, stack: AsyncExitStack) -> Page:
    if origin:
        return (await stack.enter_async_context(open_session(browser, settings, (origin,)))).page
    return await (await _offline(browser)).new_page()


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


async def _inspect_one(tab: Page, page: str, picture: Path | None) -> Inspected:
    try:
        await tab.goto(page if page.startswith("https:") else Path(page).as_uri(), wait_until="domcontentloaded")
        seen = await look(tab)
        if picture:
            await draw(tab, seen, picture)
    except Error as error:
        return Inspected(page=page, failure=UnreadablePageError(page, error.message.splitlines()[0]))
    return Inspected(page=page, look=seen)
