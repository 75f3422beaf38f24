"""Opening the desk at which a case is worked on: its page, its folder of evidence, its mailroom and, if shown, its window."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from playwright.async_api import Browser

import flows
from objector.browser.launch import Session
from objector.cases.model import Account, Case
from objector.evidence.folder import EvidenceFolder, evidence_folder
from objector.filing.desk import CaseDesk, Filing
from objector.filing.facts import facts_of
from objector.filing.mailroom import Mailroom, Wanted
from objector.filing.office import Office
from objector.filing.opening import open_page
from objector.filing.person import Together
from objector.filing.window import Window
from objector.meanwhile import Begun
from objector.page.flow import Flow
from objector.page.panel import Panel
from objector.redact import Redactor


@asynccontextmanager
async def case_desk(office: Office, browser: Browser, account: Account, case: Case, filing: Filing) -> AsyncIterator[CaseDesk]:
    """Open a session for the case, and the desk at which it is worked on, until the block ends."""
    flow = flows.get(account.flow)
    redactor = Redactor(office.redactor)
    settings = office.settings.model_copy(update={"headed": office.settings.headed or filing.watched})
    async with AsyncExitStack() as stack:
        # The page takes a while to open; what else the case needs is got ready meanwhile.
        opening = filing.page or Begun(open_page(browser, settings, office.sessions, account))
        opened = await stack.enter_async_context(opening)
        facts = replace(facts_of(account, case, rehearsal=office.settings.rehearsing), browser=f"Chromium {browser.version}")
        path = evidence_folder(office.settings.world, case)
        folder = EvidenceFolder(path, facts, now=office.clock, redact=redactor)
        mailroom = await _mailroom(stack, office, account, flow)
        session = await opened
        window = await _window(stack, office, account, filing, session) if settings.headed else None
        yield CaseDesk(
            office=office,
            account=account,
            case=case,
            filing=filing,
            people=Together([way for way in (office.person, window) if way is not None]),
            folder=folder,
            redactor=redactor,
            session=session,
            mailroom=mailroom,
            window=window,
        )


async def _window(stack: AsyncExitStack, office: Office, account: Account, filing: Filing, session: Session) -> Window:
    if filing.tiles:
        await stack.enter_async_context(filing.tiles.placed(session.page, session.devtools))
    return Window(await Panel.attach(session.page, _heading(office, account)), account.language)


async def _mailroom(stack: AsyncExitStack, office: Office, account: Account, flow: Flow) -> Mailroom | None:
    if account.mailbox is None:
        return None
    others = office.roster.addresses() - {account.email.lower()}
    mailbox = office.roster.mailbox(account.mailbox)
    wanted = Wanted(account=account.name, address=account.email, senders=flow.senders, mailbox=mailbox, others=others)
    return await stack.enter_async_context(office.mailrooms.room(wanted))


def _heading(office: Office, account: Account) -> str:
    return f"objector · {account.name}" + (" · rehearsal" if office.settings.rehearsing else "")
