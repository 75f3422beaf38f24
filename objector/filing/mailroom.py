"""The mailbox that a case's code comes to, watched from before the code is asked for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from objector.mail.codes import Code, Doubt, Expectation, find_code, why_not_meant, why_untrusted
from objector.mail.links import Link, LinkDoubt, find_link
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.redact import evidence_text
from objector.mail.watch import Watch

ASIDE = "a mail that may be the one is left to you: {why} (from {sender}, received {time:%H:%M}, “{subject}”)"


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
        return await self._next(self._code_in)

    async def link(self, leads_home: Callable[[str], bool]) -> tuple[str, str]:
        """Return the next confirming link that is mailed, and the mail as evidence, all its links cut short.

        ``leads_home`` tells whether an address is one of the platform's own. No mail counts twice.
        """
        return await self._next(lambda mail, expected: self._link_in(mail, expected, leads_home))

    async def _next(self, find: Callable[[Mail, Expectation], tuple[str, str] | None]) -> tuple[str, str]:
        wanted = self._wanted
        assert self.asked_at is not None
        async for mail in self._watch.arrivals():
            if mail.sha256 not in self._used:
                self._used.add(mail.sha256)
                expected = Expectation(
                    address=wanted.address, senders=wanted.senders, asked_at=self.asked_at, mailbox=self._mailbox
                )
                if found := find(mail, expected):
                    return found
        raise ConnectionError("the mailbox is watched no longer")

    def _code_in(self, mail: Mail, expected: Expectation) -> tuple[str, str] | None:
        found = find_code(mail, expected)
        if isinstance(found, Code):
            return found.digits, evidence_text(mail, found.digits)
        self._set_aside(mail, expected, found)
        return None

    def _link_in(self, mail: Mail, expected: Expectation, leads_home: Callable[[str], bool]) -> tuple[str, str] | None:
        found = find_link(mail, expected, leads_home)
        if isinstance(found, Link):
            return found.address, evidence_text(mail)
        self._set_aside(mail, expected, found)
        return None

    def _set_aside(self, mail: Mail, expected: Expectation, found: Doubt | LinkDoubt | None) -> None:
        """Tell the person of a mail that may be the one, and why it isn't used."""
        meant = why_not_meant(mail, expected) is None
        if why := found.why if found else meant and why_untrusted(mail, self._mailbox):
            received = mail.arrival.received.astimezone()
            self._note(ASIDE.format(why=why, sender=mail.sender, time=received, subject=mail.subject))

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
