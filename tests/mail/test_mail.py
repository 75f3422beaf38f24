"""A mail is read with care, whatever it holds."""

import hashlib
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.mail.codes import find_code
from objector.mail.mail import LARGEST_PART
from tests.mail.letters import EXPECTATION, MAILBOX, arrived, letter
from tests.parts.dovecot import vouched

# fmt: off
PIECES = [
    b"From: security@facebookmail.com\r\n", b"To: ada@example.org\r\n", b"Content-Type: multipart/mixed; boundary=x\r\n",
    b"\r\n", b"--x\r\n", b"--x--\r\n", b"Content-Type: text/html; charset=utf-16\r\n", b"Content-Transfer-Encoding: base64\r\n",
    b"<![", b"Content-Type: message/rfc822\r\n", b"Subject: =?utf-8?b?Y29kZQ==?=", b"Your code is ", b"123456", b"\x00",
    b"<p style='display:none'>", b"\xff\xfe", b"<!--", b"&#x1F4A9;", b"Authentication-Results: x; dmarc=pass (", b"\r", b"\n",
    b" ", b"Date: Mon, 99 Foo\r\n",
]
# fmt: on


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
        arrived(b"From: " + b"(" * 2_000 + b"\r\n\r\n")


def test_an_unknown_charset_is_read_as_utf_8() -> None:
    mail = arrived("Content-Type: text/plain; charset=nonsense\r\n\r\nÀ bientôt".encode())

    assert mail.texts == ("À bientôt",)


def test_attachments_are_not_read_and_texts_are_bounded() -> None:
    message = letter("x" * 2 * LARGEST_PART)
    message.add_attachment("Your code is 719204", filename="a.txt")

    (text,) = arrived(message).texts

    assert len(text) == LARGEST_PART


HEAD = b"From: Facebook <security@facebookmail.com>\r\nTo: ada@example.org\r\n"
MEGABYTE = 1_000_000


@pytest.mark.parametrize("name", ["Subject", "From", "To", "Content-Type", "Authentication-Results", "X-Original-To"])
@pytest.mark.parametrize("unit", [b"(", b'"', b";a=b", b"a,", b"\r\n a", b"\x00", b"\xff", b"=?utf-8?b?////?= "])
def test_a_header_of_a_megabyte_costs_little(name: str, unit: bytes) -> None:
    raw = HEAD + name.encode() + b": " + unit * (MEGABYTE // len(unit)) + b"\r\n\r\nYour code is 719204\r\n"
    began = time.process_time()
    with suppress(ValueError):  # a mail that can't be read is skipped
        find_code(arrived(raw), EXPECTATION)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "body",
    [
        b"\r\n" + b"--x\r\n\r\n" * 140_000,
        b"\r\n" + b"".join(b"--x%d\r\nContent-Type: multipart/mixed; boundary=x%d\r\n\r\n" % (n, n + 1) for n in range(15_000)),
        b"a: b\r\n" * 160_000,
    ],
    ids=["parts", "nested", "headers"],
)
def test_parts_without_end_cost_little(body: bytes) -> None:
    began = time.process_time()
    with suppress(ValueError):
        arrived(HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n" + body)
    assert time.process_time() - began < 8


@pytest.mark.parametrize("charset", ["punycode", "idna", "utf-7", "unicode_escape", "base64", "undefined", "../../x", "\xff"])
def test_what_is_no_charset_of_mails_is_read_as_utf_8(charset: str) -> None:
    text = "Your code is 719204 +AGE- \\x41"
    (read,) = arrived(f"Content-Type: text/plain; charset={charset}\r\n\r\n{text}".encode()).texts
    assert read == text


@given(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_bytes_are_a_mail_or_are_said_to_be_none(noise: bytes, pieces: list[bytes]) -> None:
    with suppress(ValueError):
        mail = arrived(b"".join(pieces) + noise + b"".join(reversed(pieces)))
        find_code(mail, replace(EXPECTATION, mailbox=replace(MAILBOX, accept_unverified=True)))
