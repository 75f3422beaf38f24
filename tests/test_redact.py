import json
import re
from base64 import b64encode, urlsafe_b64encode
from html import escape
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from objector.redact import BLOT, Redactor

SECRET = st.text(st.characters(exclude_categories=["Cs"]), min_size=4, max_size=40)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
CODE = st.from_regex(r"[0-9]{4,8}", fullmatch=True)


def redactor_for(secret: str) -> Redactor:
    redactor = Redactor()
    redactor.register(secret)
    return redactor


@given(secret=SECRET, before=TEXT, after=TEXT)
def test_a_secret_is_blotted_out_of_any_text(secret: str, before: str, after: str) -> None:
    assert secret not in redactor_for(secret)(before + secret + after).replace(BLOT, "\0\0")


@given(secret=SECRET, before=TEXT, after=TEXT)
@pytest.mark.parametrize(
    "written",
    [
        quote,
        quote_plus,
        lambda secret: quote(secret, safe=""),
        lambda secret: quote(secret, safe="").lower(),
        lambda secret: urlencode({"password": secret}),
        lambda secret: json.dumps({"password": secret}),
        lambda secret: repr({"password": secret}),
        lambda secret: repr([secret, "\"'"]),
        lambda secret: repr(f"\"'{secret}"),
        lambda secret: f"<input value='{escape(secret)}'>",
        " ".join,
        lambda secret: secret.upper() if secret.upper().lower() == secret.lower() else secret,
    ],
)
def test_a_secret_is_blotted_out_however_it_is_written(written, secret: str, before: str, after: str) -> None:
    core = written(secret)
    assume(core not in before + after)
    blotted = redactor_for(secret)(before + core + after)
    assert BLOT in blotted
    assert core not in blotted


@given(secret=SECRET, before=st.binary(max_size=20), after=st.binary(max_size=20))
@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
def test_a_secret_is_blotted_out_of_base64_wherever_it_begins(encode, secret: str, before: bytes, after: bytes) -> None:
    blotted = redactor_for(secret)(f"Basic {encode(before + secret.encode() + after).decode()}")
    assert BLOT in blotted
    left = re.sub(r"[^A-Za-z0-9+/_-]", "", blotted.removeprefix("Basic "))
    assert len(left) <= len(encode(before)) + len(encode(after))


@given(code=CODE, separator=st.sampled_from([" ", "-", "  ", "\u00a0", "\n"]), at=st.integers(1, 3))
def test_a_code_in_groups_is_blotted_out(code: str, separator: str, at: int) -> None:
    grouped = code[:at] + separator + code[at:]
    assert redactor_for(code)(f"Your code is {grouped}.") == f"Your code is {BLOT}."


def test_a_seed_is_blotted_out_in_groups_and_small_letters() -> None:
    assert redactor_for("JBSW Y3DP EHPK")("seed=jbswy3dpehpk&") == f"seed={BLOT}&"


@given(text=TEXT)
def test_without_a_secret_in_it_a_text_stays_as_it_is(text: str) -> None:
    assert redactor_for("correct horse battery staple")(text) == text


def test_every_place_and_every_secret_counts() -> None:
    redactor = redactor_for("111111")
    redactor.register("222222")
    assert redactor("111111 and 222222 and 111111") == f"{BLOT} and {BLOT} and {BLOT}"


def test_secrets_that_overlap_leave_nothing_between_them() -> None:
    redactor = redactor_for("abcdef")
    redactor.register("defghi")
    assert redactor("<abcdefghi>") == f"<{BLOT}>"


def test_an_empty_secret_blots_out_nothing() -> None:
    assert redactor_for("")("text") == "text"


@pytest.mark.parametrize("secret", ["   ", "-", "+ -"])
def test_a_secret_of_gaps_only_is_blotted_out_too(secret: str) -> None:
    assert redactor_for(secret)(f"<{secret}>") == f"<{BLOT}>"


def test_the_redactor_does_not_show_what_it_knows() -> None:
    assert "hunter2" not in repr(redactor_for("hunter2"))


def test_a_secret_of_one_account_is_blotted_out_of_its_texts_and_the_log_only():
    log = Redactor()
    log.register("mailbox password")
    anna, bert = Redactor(log), Redactor(log)
    anna.register("123456")
    told = "123456 is a number, and mailbox password is none"
    assert anna(told) == log(told) == "••• is a number, and ••• is none"
    assert bert(told) == "123456 is a number, and ••• is none"
