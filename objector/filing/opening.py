"""Opening the page on which an account's case is worked on, and loading meanwhile what works on it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

import flows
from objector.browser.launch import Session, guarded, open_blank
from objector.cases.model import Account
from objector.meanwhile import aside
from objector.secrets.sessions import Sessions
from objector.settings import Settings


@asynccontextmanager
async def open_page(browser: Browser, settings: Settings, sessions: Sessions, account: Account) -> AsyncIterator[Session]:
    """Open a page for the account until the block ends, signed in as it was left.

    Raises BrokenSealError, UnknownNameError (there is no such flow).
    """
    state = sessions.restore(account.name)
    loading = aside(lambda: _load(account))
    async with open_blank(browser, settings, locale=account.language, storage_state=state) as blank:
        origins, hand_over = await asyncio.wrap_future(loading)
        session, _ = await asyncio.gather(guarded(blank, origins), hand_over(blank.page))
        yield session


def _load(account: Account) -> tuple[tuple[str, ...], Callable[[Page], Coroutine[None, None, None]]]:
    """Load what a form of this account needs, as far as it is known; return its flow's origins, and what readies a page."""
    import stamina  # noqa: F401, PLC0415 - what opens pages loads it when it is first needed

    from objector.page.answers import names  # noqa: PLC0415 - loaded only now, while the page is opened
    from objector.page.finder.glance import ahead  # noqa: PLC0415

    names(account.country, account.language)
    return flows.get(account.flow).origins, ahead([account.language])
