"""Signing in by hand in a window, once; the session is sealed and kept."""

from playwright.async_api import Browser, Error

import flows
from objector.browser.launch import Session, open_session
from objector.cases.model import Account
from objector.errors import NeedsPersonError
from objector.filing.office import Office
from objector.page.look import PageKind
from objector.page.panel import Panel
from objector.page.tab import Tab
from objector.page.wait import look_for_ever
from objector.typed import typed

NOT_YET = frozenset(
    {PageKind.SIGN_IN, PageKind.SECOND_FACTOR, PageKind.CAPTCHA, PageKind.CHECKPOINT, PageKind.CONSENT, PageKind.UNKNOWN}
)
"""What a page may be while somebody is signing in."""

CAPTION = (
    "Sign in here as you always do, second factor included, and answer what the page asks about cookies. "
    "The window closes by itself."
)


class SignInAbandonedError(NeedsPersonError):
    """The window was closed before the sign-in was complete."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"The window was closed before the sign-in of “{account}” was complete; nothing was kept. "
            f"Run “objector sign-in {typed(account)}” again and leave the window open until it closes by itself."
        )


async def sign_in_by_hand(office: Office, browser: Browser, account: Account) -> None:
    """Open the page and wait until the site shows what only a signed-in account sees; raises SignInAbandonedError."""
    flow = flows.get(account.flow)
    async with open_session(browser, office.settings, flow.origins, locale=account.language) as session:
        try:
            await _see_it_through(session, office, account, flow.addresses[0])
        except Error:
            raise SignInAbandonedError(account.name) from None
        office.sessions.keep(account.name, await session.context.storage_state())


async def _see_it_through(session: Session, office: Office, account: Account, address: str) -> None:
    panel = await Panel.attach(session.page, f"objector · {account.name}")
    panel.caption(CAPTION)
    tab = Tab(session.page, session.guard, office.settings.page_timeout)
    await tab.go(address)
    office.progress.waiting(account.name, "you to sign in, in the window", None)
    await look_for_ever(session.page, lambda look: look.is_ not in NOT_YET)
    # The page that is shown after a sign-in may be anything; the form's own address tells for sure.
    await tab.go(address)
    await look_for_ever(session.page, lambda look: look.is_ not in NOT_YET)
