"""One run at a time for one account, and one batch at a time for one ledger, on whichever machines they run."""

from contextlib import AbstractContextManager

from objector.cases.ledger import Ledger
from objector.errors import BadInputError


class BusyAccountError(BadInputError):
    """Another run is at work on this account. ``holder`` is its machine and process, empty where nobody knows."""

    def __init__(self, name: str, holder: str = "") -> None:
        super().__init__(
            f"Another run{_in_brackets(holder)} is filing for “{name}” right now. "
            "Wait for it to end, or stop it with Ctrl-C, then try again."
        )


class BusyBatchError(BadInputError):
    """Another batch is at work on this ledger. ``holder`` is its machine and process, empty where nobody knows."""

    def __init__(self, holder: str = "") -> None:
        super().__init__(
            f"Another batch{_in_brackets(holder)} is at work on this ledger right now. "
            "Wait for it to end, or stop it with Ctrl-C; the same command then goes on where it left off."
        )


def account_lock(ledger: Ledger, name: str) -> AbstractContextManager[None]:
    """Hold the account for as long as the context lasts; a crash frees it. Raises BusyAccountError."""
    return ledger.claims.held(f"account {name}", lambda holder: BusyAccountError(name, holder))


def batch_lock(ledger: Ledger) -> AbstractContextManager[None]:
    """Be the only batch of the ledger for as long as the context lasts; a crash frees it. Raises BusyBatchError."""
    return ledger.claims.held("batch", BusyBatchError)


def _in_brackets(holder: str) -> str:
    return f" ({holder})" if holder else ""
