"""The mailbox that a case's code comes to, watched from before the code is asked for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from objector.mail.codes import Code, Expectation, find_code, why_not_meant, why_untrusted
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.redact import evidence_text
from objector.mail.watch import Watch

ASIDE = "a mail that may hold the code is left to you: {why} (from {sender}, received {time:%H:%M}, “{subject}”)"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose codes are wanted: mailed to ``address`` by one of the domains ``senders``."""

    address: str
    senders: tuple[str, ...]


class Mailroom:
    """Watches one mailbox for the codes of one account. ``note`` is told of mails that are for the person to judge."""

    def __init__(self, mailbox: Mailbox, password: str, wanted: Wanted, note: Callable[[str], None]) -> None:
        self._mailbox = mailbox
        self._watch = Watch(mailbox, password)
        self._wanted = wanted
        self._note = note
        self._opening: asyncio.Task[Watch] | None = None
        self._used: set[str] = set()
        self.asked_at: datetime | None = None

    async def ready(self, now: datetime) -> None:
        """Return once a mail that comes from now on would be seen; raises MailboxRefusedError, MailboxUnreachableError."""
        assert self._opening is not None
        await self._opening
        self.asked_at = now

    async def code(self) -> tuple[str, str]:
        """Return the next code that is mailed, and the mail as evidence, the code blotted out. No mail counts twice."""
        assert self.asked_at is not None
        async for mail in self._watch.arrivals():
            if mail.sha256 not in self._used:
                self._used.add(mail.sha256)
                if found := self._judge(mail, self.asked_at):
                    return found
        raise ConnectionError("the mailbox is watched no longer")

    def _judge(self, mail: Mail, asked_at: datetime) -> tuple[str, str] | None:
        wanted = self._wanted
        expected = Expectation(address=wanted.address, senders=wanted.senders, asked_at=asked_at, mailbox=self._mailbox)
        found = find_code(mail, expected)
        if isinstance(found, Code):
            return found.digits, evidence_text(mail, found.digits)
        meant = why_not_meant(mail, expected) is None
        if why := found.why if found else meant and why_untrusted(mail, self._mailbox):
            received = mail.arrival.received.astimezone()
            self._note(ASIDE.format(why=why, sender=mail.sender, time=received, subject=mail.subject))
        return None

    @asynccontextmanager
    async def opened(self) -> "AsyncIterator[Mailroom]":
        """Begin to watch in the background; stop at the end of the block."""
        async with AsyncExitStack() as stack:
            self._opening = asyncio.ensure_future(stack.enter_async_context(self._watch))
            try:
                yield self
            finally:
                self._opening.cancel()
                await asyncio.gather(self._opening, return_exceptions=True)
