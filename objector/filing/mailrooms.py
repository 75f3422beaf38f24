"""The mailboxes that a run watches: one connection each, however many cases wait for a code in it."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from objector.cases.used_mails import UsedMails
from objector.errors import MailboxRefusedError
from objector.filing.mailroom import Mailroom, Wanted
from objector.mail.mailbox import Mailbox
from objector.mail.watch import Watch

TRY_AGAIN = timedelta(minutes=1)
"""How long a mailbox that could not be reached is left alone: the cases that need it meanwhile fail alike, and at once."""


class Mailrooms:
    """Opens each mailbox when the first case needs it, and leaves it with the last. ``watch`` makes the watch of a mailbox."""

    def __init__(self, watch: Callable[[Mailbox], Watch], used: UsedMails, clock: Callable[[], datetime]) -> None:
        self._watch = watch
        self._used = used
        self._clock = clock
        self._shared: dict[str, _Shared] = {}

    @asynccontextmanager
    async def room(self, wanted: Wanted) -> AsyncIterator[Mailroom]:
        """Begin to watch in the background, or join those who do; the room is the account's until the end of the block."""
        shared = self._join(wanted.mailbox)
        turn = shared.turns[wanted.address.lower()]
        room = Mailroom(wanted, shared.opening, turn, used=self._used, clock=self._clock)
        shared.rooms.add(room)
        try:
            yield room
        finally:
            room.leave()
            shared.rooms.remove(room)
            await self._leave(wanted.mailbox, shared)

    def _join(self, mailbox: Mailbox) -> "_Shared":
        shared = self._shared.get(mailbox.address)
        if shared is None or shared.is_past(self._clock()):
            shared = self._shared[mailbox.address] = _Shared(self._watch(mailbox), self._clock())
        return shared

    async def _leave(self, mailbox: Mailbox, shared: "_Shared") -> None:
        shared.forget_what_is_read()
        if not shared.rooms:
            # First, so that nobody joins a watch that is being left.
            if not shared.failure and self._shared.get(mailbox.address) is shared:
                del self._shared[mailbox.address]
            await shared.close()


class _Shared:
    """One watch, the rooms that use it, and whose turn it is: codes that are mailed to one address can't be told apart."""

    def __init__(self, watch: Watch, now: datetime) -> None:
        self.opening = asyncio.ensure_future(watch.__aenter__())
        self.rooms: set[Mailroom] = set()
        self.turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._watch = watch
        self._began = now

    @property
    def failure(self) -> BaseException | None:
        """Why it could not be opened, if it could not."""
        done = self.opening.done() and not self.opening.cancelled()
        return self.opening.exception() if done else None

    def is_past(self, now: datetime) -> bool:
        """Tell whether another try makes sense: never of what was refused, because the password stays the same."""
        if self.failure is None or isinstance(self.failure, MailboxRefusedError):
            return False
        return now - self._began > TRY_AGAIN

    def forget_what_is_read(self) -> None:
        """Let go of the mails that came before any that a room still waits for."""
        begins = [room.begin for room in self.rooms if room.begin is not None]
        if begins:
            self._watch.forget(min(begins))

    async def close(self) -> None:
        """Stop at once."""
        self.opening.cancel()
        await asyncio.gather(self.opening, return_exceptions=True)
        await self._watch.__aexit__(None, None, None)
