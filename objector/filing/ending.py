"""What a failure is to its case: the event that it becomes in the ledger, and what the person is told."""

import asyncio

import flows
from objector.cases.model import FENCED, EventKind, State
from objector.errors import NeedsPersonError, ObjectorError
from objector.filing.desk import CaseDesk
from objector.filing.lost_page import PageClosedError, PageCrashedError
from objector.filing.person import NobodyThereError
from objector.filing.schedule import NotNowError
from objector.page.errors import InDoubtError, NotAvailableError, RateLimitedError, RefusedError
from objector.page.flow import Flow
from objector.typed import typed

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


class WindowClosedError(NeedsPersonError):
    """The person closed the window, or the browser ended."""

    def __init__(self, account: str, so_far: str) -> None:
        super().__init__(f"The window was closed. {so_far}. “objector file {typed(account)} --headed” goes on from here.")


def end_of(desk: CaseDesk, flow: Flow, caught: BaseException) -> BaseException:
    """Record what the failure is to the case, and return what the person is told of it.

    Where something was sent and its answer not seen, that is a doubt, whatever the failure was.
    """
    error = _for_the_person(desk, flow, caught)
    if _state(desk) in FENCED and not isinstance(error, ANSWERS):
        why = desk.redactor(_why(error))
        desk.record(EventKind.IN_DOUBT, why=why)
        return InDoubtError(desk.account.name, why)
    _record_end(desk, error)
    return error


def _for_the_person(desk: CaseDesk, flow: Flow, error: BaseException) -> BaseException:
    """Return the failure with what only this case knows: which forms are left to the account, or how far it had come."""
    if isinstance(error, NotAvailableError):
        return NotAvailableError(error.words, flows.remaining(flow, desk.account.country))
    if isinstance(error, PageClosedError) and (state := _state(desk)) not in FENCED:
        return WindowClosedError(desk.account.name, SO_FAR.get(state, "Nothing was sent"))
    return error


def _state(desk: CaseDesk) -> State:
    return desk.office.ledger.case(desk.case.number).state


def _record_end(desk: CaseDesk, error: BaseException) -> None:
    for kind, event in ENDS.items():
        if isinstance(error, kind):
            desk.record(event, why=desk.redactor(str(error)), **_until(desk, error))
            return


def _until(desk: CaseDesk, error: BaseException) -> dict[str, str]:
    """Return from when on the site may be tried again, if it has named a time."""
    wait = error.wait if isinstance(error, RateLimitedError) else None
    return {"until": (desk.office.clock() + wait).isoformat(timespec="minutes")} if wait else {}


def _why(error: BaseException) -> str:
    if isinstance(error, asyncio.CancelledError):
        return "it was stopped before the site's answer was seen"
    if isinstance(error, NobodyThereError):
        # Another submit in a window would be a second one: whether the first waits for this or is done, only the site knows.
        return f"after it was sent, the site wanted this: “{error.need.what}”, and there was no window to do it in"
    return error.why if isinstance(error, PageCrashedError) else str(error) or type(error).__name__
