"""Residents, and nobody else, come in at both sites, whatever their sign-in page is made of."""

import re
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect

from objector.rehearsal.received import Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.scenario import Engine, SignIn, Version
from objector.rehearsal.wording import texts
from tests.rehearsal.by_hand import FACEBOOK, INSTAGRAM, sign_in
from tests.rehearsal.conftest import ANNA, SEED, Clock

Serve = Callable[..., Replica]
FORMS = {FACEBOOK: "https://www.facebook.com/login.php", INSTAGRAM: "https://www.instagram.com/accounts/login/"}
FACTORS = {FACEBOOK: "/two_step_verification/authentication", INSTAGRAM: "/accounts/login/two_factor"}
COOKIES = {FACEBOOK: {"c_user", "xs"}, INSTAGRAM: {"sessionid", "ds_user_id"}}


@pytest.mark.parametrize("style", [SignIn.NAMED, SignIn.NAMELESS])
@pytest.mark.parametrize("form", FORMS)
def test_a_cold_visit_leads_through_the_sign_in_back_to_the_form(form: str, style: SignIn, serve: Serve, page: Page) -> None:
    serve(sign_in=style, version=Version.SHORT)
    page.goto(form)
    assert page.url.startswith(f"{FORMS[form]}?next=https%3A%2F%2F")
    sign_in(page)
    page.wait_for_url(form)
    expect(page.locator("main form input[name=email]")).to_have_value(ANNA.email)
    assert COOKIES[form] <= {cookie["name"] for cookie in page.context.cookies()}


def test_the_named_sign_in_has_names_and_a_button(serve: Serve, page: Page) -> None:
    serve(sign_in=SignIn.NAMED)
    page.goto(FACEBOOK)
    expect(page.locator("input[name=email], input[name=pass], button[name=login]")).to_have_count(3)


def test_the_nameless_sign_in_has_neither_names_nor_a_button(serve: Serve, page: Page) -> None:
    serve(sign_in=SignIn.NAMELESS)
    page.goto(INSTAGRAM)
    expect(page.locator("main input[type=text]:not([name])")).to_be_visible()
    expect(page.locator("main input[type=password]:not([name])")).to_be_visible()
    expect(page.locator("main button")).to_have_count(0)


@pytest.mark.parametrize("style", [SignIn.NAMED, SignIn.NAMELESS])
@pytest.mark.parametrize("form", FORMS)
def test_a_wrong_password_is_refused_in_the_language_of_the_page(form: str, style: SignIn, serve: Serve, page: Page) -> None:
    site = serve(sign_in=style, language="de")
    page.goto(form)
    sign_in(page, password="wrong")
    expect(page.get_by_role("alert")).to_have_text(texts("de")["sign_in_wrong"])
    sign_in(page)
    page.wait_for_url(form)
    assert [received.account for received in site.of(Kind.SIGN_IN)] == [None, None]


@pytest.mark.parametrize("style", [SignIn.NAMED, SignIn.NAMELESS])
@pytest.mark.parametrize("form", FORMS)
def test_the_second_factor_takes_the_authenticators_code_and_no_other(
    form: str, style: SignIn, serve: Serve, page: Page, clock: Clock
) -> None:
    serve(sign_in=style, second_factor=True)
    page.goto(form)
    sign_in(page)
    page.wait_for_url(re.compile(re.escape(FACTORS[form])))
    code = pyotp.TOTP(SEED).at(clock())
    box = page.locator("[autocomplete=one-time-code]")
    box.fill("000000" if code != "000000" else "111111")
    box.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(texts("en")["factor_wrong"])
    assert not COOKIES[form] & {cookie["name"] for cookie in page.context.cookies()}
    box.fill(code)
    box.press("Enter")
    page.wait_for_url(form)


@pytest.mark.parametrize(("form", "number"), [(FACEBOOK, "1457206398113740"), (INSTAGRAM, "1630059247718843")])
def test_the_wizard_knows_who_signed_in_at_the_forms_own_site(form: str, number: str, serve: Serve, page: Page) -> None:
    serve(engine=Engine.WIZARD, version=Version.SHORT)
    page.goto(f"https://help.meta.com/requests/{number}")
    assert page.url.startswith(FORMS[form])
    sign_in(page)
    page.wait_for_url("https://help.meta.com/requests/*")
    expect(page.get_by_label("Email address", exact=True)).to_have_value(ANNA.email)
    assert "entry" not in page.url


def test_who_is_signed_out_by_the_site_has_to_sign_in_again(serve: Serve, page: Page) -> None:
    site = serve()
    page.goto(FACEBOOK)
    sign_in(page)
    page.wait_for_url(FACEBOOK)
    site.sign_everybody_out()
    page.goto(FACEBOOK)
    expect(page.locator("input[type=password]")).to_be_visible()


def test_a_sign_in_never_leads_to_a_foreign_address(serve: Serve, page: Page) -> None:
    serve()
    page.goto("https://www.facebook.com/login.php?next=https%3A%2F%2Fevil.example%2F")
    sign_in(page)
    page.wait_for_url("https://www.facebook.com/")
    expect(page.get_by_text(ANNA.email)).to_be_visible()
