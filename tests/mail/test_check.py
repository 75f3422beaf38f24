"""Checking a mailbox says in words what works with it."""

from dataclasses import replace

import pytest

from objector.errors import MailboxRefusedError, MailboxUnreachableError
from objector.mail.check import check, in_words
from tests.mail.letters import letter
from tests.parts.dovecot import AUTHSERV_ID, Dovecot, vouched


def words(dovecot: Dovecot, address: str, **changes: object) -> list[tuple[bool, str]]:
    mailbox = dovecot.mailbox(address, **changes)
    return list(in_words(check(mailbox, dovecot.password), mailbox))


def test_an_empty_mailbox_says_nothing_of_senders(dovecot: Dovecot, address: str) -> None:
    said = words(dovecot, address)

    assert all(good for good, _ in said)
    connected, signed_in, folders, idle, senders = (sentence for _, sentence in said)
    assert connected == f"Connected to {dovecot.host}:{dovecot.port}, encrypted."
    assert signed_in == f"Signed in as {address}."
    assert set(folders.removeprefix("Watches these folders: ").rstrip(".").split(", ")) == {"Unwanted", "Archive", "INBOX"}
    assert "announces" in idle
    assert "empty" in senders


def test_the_server_s_name_is_learned_from_its_mail(dovecot: Dovecot, address: str) -> None:
    for _ in range(3):
        dovecot.deliver(address, vouched(letter("hello")))

    report = check(dovecot.mailbox(address, authserv_id=None), dovecot.password)

    assert report.authserv_id == AUTHSERV_ID
    assert (report.sample, report.vouched) == (3, 3)


def test_a_server_that_vouches_without_a_name_as_microsoft_s_do_is_understood(dovecot: Dovecot, address: str) -> None:
    mail = letter("hello")
    mail["Authentication-Results"] = "dkim=pass header.d=facebookmail.com; dmarc=pass action=none header.from=facebookmail.com"
    dovecot.deliver(address, mail)

    assert words(dovecot, address, authserv_id=None)[-1] == (
        True,
        "The server says which senders are genuine (Authentication-Results).",
    )


def test_a_server_that_vouches_for_nobody_is_said(dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, letter("hello"))

    good, sentence = words(dovecot, address)[-1]

    assert not good
    assert "--accept-unverified" in sentence


def test_taking_senders_at_their_word_is_warned_of(dovecot: Dovecot, address: str) -> None:
    good, sentence = words(dovecot, address, accept_unverified=True)[-1]

    assert not good
    assert "forged" in sentence


def test_a_server_without_announcements_is_said(dovecot_without_idle: Dovecot, address: str) -> None:
    good, sentence = words(dovecot_without_idle, address)[3]

    assert not good
    assert "every few seconds" in sentence


def test_a_wrong_password_is_said(dovecot: Dovecot, address: str) -> None:
    with pytest.raises(MailboxRefusedError):
        check(replace(dovecot.mailbox(address)), "wrong")


def test_a_server_with_a_certificate_of_its_own_is_trusted_where_the_person_names_it(bridge: Dovecot, address: str) -> None:
    mailbox = bridge.mailbox(address, security="starttls", port=bridge.starttls_port)

    assert (True, f"Signed in as {address}.") in list(in_words(check(mailbox, bridge.password), mailbox))
    with pytest.raises(MailboxUnreachableError, match=r"(?i)certificate"):
        check(replace(mailbox, ca_file=None), bridge.password)
