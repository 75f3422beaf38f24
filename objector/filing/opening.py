"""Opening the page on which an account's case is worked on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser

import flows
from objector.browser.launch import Session, open_session
from objector.cases.model import Account
from objector.secrets.sessions import Sessions
from objector.settings import Settings


@asynccontextmanager
async def open_page(browser: Browser, settings: Settings, sessions: Sessions, account: Account) -> AsyncIterator[Session]:
    """Open a page for the account until the block ends, signed in as it was left.

    Raises UnknownNameError (no such flow), BrokenSealError.
    """
    origins = flows.get(account.flow).origins
    state = sessions.restore(account.name)
    async with open_session(browser, settings, origins, locale=account.language, storage_state=state) as session:
        yield session
