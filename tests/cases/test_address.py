"""Email addresses are checked by their form only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.cases.address import check_email
from objector.errors import MalformedEmailError


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("anna@example.org", "anna@example.org"),
        ("  anna@example.org\n", "anna@example.org"),
        ("Anna.Müller+meta@Example.ORG", "Anna.Müller+meta@example.org"),
        ("jose@café.example.com", "jose@café.example.com"),
        ("someone@rehearsal.test", "someone@rehearsal.test"),
    ],
)
def test_an_address_is_returned_as_it_is_to_be_typed(text, typed):
    assert check_email(text) == typed
    assert check_email(typed) == typed


@pytest.mark.parametrize(
    "text",
    ["", "anna", "anna@", "@example.org", "anna@example", "a b@example.org", "anna@@example.org", "Anna <anna@example.org>",
     "anna@example.org, ben@example.org", "anna@localhost", "anna@exa_mple.org", "anna@example.org\r\nBcc: x@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_said_with_its_value_and_the_remedy(text):
    with pytest.raises(MalformedEmailError) as caught:
        check_email(text)
    assert str(caught.value).startswith(f"“{text}” is not an email address: ")
    assert "registered with" in str(caught.value)


@given(st.emails(domains=st.just("example.org")))
def test_plain_addresses_pass_whatever_their_local_part(text):
    assert check_email(text).endswith("@example.org")


@given(st.text(alphabet=st.characters(exclude_characters="@")))
def test_nothing_without_an_at_sign_is_an_address(text):
    with pytest.raises(MalformedEmailError):
        check_email(text)
