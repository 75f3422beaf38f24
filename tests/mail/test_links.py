"""The confirming link of a mail is found in every language, and only where the mail can be trusted and leads home."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from random import Random

import pytest

from objector.browser.origins import within
from objector.mail.codes import Expectation
from objector.mail.links import Link, LinkDoubt, find_link
from objector.mail.mail import Arrival, read_mail
from objector.mail.mailbox import Mailbox
from objector.rehearsal.mails import RECEIVING_SERVER, Addressee, code_mail, link_mail
from objector.rehearsal.scenario import Platform
from objector.rehearsal.wording import LANGUAGES

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINK = "https://www.facebook.com/help/contact/confirm/?token=0f1e2d"
BOX = Mailbox(address="anna@example.org", host="localhost", port=993, user="anna", authserv_id=RECEIVING_SERVER)
EXPECTED = Expectation(address="anna@example.org", senders=("facebookmail.com",), asked_at=NOW, mailbox=BOX)


def leads_home(address: str) -> bool:
    return within(address, ("https://*.facebook.com",))


def found(message: EmailMessage, came: timedelta = timedelta(seconds=30)):
    arrival = Arrival(folder="INBOX", uid=1, received=NOW + came, seen=NOW + came)
    return find_link(read_mail(message.as_bytes(), arrival), EXPECTED, leads_home)


def mail(link: str = LINK, language: str = "en", write: Callable = link_mail) -> EmailMessage:
    return write(Addressee("anna@example.org", Platform.FACEBOOK, language, NOW), link, Random(7))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_is_found_among_others(language: str) -> None:
    link = found(mail(language=language))
    assert isinstance(link, Link)
    assert link.address == LINK
    assert LINK not in repr(link)


def test_a_link_that_leads_elsewhere_is_left_to_the_person() -> None:
    assert isinstance(found(mail("https://www.faceb00k-help.com/confirm/?token=1")), LinkDoubt)


def test_a_mail_that_nobody_vouches_for_brings_no_link() -> None:
    message = mail()
    message.replace_header("Authentication-Results", f"{RECEIVING_SERVER}; dmarc=fail header.from=facebookmail.com")
    assert found(message) is None


def test_a_mail_from_before_brings_no_link() -> None:
    assert found(mail(), came=timedelta(minutes=-5)) is None


def test_a_mail_with_a_code_brings_no_link() -> None:
    assert found(mail("271828", write=code_mail)) is None
