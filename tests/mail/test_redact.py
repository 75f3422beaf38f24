"""A mail goes into the evidence without its code."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from objector.mail.redact import BLOT, blot_out, evidence_text
from tests.mail.letters import arrived, letter
from tests.parts.dovecot import vouched

SCRIPTS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def written(code: str, script: str, between: str) -> str:
    return between.join(script[int(figure)] for figure in code)


def figures(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in text if unicodedata.digit(char, None) is not None)


@settings(deadline=None)  # the machine may be busy
@given(
    code=st.text("0123456789", min_size=4, max_size=8),
    script=st.sampled_from(SCRIPTS),
    between=st.sampled_from(["", " ", "-", "\u00a0", "\u200b", " - ", "_", ".", "\n"]),
    before=st.text(st.characters(exclude_categories=["Nd", "No", "Cs"]), max_size=20),
    after=st.text(st.characters(exclude_categories=["Nd", "No", "Cs"]), max_size=20),
)
def test_the_code_never_appears_however_it_is_written(code: str, script: str, between: str, before: str, after: str) -> None:
    text = before + written(code, script, between) + after

    blotted = blot_out(text, code)

    assert figures(blotted) == ""
    assert BLOT in blotted


@settings(deadline=None)  # the machine may be busy
@given(code=st.text("0123456789", min_size=6, max_size=8), text=st.text(max_size=200))
def test_the_code_is_not_in_any_text_that_was_blotted(code: str, text: str) -> None:
    assert code not in blot_out(text[:50] + code + text[50:] + code, code)


def test_the_evidence_names_the_mail_and_holds_no_code() -> None:
    html = (
        '<p>Your code is 719-204</p><a href="https://www.facebook.com/c?code=719204">'
        "https://www.facebook.com/confirm/719204?n=719204#719204</a>"
    )
    mail = arrived(
        vouched(letter("Your code is 719204.\n\nSee https://facebook.com/?c=719204 now.", subject="719204 is it", html=html))
    )

    text = evidence_text(mail, "719204")

    assert "719204" not in text
    assert "719-204" not in text
    assert "https://facebook.com/… now." in text
    for part in ("security@facebookmail.com", "ada@example.org", "<1@facebookmail.com>", "mx.test.example", mail.sha256):
        assert part in text
    assert "Arrived: 2026-11-22T12:00:05+00:00" in text


@pytest.mark.parametrize("other", ["482913", "71920", "1719205"])
def test_other_numbers_stay(other: str) -> None:
    assert other in evidence_text(arrived(letter(f"Request {other}, code 719204")), "719204")
