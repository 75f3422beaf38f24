"""The way of the sites' mail into a real mailbox."""

import asyncio
import re
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from email.utils import parseaddr

from tests.parts.dovecot import Dovecot, vouched


class Post:
    """Carries what the sites send, with what the receiving server says of the sender on top.

    ``decoys`` gives the mails that come just before one of the sites'.
    """

    def __init__(self, dovecot: Dovecot) -> None:
        self.decoys: Callable[[EmailMessage], Iterable[EmailMessage]] = lambda _mail: ()
        self.sent: list[EmailMessage] = []
        self._dovecot = dovecot

    async def deliver(self, mail: EmailMessage) -> None:
        decoys = list(self.decoys(mail))
        domain = parseaddr(mail["From"])[1].rpartition("@")[2]
        for letter in (*decoys, vouched(mail, domain)):
            await asyncio.to_thread(self._dovecot.deliver, mail["To"], letter)
        self.sent.append(mail)

    @property
    def codes(self) -> list[str]:
        """The codes that were sent, in order."""
        found = (re.search(r"^(\d{6})$", text_of(mail), re.MULTILINE) for mail in self.sent)
        return [match.group(1) for match in found if match]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return body.get_content().replace("\r\n", "\n")
