"""Finding out, before anything else, what became of a submit whose answer was not seen. Nothing is ever sent by this."""

from playwright.async_api import Browser

import flows
from objector.cases.lock import account_lock
from objector.cases.model import Account, Case, EventKind, State
from objector.cases.recovery import recovered
from objector.errors import ObjectorError
from objector.filing.batch.breaker import wants_rest
from objector.filing.desk import CaseDesk, Filing
from objector.filing.ending import WindowClosedError
from objector.filing.lost_page import PageClosedError, while_open
from objector.filing.office import Office
from objector.filing.open_desk import case_desk
from objector.page.errors import FiledEarlierError
from objector.page.form import Form


async def look_up(office: Office, browser: Browser, account: Account) -> None:
    """Settle the account's case in doubt if the site says that it has the objection; else leave it as it is.

    Raises BusyAccountError, WindowClosedError, and what says that the platform has had enough.
    """
    with account_lock(office.ledger, account.name):
        case = office.ledger.latest(account.name, account.flow)
        case = case and recovered(office.ledger, case)
        if case is not None and case.state is State.IN_DOUBT:
            await _ask_the_site(office, browser, account, case)


async def _ask_the_site(office: Office, browser: Browser, account: Account, case: Case) -> None:
    async with case_desk(office, browser, account, case, Filing(dry_run=True)) as desk:
        form = Form(desk.session, desk, office.settings.page_timeout)
        try:
            await while_open(lambda: form.page, form.open(flows.get(account.flow).addresses))
        except FiledEarlierError as found:
            _settle(desk, found)
        except PageClosedError:
            raise WindowClosedError(account.name, "Nothing was sent") from None
        except ObjectorError as error:
            if wants_rest(error):
                raise
            office.progress.note(account.name, f"whether it was received can’t be looked up: {error}")


def _settle(desk: CaseDesk, found: FiledEarlierError) -> None:
    desk.record(EventKind.FILED_EARLIER, address=found.address, words=desk.redactor(found.words))
    desk.office.progress.done(desk.account.name, "received", found.words)
