"""Accounts that an honoured objection of another account covers."""

from collections.abc import Callable, Iterator

from objector.cases.ledger import Ledger
from objector.cases.lock import BusyAccountError, account_lock
from objector.cases.model import ENDED, Account, Case, EventKind
from objector.cases.roster import Roster
from objector.log import get_logger

log = get_logger(__name__)


def covered_by(ledger: Ledger, roster: Roster, honoured: Case, covers: Callable[[str], bool]) -> Iterator[Case]:
    """Record that the accounts of the honoured one's Accounts Center are covered, and yield their cases, opened if need be.

    Meta's own mail says: “We will also honour your objection for any other accounts that you've added to the same Accounts Centre
    as this account.” Which accounts those are is what the person has said of each (``accounts_center``). One that is being filed
    for right now is left out, as it will have an answer of its own. ``covers`` tells of a flow whether that holds for it at all.
    """
    accounts = {account.name: account for account in roster.accounts() if covers(account.flow)}
    center = accounts[honoured.account].accounts_center if honoured.account in accounts else ""
    for other in accounts.values():
        if center and other.accounts_center == center and other.name != honoured.account:
            try:
                with account_lock(ledger, other.name):
                    case = _covered(ledger, other, honoured)
            except BusyAccountError as error:
                log.warning("an account is not recorded as covered", why=str(error))
                continue
            if case:
                yield case


def _covered(ledger: Ledger, account: Account, honoured: Case) -> Case | None:
    case = ledger.latest(account.name, account.flow) or ledger.open_case(account.name, account.flow)
    if case.state in ENDED:  # what the platform said of the account itself counts
        return None
    ledger.append(case.number, EventKind.COVERED, by=honoured.account, case=str(honoured.number))
    return ledger.case(case.number)
