"""Filing one account's objection from beginning to end, so that whatever happens the ledger knows how far it came."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import Browser, Page

import flows
from objector.browser.address import without_query
from objector.browser.launch import Session
from objector.cases.lock import account_lock
from objector.cases.model import FENCED, SETTLED, Account, Case, EventKind, Objection, State
from objector.cases.recovery import recovered
from objector.errors import NeedsPersonError, ObjectorError
from objector.evidence.folder import EvidenceFolder, evidence_folder
from objector.evidence.page import write_page
from objector.filing.desk import CaseDesk, Filing
from objector.filing.facts import facts_of
from objector.filing.mailroom import Mailroom, Wanted
from objector.filing.mandate import keep_mandate
from objector.filing.office import Office
from objector.filing.opening import open_page
from objector.filing.person import NobodyThereError, Together
from objector.filing.schedule import NotNowError
from objector.filing.window import Window
from objector.meanwhile import Begun
from objector.page.errors import (
    DryRunError,
    FiledEarlierError,
    InDoubtError,
    NotAvailableError,
    RateLimitedError,
    RefusedError,
)
from objector.page.flow import Flow
from objector.page.form import Form
from objector.page.panel import Panel
from objector.redact import Redactor
from objector.typed import typed

T = TypeVar("T")

ENDS = {
    NotAvailableError: EventKind.NOT_AVAILABLE,
    RefusedError: EventKind.REFUSED,
    RateLimitedError: EventKind.RATE_LIMITED,
    NeedsPersonError: EventKind.NEEDS_PERSON,
    NotNowError: EventKind.NOT_FILED,
    ObjectorError: EventKind.FAILED,
}
"""What a failure is to the case: the first that fits."""

ANSWERS = (NotAvailableError, RefusedError, RateLimitedError)
"""Failures in which the site's answer was seen; once a submit is on its way, any other leaves a doubt."""


SO_FAR = {State.AWAITING_CODE: "The form was sent, but it is not processed without the code"}
"""What had come of a case when its window was closed, where that is more than nothing."""


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


class WindowClosedError(NeedsPersonError):
    """The person closed the window, or the browser ended."""

    def __init__(self, account: str, so_far: str) -> None:
        super().__init__(f"The window was closed. {so_far}. “objector file {typed(account)} --headed” goes on from here.")


class MoreInfoWantedError(NeedsPersonError):
    """The platform has the objection and asked for more information; the same again would be no answer to that."""

    def __init__(self, account: str, words: str) -> None:
        super().__init__(
            f"The platform wants more information on the objection of “{account}”: “{words}”. Answer its mail, which "
            f"“objector evidence {typed(account)}” shows, or file anew with “objector file {typed(account)} --again”."
        )


class BrowserGoneError(NeedsPersonError):
    """The browser was closed before this account's turn came."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"The browser was closed before it was the turn of “{account}”. “objector file {typed(account)}” begins anew."
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a case stands after the run. ``evidence`` is its folder, ``new`` whether this run worked on it at all."""

    case: Case
    evidence: Path
    new: bool


async def file_one(office: Office, browser: Browser, account: Account, filing: Filing) -> Outcome:
    """File the account's objection, or find that there is nothing to file.

    Raises InDoubtError when an earlier submit has no known outcome (unless ``filing.again``), BusyAccountError, and whatever
    ended the case (subclasses of ObjectorError), each of them recorded first.
    """
    if not browser.is_connected():
        raise BrowserGoneError(account.name)
    with account_lock(office.ledger, account.name):
        case = case_to_file(office, account, filing)
        if case.state in SETTLED:
            return Outcome(case=case, evidence=evidence_folder(office.settings.world, case), new=False)
        async with case_desk(office, browser, account, case, filing) as desk:
            await _work(desk, flows.get(account.flow))
            return Outcome(case=office.ledger.case(case.number), evidence=desk.folder.path, new=True)


