"""A mailbox is read back: all that the senders sent since then, whichever folder it is in, and nothing else."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from objector.errors import MailboxRefusedError, MailboxUnreachableError
from objector.mail import search as module
from objector.mail.mail import Mail
from objector.mail.search import Search, search
from tests.mail.letters import letter
from tests.parts.dovecot import Dovecot

SENDERS = ("facebookmail.com",)


def now() -> datetime:
    return datetime.now(UTC)


def sent(subject: str, sender: str = "notification@facebookmail.com") -> EmailMessage:
    message = letter("hello", subject=subject)
    message.replace_header("From", sender)
    return message


def found(dovecot: Dovecot, address: str, *, since: timedelta = timedelta(hours=1)) -> list[Mail]:
    return search(dovecot.mailbox(address), dovecot.password, Search(senders=SENDERS, since=now() - since), now)


def subjects(mails: list[Mail]) -> list[str]:
    return sorted(mail.subject for mail in mails)


def test_what_the_senders_sent_is_found_in_every_folder_and_nothing_else(dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, sent("inbox"))
    dovecot.deliver(address, sent("below", "case@support.facebookmail.com"))
    dovecot.deliver(address, sent("other", "shop@example.net"))
    dovecot.deliver(address, sent("look-alike", "x@facebookmail.com.example.net"))
    dovecot.file_into(address, "Unwanted", sent("junk"))
    dovecot.file_into(address, "Archive", sent("archive"))
    mails = found(dovecot, address)
    assert subjects(mails) == ["archive", "below", "inbox", "junk"]
    assert {mail.arrival.folder for mail in mails} == {"INBOX", "Unwanted", "Archive"}


def test_a_mail_that_is_in_two_folders_is_found_once(dovecot: Dovecot, address: str) -> None:
    dovecot.file_into(address, "INBOX", sent("twice"))
    dovecot.file_into(address, "Archive", sent("twice"))
    assert subjects(found(dovecot, address)) == ["twice"]


def test_what_came_before_is_left_out(dovecot: Dovecot, address: str) -> None:
    dovecot.file_into(address, "INBOX", sent("too old"))
    assert found(dovecot, address, since=timedelta(seconds=-2)) == []


def test_many_mails_are_looked_at_in_batches(dovecot: Dovecot, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    for number in range(7):
        dovecot.file_into(address, "INBOX", sent(f"{number}", "shop@example.net" if number % 2 else "a@facebookmail.com"))
    assert subjects(found(dovecot, address)) == ["0", "2", "4", "6"]


def test_hostile_mails_are_skipped_and_the_others_found(dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, b"From: =?utf-8?q?=FF?= <@@facebookmail.com>, \x00\r\nSubject: bad\r\n\r\n\xff\xfe")
    dovecot.deliver(address, b"Subject: no sender\r\n\r\nhello")
    dovecot.deliver(address, sent("good"))
    assert "good" in subjects(found(dovecot, address))


def test_all_stay_unread(dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, sent("hello"))
    found(dovecot, address)
    assert "\\Seen" not in dovecot.doveadm("fetch", "-u", address, "flags", "mailbox", "INBOX")


def test_a_mailbox_that_cannot_be_read_says_why(dovecot: Dovecot, address: str) -> None:
    wanted = Search(senders=SENDERS, since=now())
    with pytest.raises(MailboxRefusedError):
        search(dovecot.mailbox(address), "wrong", wanted, now)
    with pytest.raises(MailboxUnreachableError):
        search(dovecot.mailbox(address, port=1), dovecot.password, wanted, now)
