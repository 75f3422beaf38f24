"""A sender counts only if the server that received the mail vouches for it."""

from dataclasses import replace

import pytest

from objector.mail.trust import Trust, trust, vouching_server
from tests.mail.letters import arrived, letter

GMAIL = (
    "mx.google.com; dkim=pass header.i=@facebookmail.com header.s=s1024 header.b=AbCd;"
    " spf=pass (google.com: domain of x@facebookmail.com designates 66.220.155.1 as permitted sender)"
    " smtp.mailfrom=x@facebookmail.com; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=facebookmail.com"
)
MICROSOFT = (
    "spf=pass (sender IP is 66.220.155.1) smtp.mailfrom=facebookmail.com; dkim=pass (signature was verified)"
    " header.d=facebookmail.com;dmarc=pass action=none header.from=facebookmail.com;compauth=pass reason=100"
)
YAHOO = "atlas.free.mail.ne1.yahoo.com; dkim=pass header.i=@facebookmail.com; dmarc=pass(p=REJECT) header.from=facebookmail.com;"
ICLOUD = ("bimi.icloud.com; bimi=skipped", "dmarc.icloud.com; dmarc=pass header.from=facebookmail.com")
FASTMAIL = (
    "mx1.messagingengine.com; dkim=pass (1024-bit rsa key sha256) header.d=facebookmail.com header.i=@facebookmail.com header.b=A"
    " header.a=rsa-sha256 header.s=s1 x-bits=1024;"
    " dmarc=pass policy.applied-disposition=none policy.policy-from=p header.from=facebookmail.com"
)
FORGED = "mx.google.com; dmarc=pass header.from=facebookmail.com"


def verdict(*headers: str, trusted: str | None = None, sender: str = "x@facebookmail.com") -> Trust:
    return trust(replace(arrived(letter()), vouchers=headers, sender=sender), trusted)


@pytest.mark.parametrize(
    ("headers", "trusted"),
    [
        ((GMAIL,), "mx.google.com"),
        ((GMAIL,), None),
        ((MICROSOFT,), None),
        ((YAHOO,), None),
        (ICLOUD, "icloud.com"),
        ((FASTMAIL,), "messagingengine.com"),
        (("gmx.net; dkim=pass header.i=@facebookmail.com",), "gmx.net"),
        (("x.org; dkim=pass header.d=mail.facebookmail.com",), "x.org"),
    ],
)
def test_what_big_providers_write_vouches(headers: tuple[str, ...], trusted: str | None) -> None:
    assert verdict(*headers, trusted=trusted) is Trust.VOUCHED


@pytest.mark.parametrize(
    "header",
    [
        "x.org; dkim=fail header.d=facebookmail.com",
        "x.org; dmarc=fail header.from=facebookmail.com; dkim=pass header.d=facebookmail.com",
        "x.org; dmarc=pass header.from=example.net",
        "x.org; dkim=pass header.d=example.net",
        "x.org; dkim=pass header.d=com",
        "x.org; spf=pass smtp.mailfrom=facebookmail.com",
        'x.org; spf=pass smtp.mailfrom="; dmarc=pass header.from=facebookmail.com"',
        "x.org; spf=none (; dmarc=pass header.from=facebookmail.com)",
        "x.org; none",
        "x.org; nonsense",
        ";;;",
        "",
    ],
)
def test_anything_less_does_not_vouch(header: str) -> None:
    assert verdict(header, trusted=None) is Trust.NOT_VOUCHED


def test_only_the_topmost_header_of_the_trusted_server_counts() -> None:
    failed = "mx.google.com; dmarc=fail header.from=facebookmail.com"

    assert verdict(failed, FORGED, trusted="mx.google.com") is Trust.NOT_VOUCHED
    assert verdict(failed, FORGED, trusted=None) is Trust.NOT_VOUCHED


def test_another_server_s_word_is_worth_nothing() -> None:
    assert verdict(FORGED, trusted="mx.test.example") is Trust.SILENT
    assert verdict("evilmx.google.com; dmarc=pass header.from=facebookmail.com", trusted="mx.google.com") is Trust.SILENT


def test_a_mail_without_any_word_is_not_vouched_for() -> None:
    assert verdict(trusted="mx.google.com") is Trust.SILENT


def test_a_mail_without_a_sender_is_never_vouched_for() -> None:
    assert verdict("x.org; dkim=pass header.d=facebookmail.com", sender="") is Trust.NOT_VOUCHED


def test_the_vouching_server_is_read_off_the_header() -> None:
    assert vouching_server(GMAIL) == "mx.google.com"
    assert vouching_server(MICROSOFT) is None
