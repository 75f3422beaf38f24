"""Each flow says what objector has to know of a form, and nothing that can't be true."""

import re

import pytest
from babel import Locale

import flows
from objector.browser.origins import within
from objector.errors import UnknownNameError


def test_the_flows_are_found_by_name() -> None:
    assert {"facebook", "instagram", "privacy-rights", "third-party", "threads"} <= set(flows.names())
    assert [flows.get(name).name for name in flows.names()] == flows.names()


def test_a_flow_that_is_not_known_brings_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean “facebook”"):
        flows.get("facebok")


@pytest.mark.parametrize("name", flows.names())
def test_a_flow_may_type_wherever_its_form_is(name: str) -> None:
    flow = flows.get(name)
    assert flow.addresses
    assert all(within(address, flow.origins) for address in flow.addresses)
    assert all(re.fullmatch(r"https://(\*\.)?[a-z.]+\.[a-z]+", origin) for origin in flow.origins)


@pytest.mark.parametrize("name", flows.names())
def test_a_flow_knows_senders_and_where_people_have_the_right(name: str) -> None:
    flow = flows.get(name)
    if flow.countries is not None:
        assert set(flow.countries) <= set(Locale("en").territories)
        assert {"DE", "FR", "GB", "CH"} <= flow.countries
        assert "US" not in flow.countries
    assert "facebookmail.com" in flow.senders


def test_the_objection_to_information_from_third_parties_is_open_to_every_country() -> None:
    assert [name for name in flows.names() if flows.get(name).countries is None] == ["third-party"]


@pytest.mark.parametrize("name", flows.names())
def test_what_a_flow_names_instead_of_itself_says_why_it_remains(name: str) -> None:
    for other in map(flows.get, flows.get(name).instead):
        assert other.remains
        assert other.name != name


@pytest.mark.parametrize(
    ("name", "country", "left"),
    [
        ("facebook", "DE", ["privacy-rights", "third-party"]),
        ("threads", "US", ["third-party"]),
        ("privacy-rights", "BR", ["third-party"]),
        ("third-party", "US", []),
    ],
)
def test_which_forms_remain_is_told_with_the_reason_and_the_way(name: str, country: str, left: list[str]) -> None:
    told = flows.remaining(flows.get(name), country)
    assert [other for other in flows.names() if f"{other}, " in told] == left
    assert bool(told) == bool(left)
    for other in map(flows.get, left):
        assert f"{other.name}, {other.remains} ({other.addresses[0]})" in told
    assert not left or f"objector account add --flow {left[0]}" in told


def test_threads_says_that_it_goes_through_instagram() -> None:
    threads, instagram = flows.get("threads"), flows.get("instagram")
    assert "Instagram" in threads.title
    assert "Instagram" in threads.note
    assert threads.addresses == instagram.addresses
