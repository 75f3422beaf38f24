"""Which addresses lie within the origins on which something may be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.browser.origins import foreign, within

ORIGINS = ("https://*.facebook.com", "https://help.meta.com")


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/x",
        "https://facebook.com/",
        "https://de-de.facebook.com:443/?a=b",
        "https://help.meta.com/requests/1",
    ],
)
def test_an_address_of_an_origin_is_within_it(address: str) -> None:
    assert within(address, ORIGINS)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.facebook.com/",
        "https://www.facebook.com:8443/",
        "https://www.faceb00k.com/",
        "https://facebook.com.example.org/",
        "https://notfacebook.com/",
        "https://www.help.meta.com/",
        "https://meta.com/",
        "https://www.facebook.com@example.org/",
        "https://example.org/#https://www.facebook.com/",
        "https://example.org\\@www.facebook.com/",
        "https://www.facebook.com:port/",
        "data:text/html,x",
        "about:blank",
        "",
    ],
)
def test_any_other_address_is_not(address: str) -> None:
    assert not within(address, ORIGINS)


@given(st.text("fabcekoh.", min_size=1, max_size=20), st.sampled_from(["https", "http"]))
def test_what_is_foreign_is_what_is_not_within(host: str, scheme: str) -> None:
    for address in (f"{scheme}://{host}/x", f"{scheme}://www.{host}facebook.com/x", f"{scheme}://{host}.facebook.com.{host}/x"):
        assert bool(foreign(ORIGINS).match(address)) != within(address, ORIGINS)


@given(st.text(max_size=40))
def test_no_host_that_merely_contains_the_name_is_within(text: str) -> None:
    assert not within(f"https://www.facebook.com.{text or 'x'}.example/", ORIGINS)
