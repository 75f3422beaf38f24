"""Each flow says what objector has to know of a form, and nothing that can't be true."""

import re

import pytest
from babel import Locale

import flows
from objector.browser.guard import within
from objector.errors import UnknownNameError


def test_the_flows_are_found_by_name() -> None:
    assert {"facebook", "instagram"} <= set(flows.names())
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
def test_a_flow_knows_countries_and_senders(name: str) -> None:
    flow = flows.get(name)
    assert set(flow.countries) <= set(Locale("en").territories)
    assert {"DE", "FR", "GB", "CH", "BR"} <= flow.countries
    assert "US" not in flow.countries
    assert "facebookmail.com" in flow.senders
