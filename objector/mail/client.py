"""imaplib's clients, one for each way of encrypting, with a wait for the next line that can be interrupted."""

import imaplib
import socket
import ssl
import time
from collections.abc import Callable

from objector.errors import PlainTextMailError
from objector.mail.bell import Bell, readable
from objector.mail.mail import LARGEST_MAIL
from objector.mail.mailbox import Mailbox, Security, is_loopback

TIMEOUT = 20.0
"""Seconds after which a server that doesn't answer counts as gone."""


class _Interruptible:
    """Reads for imaplib through a buffer of our own, with the methods that it documents for this.

    So waiting for a line neither tears lines apart nor overlooks what has been received already.
    """

    sock: socket.socket

    def __init__(self, mailbox: Mailbox, bell: Bell) -> None:
        self._received = bytearray()
        self._source: socket.socket | None = None
        self._bell = bell
        self._ca_file = mailbox.ca_file
        super().__init__(mailbox.host, mailbox.port, **self._arguments())  # type: ignore[call-arg] # imaplib's classes

    def _arguments(self) -> dict[str, object]:
        return {"timeout": TIMEOUT}

    def _trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._ca_file)

    def read(self, size: int) -> bytes:
        self._refuse_what_was_slipped_in()
        while len(self._received) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        self._refuse_what_was_slipped_in()
        while (end := self._received.find(b"\n")) < 0:
            if len(self._received) > LARGEST_MAIL:
                raise imaplib.IMAP4.abort("a line without end")
            self._receive()
        return self._take(end + 1)

    def line_within(self, seconds: float) -> bool:
        """Wait until a whole line can be read; False when the time is over or somebody rang the bell."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._received:
            if not self._readable(deadline - time.monotonic()):
                return False
            self._receive_what_is_there()
        return True

    def _readable(self, seconds: float) -> bool:
        if isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
            return True
        return readable([self.sock, self._bell], seconds) == [self.sock]

    def _receive_what_is_there(self) -> None:
        self.sock.settimeout(0)
        try:
            self._receive()
        except (ssl.SSLWantReadError, BlockingIOError):
            pass  # part of a TLS record, or one without data
        finally:
            self.sock.settimeout(TIMEOUT)

    def _receive(self) -> None:
        self._source = self.sock
        octets = self.sock.recv(65_536)
        if not octets:
            raise imaplib.IMAP4.abort("the server closed the connection")
        self._received += octets

    def _refuse_what_was_slipped_in(self) -> None:
        """Refuse what came in plain text but would be read as if it had come encrypted (STARTTLS injection)."""
        if self._received and self._source is not self.sock:
            raise imaplib.IMAP4.abort("something was slipped in before encryption began")

    def _take(self, size: int) -> bytes:
        taken = bytes(self._received[:size])
        del self._received[:size]
        return taken


class _TlsClient(_Interruptible, imaplib.IMAP4_SSL):
    def _arguments(self) -> dict[str, object]:
        return {"timeout": TIMEOUT, "ssl_context": self._trusting()}


class _StartTlsClient(_Interruptible, imaplib.IMAP4):
    def __init__(self, mailbox: Mailbox, bell: Bell) -> None:
        super().__init__(mailbox, bell)
        self.starttls(self._trusting())


class _PlainClient(_Interruptible, imaplib.IMAP4):
    def __init__(self, mailbox: Mailbox, bell: Bell) -> None:
        if not is_loopback(mailbox.host):
            raise PlainTextMailError(mailbox.host)
        super().__init__(mailbox, bell)


CLIENTS: dict[Security, Callable[[Mailbox, Bell], imaplib.IMAP4]] = {
    "tls": _TlsClient,
    "starttls": _StartTlsClient,
    "none": _PlainClient,
}
