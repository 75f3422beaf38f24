"""Filing one account's objection from beginning to end, so that whatever happens the ledger knows how far it came."""

from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser

import flows
from objector.browser.address import without_query
from objector.cases.lock import account_lock
from objector.cases.model import SETTLED, Account, Case, EventKind, State
from objector.cases.recovery import recovered
from objector.errors import NeedsPersonError
from objector.evidence.folder import evidence_folder
from objector.evidence.page import write_page
from objector.filing.desk import CaseDesk, Filing
from objector.filing.ending import end_of
from objector.filing.lost_page import while_open
from objector.filing.mandate import keep_mandate
from objector.filing.office import Office
from objector.filing.open_desk import case_desk
from objector.page.errors import DryRunError, FiledEarlierError, InDoubtError, RefusedError
from objector.page.flow import Flow
from objector.page.form import Form
from objector.typed import typed


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
    account = desk.account
    form = Form(desk.session, desk, desk.office.settings.page_timeout)
    desk.record(EventKind.STARTED)
    try:
        keep_mandate(desk.folder, account)
        confirmation = await while_open(lambda: form.page, flow.file(form, account.objection))
    except DryRunError:
        desk.record(EventKind.NOT_FILED, why="a dry run")
    except FiledEarlierError as found:
        desk.record(EventKind.FILED_EARLIER, address=found.address, words=desk.redactor(found.words))
        desk.office.progress.done(account.name, "filed earlier", found.words)
    except BaseException as caught:
        raise end_of(desk, flow, caught) from caught
    else:
        desk.record(EventKind.FILED, address=without_query(confirmation.address))
        desk.office.progress.done(account.name, "filed", "")
    finally:
        write_page(desk.folder, desk.office.ledger.case(desk.case.number).events)
