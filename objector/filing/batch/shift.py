"""What the cases of a batch share: hands, room for pages, each platform's pace, and the reasons to leave one alone."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import flows
from objector.cases.model import Account
from objector.errors import ExitCode
from objector.filing.batch.breaker import Breaker
from objector.filing.batch.daily_cap import DailyCap
from objector.filing.batch.hands import Hands
from objector.filing.batch.pace import Pace
from objector.filing.batch.quiet_hours import QuietHours
from objector.filing.schedule import NotNowError


class QuietHoursError(NotNowError):
    """The quiet hours have begun while the account waited for its turn, or while its form was filled in."""


class ClosedFlowError(NotNowError):
    """A form has changed, so that nothing is filed through it."""

    exit_code = ExitCode.REFUSED

    def __init__(self, account: str, why: str) -> None:
        super().__init__(account, f"{why}; “objector probe” shows more, and --no-probe files nevertheless")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """When a platform may be submitted to; ``cap`` and ``quiet`` may be None. ``clock`` gives the machine's own time.

    ``closed`` are the flows that nothing is filed through, with the reasons.
    """

    pace: Pace
    breaker: Breaker
    clock: Callable[[], datetime]
    cap: DailyCap | None = None
    quiet: QuietHours | None = None
    closed: dict[str, str] = field(default_factory=dict)

    def quiet_until(self) -> datetime | None:
        """Return when the quiet hours are over, None outside of them."""
        return self.quiet.over_at(self.clock()) if self.quiet else None

    def check(self, account: Account) -> None:
        """Raise NotNowError unless the account's form may be submitted now."""
        platform = platform_of(account)
        if why := self.closed.get(account.flow):
            raise ClosedFlowError(account.name, why)
        if rest := self.breaker.rest(platform):
            raise NotNowError(account.name, f"{platform} rests ({rest})")
        if self.cap and self.cap.is_reached(platform):
            raise NotNowError(account.name, f"{platform} has had today’s {self.cap.most} objections (OBJECTOR_DAILY_CAP)")
        if until := self.quiet_until():
            raise QuietHoursError(account.name, f"the quiet hours have begun, until {until:%H:%M}")


class Gate:
    """Open unless somebody has closed it."""

    def __init__(self) -> None:
        self._closers = 0
        self._open = asyncio.Event()
        self._open.set()

    @property
    def is_open(self) -> bool:
        """Whether nobody keeps it closed."""
        return self._open.is_set()

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        """Keep it closed for as long as the block lasts."""
        self._closers += 1
        self._open.clear()
        try:
            yield
        finally:
            self._closers -= 1
            if not self._closers:
                self._open.set()

    async def opened(self) -> None:
        """Return as soon as it is open."""
        await self._open.wait()


class Shift:
    """The cases that are at work at one time: ``hands`` in pages, ``room`` of them with a page at all."""

    def __init__(self, rules: Rules, hands: Hands, room: int) -> None:
        self.rules = rules
        self.hands = hands
        self.is_closing = False
        self.room = asyncio.Semaphore(room)
        self.checks: defaultdict[str, Gate] = defaultdict(Gate)
        # Forms age: no more of them are filled in ahead of a platform's pace than there are hands.
        self.lines: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(hands.count))


class Place:
    """The place of one case in a shift (see ``objector.filing.schedule.Schedule``).

    ``tell`` is told what the case waits for, and until when if that is known.
    """

    def __init__(self, shift: Shift, account: Account, tell: Callable[[str, datetime | None], None]) -> None:
        self._shift = shift
        self._account = account
        self._tell = tell
        self._platform = platform_of(account)
        self._line = AsyncExitStack()

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Wait for a hand, and keep the place for as long as the block lasts."""
        async with self._line:
            await self._line.enter_async_context(self._shift.lines[self._platform])
            await self._shift.checks[self._platform].opened()
            async with self._shift.room, self._shift.hands.busy():
                yield

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """Let others work; when the shift is closing, the case is parked instead."""
        if self._shift.is_closing:
            raise asyncio.CancelledError
        await self._line.aclose()
        async with self._shift.hands.aside():
            yield

    @asynccontextmanager
    async def checked(self) -> AsyncIterator[None]:
        """Let others work, but on other platforms."""
        async with self._shift.checks[self._platform].closed(), self.aside():
            yield

    async def turn(self) -> None:
        """Return when the pace lets the case submit; raises NotNowError."""
        rules, check = self._shift.rules, self._shift.checks[self._platform]
        await self._paced()
        while not check.is_open:
            self._tell(f"a check on {self._platform} that a person passes", None)
            async with self._shift.hands.aside():
                await check.opened()
            # Else all that had their turns meanwhile would submit at once.
            await self._paced()
        if self._shift.is_closing:
            raise asyncio.CancelledError
        await self._line.aclose()
        rules.check(self._account)
        if rules.cap:
            rules.cap.count(self._platform)

    async def _paced(self) -> None:
        pace = self._shift.rules.pace
        if pace.is_slow:
            self._tell(f"its turn on {self._platform}", self._shift.rules.clock() + timedelta(seconds=pace.left(self._platform)))
            async with self._shift.hands.aside():
                await pace.turn(self._platform)


def platform_of(account: Account) -> str:
    """Return the platform that the account's form belongs to."""
    return flows.get(account.flow).platform
