"""A mail is read with care, whatever it holds."""

import hashlib

import pytest

from objector.mail.mail import LARGEST_PART
from tests.mail.letters import arrived, letter
from tests.parts.dovecot import vouched


def test_what_matters_of_a_mail_is_read() -> None:
    message = vouched(letter("Grüße", subject="Bestätigung", html="<b>Grüße</b>", to="Ada <ADA+x@Example.org>"))
    message["Delivered-To"] = "box@example.net"

    mail = arrived(message)

    assert mail.sender == "security@facebookmail.com"
    assert mail.sender_name == "Facebook"
    assert mail.recipients == {"ada+x@example.org"}
    assert mail.delivered_to == {"box@example.net"}
    assert mail.subject == "Bestätigung"
    assert mail.texts == ("Grüße\n",)
    assert mail.htmls == ("<b>Grüße</b>\n",)
    assert mail.vouchers[0].startswith("mx.test.example;")
    assert mail.sha256 == hashlib.sha256(message.as_bytes()).hexdigest()


def test_a_mail_that_the_parser_stumbles_over_is_unreadable() -> None:
    with pytest.raises(ValueError, match="unreadable"):
        arrived(b"From: <@\r\n\r\n")


def test_an_unknown_charset_is_read_as_utf_8() -> None:
    mail = arrived("Content-Type: text/plain; charset=nonsense\r\n\r\nÀ bientôt".encode())

    assert mail.texts == ("À bientôt",)


def test_attachments_are_not_read_and_texts_are_bounded() -> None:
    message = letter("x" * 2 * LARGEST_PART)
    message.add_attachment("Your code is 719204", filename="a.txt")

    (text,) = arrived(message).texts

    assert len(text) == LARGEST_PART
