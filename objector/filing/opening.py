"""Opening the page on which an account's case is worked on."""

from asyncio import wrap_future
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser

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
    flow = aside(lambda: flows.get(account.flow))  # it has time to be loaded
    async with open_blank(browser, settings, locale=account.language, storage_state=state) as blank:
        yield await guarded(blank, (await wrap_future(flow)).origins)
