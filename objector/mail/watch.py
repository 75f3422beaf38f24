"""Watching a mailbox: mails are handed over as soon as the server announces them, and none is missed."""

import asyncio
import itertools
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from objector.mail.bell import Bell
from objector.mail.imap import Connection
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.patrol import Patrol
from objector.mail.secret import Secret


def _now() -> datetime:
    return datetime.now(UTC)


class Watch:
    """Watches one mailbox from the moment it is entered.

    Entering returns once it is signed in and knows where each folder ends, so what is asked for afterwards can't be overlooked;
    raises MailboxRefusedError or MailboxUnreachableError. Any number of consumers may iterate over ``arrivals()``: each gets all
    mail that came after the watch was ready and is not forgotten. A lost connection is made again, and what came meanwhile is
    handed over.
    """

    def __init__(self, mailbox: Mailbox, secret: Secret, *, now: Callable[[], datetime] = _now) -> None:
        self._mails: dict[int, Mail] = {}
        self._count = 0
        self._known: set[str] = set()
        self._failure: Exception | None = None
        self._left = False
        self._ready = asyncio.Event()
        self._news = asyncio.Event()
        self._bell = Bell()
        self._patrol = Patrol(lambda: Connection(mailbox, secret, self._bell), self._bell, self._hand_over, now)

    async def __aenter__(self) -> Self:
        """Sign in and note where each folder ends."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._work, name="mailbox", daemon=True).start()
        try:
            await self._ready.wait()
        except asyncio.CancelledError:
            self._leave()
            raise
        if self._failure:
            self._leave()
            raise self._failure
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop at once."""
        self._leave()

    def mark(self) -> int:
        """Return from where on ``arrivals`` yields what has not been seen by now; raises MailboxRefusedError as it does."""
        if self._failure:
            raise self._failure
        return self._count

    def forget(self, mark: int) -> None:
        """Let go of the mails before a mark, which nobody goes back to: there is no end to what comes in a long run."""
        for index in [index for index in self._mails if index < mark]:
            del self._mails[index]

    async def arrivals(self, mark: int = 0) -> AsyncIterator[Mail]:
        """Yield every mail that came after the watch was ready, in the order in which it was seen, until the watch is left.

        From a ``mark`` on only what came after it. Raises MailboxRefusedError when the server takes the password no longer.
        """
        for index in itertools.count(mark):
            while self._count == index:
                if self._failure:
                    raise self._failure
                if self._left:
                    return
                await self._news.wait()
            yield self._mails[index]

    def _leave(self) -> None:
        self._left = True
        self._bell.ring()
        self._wake_consumers()

    def _work(self) -> None:
        try:
            self._patrol.begin()
            self._tell(self._ready.set)
            self._patrol.go_on()
        except Exception as error:  # noqa: BLE001 - it belongs to those who wait, in another thread
            self._tell(self._fail, error)
        finally:
            self._bell.put_away()

    def _tell(self, what: Callable[..., None], *arguments: object) -> None:
        if not self._bell.rung:
            self._loop.call_soon_threadsafe(what, *arguments)

    def _fail(self, error: Exception) -> None:
        self._failure = error
        self._ready.set()
        self._wake_consumers()

    def _hand_over(self, mail: Mail) -> None:
        self._tell(self._take, mail)

    def _take(self, mail: Mail) -> None:
        if mail.sha256 in self._known:  # a server may show one mail in two folders
            return
        self._known.add(mail.sha256)
        self._mails[self._count] = mail
        self._count += 1
        self._wake_consumers()

    def _wake_consumers(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
