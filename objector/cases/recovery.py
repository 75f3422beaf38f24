"""What becomes of cases whose program died: a request may have been on its way, so they are in doubt, never assumed."""

from objector.cases.ledger import Ledger
from objector.cases.lock import BusyAccountError, account_lock
from objector.cases.model import FENCED, Case, EventKind

WHY = "the program ended before the site's answer was seen"


def recovered(ledger: Ledger, case: Case) -> Case:
    """Return the case as it is after a crash, if there was one. Call it under the account's lock: nobody works on it then."""
    if case.state not in FENCED:
        return case
    ledger.append(case.number, EventKind.IN_DOUBT, why=WHY)
    return ledger.case(case.number)


def recover_idle(ledger: Ledger, case: Case) -> Case:
    """Return the case as it is after a crash, or unchanged while a run is at work on its account."""
    if case.state not in FENCED:
        return case
    try:
        with account_lock(ledger, case.account):
            return recovered(ledger, ledger.case(case.number))
    except BusyAccountError:
        return case


def recover_all_idle(ledger: Ledger, account: str | None = None) -> None:
    """Put on disk what has become of the cases, or of one account's, whose program died."""
    for case in ledger.cases(account, FENCED):
        recover_idle(ledger, case)