def case_to_file(office: Office, account: Account, filing: Filing) -> Case:
    """Return the case to go on with, a new one if there is none or another is wanted.

    Raises InDoubtError, RefusedError and MoreInfoWantedError where the platform has the objection already.

    Call it under the account's lock: a case that is between a fence and its outcome has then lost its program.
    """
    case = office.ledger.latest(account.name, account.flow)
    case = case and recovered(office.ledger, case)
    if case is None or (filing.again and case.state in SETTLED | {State.IN_DOUBT, State.REFUSED, State.MORE_INFO}):
        return office.ledger.open_case(account.name, account.flow)
    if case.state is State.IN_DOUBT:
        raise doubt(case)
    if case.state is State.REFUSED:
        raise RefusedError(_reason(case))
    if case.state is State.MORE_INFO:
        raise MoreInfoWantedError(account.name, _reason(case))
    return case


def doubt(case: Case) -> InDoubtError:
    """Return what is told of a case that is in doubt."""
    return InDoubtError(case.account, _reason(case) or "no answer was seen")


def _reason(case: Case) -> str:
    """Return the platform's words of the last event that has any: on its page, or in its mail."""
    told = (event.data.get("why") or event.data.get("words") for event in reversed(case.events))
    return next(filter(None, told), "")


async def _work(desk: CaseDesk, flow: Flow) -> None:
    account, settings = desk.account, desk.office.settings
    objection = Objection(
        email=account.email,
        country=account.country,
        reason=account.reason,
        additional=account.additional,
        language=account.language,
        details=account.details,
    )
    form = Form(desk.session, desk, settings.page_timeout)
    desk.record(EventKind.STARTED)
    try:
        keep_mandate(desk.folder, account)
        confirmation = await while_open(lambda: form.page, flow.file(form, objection))
    except DryRunError:
        desk.record(EventKind.NOT_FILED, why="a dry run")
    except FiledEarlierError as found:
        desk.record(EventKind.FILED_EARLIER, address=found.address, words=desk.redactor(found.words))
        desk.office.progress.done(account.name, "filed earlier", found.words)
    except BaseException as caught:
        error = _for_the_person(desk, caught, flow)
        _record_end(desk, error)
        raise _as_told(desk, error) from caught
    else:
        desk.record(EventKind.FILED, address=without_query(confirmation.address))
        desk.office.progress.done(account.name, "filed", "")
    finally:
        _keep_page(desk)


def _for_the_person(desk: CaseDesk, error: BaseException, flow: Flow) -> BaseException:
    """Return the failure with what only this case knows: which forms are left to the account, or how far it had come."""
    if isinstance(error, NotAvailableError):
        return NotAvailableError(error.words, flows.remaining(flow, desk.account.country))
    state = desk.office.ledger.case(desk.case.number).state
    if isinstance(error, PageClosedError) and state not in FENCED:
        return WindowClosedError(desk.account.name, SO_FAR.get(state, "Nothing was sent"))
    return error


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


def _record_end(desk: CaseDesk, error: BaseException) -> None:
    state = desk.office.ledger.case(desk.case.number).state
    if state in FENCED and not isinstance(error, ANSWERS):
        desk.record(EventKind.IN_DOUBT, why=desk.redactor(_why(error)))
        return
    for kind, event in ENDS.items():
        if isinstance(error, kind):
            desk.record(event, why=desk.redactor(str(error)), **_until(desk, error))
            return


def _until(desk: CaseDesk, error: BaseException) -> dict[str, str]:
    """Return from when on the site may be tried again, if it has named a time."""
    wait = error.wait if isinstance(error, RateLimitedError) else None
    return {"until": (desk.office.clock() + wait).isoformat(timespec="minutes")} if wait else {}


def _as_told(desk: CaseDesk, error: BaseException) -> BaseException:
    """Return what the person is told: a lost answer is a doubt about this account; anything else is as it was."""
    state = desk.office.ledger.case(desk.case.number).state
    return InDoubtError(desk.account.name, desk.redactor(_why(error))) if state is State.IN_DOUBT else error


def _why(error: BaseException) -> str:
    if isinstance(error, asyncio.CancelledError):
        return "it was stopped before the site's answer was seen"
    if isinstance(error, NobodyThereError):
        # Another submit in a window would be a second one: whether the first waits for this or is done, only the site knows.
        return f"after it was sent, the site wanted this: “{error.need.what}”, and there was no window to do it in"
    return error.why if isinstance(error, PageCrashedError) else str(error) or type(error).__name__


def _keep_page(desk: CaseDesk) -> None:
    write_page(desk.folder, desk.office.ledger.case(desk.case.number).events)


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
