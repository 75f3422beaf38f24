"""Mails as tests write them."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from objector.mail.codes import Code, Doubt, Expectation, find_code
from objector.mail.mail import Arrival, Mail, read_mail
from objector.mail.mailbox import Mailbox
from tests.parts.dovecot import AUTHSERV_ID, vouched

ASKED = datetime(2026, 11, 22, 12, 0, 0, 400_000, tzinfo=UTC)
ADDRESS = "ada@example.org"
SENDERS = ("facebookmail.com", "support.facebook.com")
MAILBOX = Mailbox(address=ADDRESS, user=ADDRESS, host="imap.example.org", authserv_id=AUTHSERV_ID)
EXPECTATION = Expectation(address=ADDRESS, senders=SENDERS, asked_at=ASKED, mailbox=MAILBOX)


def letter(text: str = "", *, subject: str = "Facebook", html: str = "", to: str = ADDRESS) -> EmailMessage:
    """Write a mail as Facebook would, nobody vouching for it yet."""
    message = EmailMessage()
    message["From"] = "Facebook <security@facebookmail.com>"
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = "<1@facebookmail.com>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def arrived(message: EmailMessage | bytes, *, after: timedelta = timedelta(seconds=5)) -> Mail:
    """Let a mail arrive, this long after the code was asked for."""
    raw = message if isinstance(message, bytes) else message.as_bytes()
    moment = ASKED + after
    return read_mail(raw, Arrival(folder="INBOX", uid=7, received=moment.replace(microsecond=0), seen=moment))


def found(message: EmailMessage) -> Code | Doubt | None:
    """Look for the code in a mail that the server vouches for."""
    return find_code(arrived(vouched(message)), EXPECTATION)


def digits(message: EmailMessage) -> str | None:
    """Return the code of a mail that the server vouches for; None if there is none or a doubt."""
    code = found(message)
    return code.digits if isinstance(code, Code) else None
