"""Filing many accounts side by side in one browser: what one of them meets is told, and the others go on."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from playwright.async_api import Error

from objector.browser.renewed import Browsers
from objector.cases.model import FENCED, SETTLED, Account, Case, EventKind, State
from objector.errors import BadInputError, NeedsPersonError, ObjectorError
from objector.filing.batch.breaker import wants_rest
from objector.filing.batch.doubt import look_up
from objector.filing.batch.plan import Plan
from objector.filing.batch.shift import Place, QuietHoursError, Shift, platform_of
from objector.filing.desk import Filing
from objector.filing.ending import WindowClosedError
from objector.filing.office import Office
from objector.filing.one import BrowserGoneError, doubt, file_one
from objector.filing.result import Result
from objector.filing.schedule import NotNowError
from objector.filing.several import as_done, as_failed
from objector.log import get_logger

TRIES = 3
"""How often an account is begun anew whose browser died before anything was sent."""

LONGEST_NAP = 60.0
"""Seconds between two looks at the clock while the quiet hours last: a machine may sleep meanwhile, or its clock be set."""

log = get_logger(__name__)


class ParkedError(NeedsPersonError):
    """Ctrl-C was pressed before the account was done; nothing of it is in doubt."""

    def __init__(self, account: str) -> None:
        super().__init__(f"Stopped before “{account}” was done; nothing is lost. The same command goes on from here.")


class UnexpectedFailureError(ObjectorError):
    """Something that objector was not made for ended one account."""

    def __init__(self, account: str, what: str) -> None:
        super().__init__(
            f"“{account}” met something unexpected ({what}). "
            "The same command begins it anew; if it comes again, please report it with what was logged."
        )


class Batch:
    """One run over many accounts. ``filing`` is how each is filed; its schedule is the place that each has in the shift.

    ``watched`` maps the names of accounts to browsers of their own, in which they are shown.
    """

    def __init__(self, office: Office, browsers: Browsers, shift: Shift, filing: Filing, watched: Mapping[str, Browsers]) -> None:
        self._office = office
        self._browsers = browsers
        self._watched = watched
        self._shift = shift
        self._filing = filing
        self._began = office.clock()
        self._running: dict[str, asyncio.Task[Result]] = {}
        self._accounts: dict[str, Account] = {}

    async def run(self, plan: Plan) -> list[Result]:
        """File each account of the plan and return how all came out, those first that are left."""
        for result in plan.left:
            self._office.progress.ended(result)
        self._accounts = {account.name: account for account in plan.to_file}
        if until := self._shift.rules.quiet_until():
            self._office.progress.note("quiet hours", f"nothing begins before {until:%H:%M}")
        works = [self._see_to(account, is_doubtful=account.name in plan.doubtful) for account in plan.to_file]
        self._running = {account.name: asyncio.ensure_future(work) for account, work in zip(plan.to_file, works, strict=True)}
        if self._running:
            await asyncio.wait(self._running.values())
        return [*plan.left, *(self._result(name) for name in self._running)]

    def stop(self) -> None:
        """Begin nothing more, finish or park what is sent, and put the rest away."""
        self._shift.is_closing = True
        fenced = {(case.account, case.flow) for case in self._office.ledger.summaries(states=FENCED)}
        for name, task in self._running.items():
            if (name, self._accounts[name].flow) not in fenced:
                task.cancel()

    def abort(self) -> None:
        """Stop everything now: what is sent and not answered is in doubt."""
        self._shift.is_closing = True
        for task in self._running.values():
            task.cancel()

    def _result(self, name: str) -> Result:
        """Return how a task came out; one that was cancelled before it began has no result."""
        task = self._running[name]
        return self._stopped(self._accounts[name]) if task.cancelled() else task.result()

    async def _see_to(self, account: Account, *, is_doubtful: bool) -> Result:
        try:
            result = await self._outcome(account, is_doubtful=is_doubtful)
        except asyncio.CancelledError:
            result = self._stopped(account)
        except ObjectorError as error:
            result = as_failed(self._office, account, error)
        except Exception as error:
            log.error("an account met something unexpected", account=account.name, exc_info=True)  # noqa: G201 - our own
            what = self._office.redactor(f"{type(error).__name__}: {str(error).partition(chr(10))[0]}")
            result = as_failed(self._office, account, UnexpectedFailureError(account.name, what))
        self._note(result)
        self._office.progress.ended(result)
        _forget_frames(result.error)
        return result

    def _stopped(self, account: Account) -> Result:
        return self._as_it_stands(account, ParkedError(account.name))

    def _as_it_stands(self, account: Account, error: ObjectorError) -> Result:
        """Return how the account came out when this error ended its work: in doubt or settled if its case is, else failed."""
        result = as_failed(self._office, account, error)
        if result.case and result.case.state in FENCED | {State.IN_DOUBT}:
            return replace(result, error=doubt(result.case))
        if result.case and result.case.state in SETTLED and self._of_this_run(result.case):
            return replace(result, error=None)
        return result

    def _of_this_run(self, case: Case | None) -> set[EventKind]:
        return {event.kind for event in case.events if event.at >= self._began} if case else set()

    def _note(self, result: Result) -> None:
        """Tell the breaker how working on the platform came out; not of accounts that never began, or that the person stopped."""
        has_begun = EventKind.STARTED in self._of_this_run(result.case) or (result.error and wants_rest(result.error))
        if has_begun and not isinstance(result.error, NotNowError | ParkedError | BadInputError):
            self._shift.rules.breaker.note(platform_of(result.account), result.error)

    async def _outcome(self, account: Account, *, is_doubtful: bool) -> Result:
        """Return how the account came out; it is begun anew when the browser died, and after the quiet hours."""
        tries = 1
        while True:
            try:
                return await self._once(account, is_doubtful=is_doubtful)
            except QuietHoursError:
                await self._quiet_hours_over()
            except (BrowserGoneError, WindowClosedError) as error:
                if self._was_sent(account):
                    return self._as_it_stands(account, error)
                tries += 1
                if self._office.settings.headed or tries > TRIES:
                    raise

    def _was_sent(self, account: Account) -> bool:
        """Tell whether beginning anew would send the form a second time, be it one that only waited for its code."""
        return EventKind.SUBMITTING in self._of_this_run(self._office.ledger.latest(account.name, account.flow))

    async def _once(self, account: Account, *, is_doubtful: bool) -> Result:
        if self._shift.is_closing:
            raise asyncio.CancelledError
        progress = self._office.progress
        place = Place(self._shift, account, lambda what, until: progress.waiting(account.name, what, until))
        await self._quiet_hours_over()
        async with place.entered():
            self._shift.rules.check(account)
            browser = await self._watched.get(account.name, self._browsers).current()
            progress.begins(account)
            try:
                if is_doubtful:
                    await look_up(self._office, browser, account)
                filing = replace(self._filing, schedule=place, watched=account.name in self._watched)
                return as_done(account, await file_one(self._office, browser, account, filing))
            except Error:
                if browser.is_connected():
                    raise
                raise BrowserGoneError(account.name) from None

    async def _quiet_hours_over(self) -> None:
        rules = self._shift.rules
        while until := rules.quiet_until():  # noqa: ASYNC110 - the time of day sets no event
            await asyncio.sleep(min(LONGEST_NAP, (until - rules.clock()).total_seconds()))


def _forget_frames(error: BaseException | None) -> None:
    """Drop an error's tracebacks, which would keep pages in memory for as long as the error: to the end of the batch."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        error.__traceback__ = None
        error = error.__cause__ or error.__context__
