"""What can come between a visitor and the form."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from objector.rehearsal.received import Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.scenario import Drop, Engine, Fence, Platform, Scenario, Scenes, SignIn, Version
from objector.rehearsal.wording import texts
from tests.rehearsal.by_hand import (
    FACEBOOK,
    INSTAGRAM,
    LONG,
    SHORT,
    enter_code_classic,
    fill_classic,
    fill_comet,
    sign_in,
    submit_classic,
    submit_comet,
)
from tests.rehearsal.conftest import ANNA, Mails

Serve = Callable[..., Replica]
OLD = "https://www.facebook.com/help/contact/6359191084165019"
DECLINE = "[data-cookiebanner=accept_only_essential_button]"


def test_a_classic_cookie_dialog_covers_the_page_until_it_is_answered(serve: Serve, page: Page) -> None:
    site = serve(cookie_dialog=True, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    with page.expect_response("**/cookie/consent/"):
        page.locator(DECLINE).click()
    page.reload()
    expect(page.locator("main form")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    (received,) = site.of(Kind.COOKIES)
    assert received.fields == {"choice": "essential"}


@pytest.mark.parametrize(("form", "engine"), [(FACEBOOK, Engine.COMET), (INSTAGRAM, Engine.CLASSIC_SELECT)])
def test_every_cookie_dialog_links_to_the_policy(form: str, engine: Engine, serve: Serve, page: Page) -> None:
    site = serve(cookie_dialog=True, engine=engine, sign_in=SignIn.NONE, language="fr")
    page.goto(form)
    dialog = page.get_by_role("dialog").filter(has=page.locator("a[href*='/policies/cookies']"))
    with page.expect_response("**/cookie/consent/"):
        dialog.get_by_role("button", name="Refuser les cookies optionnels").click()
    expect(dialog).to_have_count(0)
    assert site.of(Kind.COOKIES)[0].fields == {"choice": "essential"}


@pytest.mark.parametrize("engine", list(Engine))
def test_a_form_that_is_not_available_says_so(engine: Engine, serve: Serve, page: Page) -> None:
    serve(available=False, language="de", engine=engine)
    page.goto(FACEBOOK)
    sign_in(page)
    expect(page.locator("h1")).to_have_text(texts("de")["not_available_title"])
    expect(page.locator("main input")).to_have_count(0)


def test_an_account_of_a_country_without_the_right_finds_the_form_not_available(serve: Serve, page: Page) -> None:
    serve(None, (replace(ANNA, country="US"),))
    page.goto(FACEBOOK)
    sign_in(page)
    expect(page.locator("h1")).to_have_text(texts("en")["not_available_title"])


def test_an_unknown_form_number_is_not_available(serve: Serve, page: Page) -> None:
    serve(sign_in=SignIn.NONE)
    answer = page.goto("https://www.facebook.com/help/contact/1")
    assert answer is not None
    assert answer.status == 404


def test_an_old_address_can_lead_to_another(serve: Serve, page: Page) -> None:
    serve(moved_to=FACEBOOK, sign_in=SignIn.NONE)
    page.goto(OLD)
    assert page.url == FACEBOOK


def test_a_look_alike_hears_every_letter_that_is_typed_there(serve: Serve, page: Page) -> None:
    site = serve(look_alike_redirect=True)
    page.goto(FACEBOOK)
    assert page.url.startswith("https://www.faceb00k-help.com/")
    assert site.of(Kind.TYPED) == []
    with page.expect_response("**/listen"):
        page.locator("main form input[name=email]").fill(ANNA.email)
    (typed,) = site.of(Kind.TYPED)
    assert (typed.host, typed.fields) == ("www.faceb00k-help.com", {"email": ANNA.email})


@pytest.mark.parametrize("engine", [Engine.CLASSIC_SELECT, Engine.COMET])
def test_who_tries_too_often_is_told_to_come_later(engine: Engine, serve: Serve, page: Page, mails: Mails) -> None:
    site = serve(rate_limited=True, engine=engine, sign_in=SignIn.NONE, version=Version.SHORT)
    page.goto(FACEBOOK)
    if engine is Engine.COMET:
        fill_comet(page, SHORT, "en", about_ai=False)
        submit_comet(page, "en")
    else:
        fill_classic(page, SHORT, "en")
        submit_classic(page)
    expect(page.get_by_role("dialog")).to_contain_text(texts("en")["too_often_title"])
    assert site.filed_objections == []
    assert mails.is_empty()


def test_a_captcha_is_passed_by_a_tick_and_the_form_goes_on(serve: Serve, page: Page, mails: Mails) -> None:
    site = serve(captcha=True, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    fill_classic(page, LONG, "en")
    submit_classic(page)
    frame = page.frame_locator("iframe[title=reCAPTCHA]")
    frame.get_by_role("checkbox").click()  # the frame goes as soon as it is ticked
    enter_code_classic(page, mails.next_code())
    expect(page.locator("a.layerConfirm")).to_be_visible()
    assert len(site.filed_objections) == 1


@pytest.mark.parametrize(("drop", "filings"), [(Drop.BEFORE, 1), (Drop.AFTER, 2)])
def test_the_browser_sends_a_submission_again_when_its_connection_breaks(
    drop: Drop, filings: int, serve: Serve, page: Page
) -> None:
    site = serve(drop_connection=drop, version=Version.SHORT, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    fill_classic(page, SHORT, "en")
    submit_classic(page)
    expect(page.locator("a.layerConfirm")).to_be_visible()
    assert len(site.of(Kind.SUBMISSION)) + len(site.of(Kind.DROPPED)) == 2
    assert len(site.filed_objections) == filings


def test_a_code_whose_answer_is_lost_has_filed(serve: Serve, page: Page, mails: Mails) -> None:
    site = serve(drop_connection=Drop.AFTER, drop_at=Fence.CODE, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    fill_classic(page, LONG, "en")
    submit_classic(page)
    enter_code_classic(page, mails.next_code())
    expect(page.get_by_role("alert")).to_have_text(texts("en")["code_wrong"])
    assert len(site.of(Kind.CODE)) == 2
    assert len(site.filed_objections) == 1


def test_each_account_and_platform_can_have_a_scenario_of_its_own(serve: Serve, page: Page) -> None:
    comet = Scenario(engine=Engine.COMET, language="fr")
    german = Scenario(sign_in=SignIn.NONE, language="de")
    serve(Scenes(by_platform={Platform.INSTAGRAM: german}, by_account={ANNA.email: comet}), (ANNA,))
    page.goto(INSTAGRAM)
    expect(page.locator("h1")).to_have_text(texts("de")["title"])
    page.goto(FACEBOOK)
    sign_in(page)
    expect(page.locator("main [role=button]")).to_have_text(texts("fr")["submit"])


def test_what_is_typed_into_other_boxes_is_received_as_noise(serve: Serve, page: Page) -> None:
    site = serve(sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    page.locator("footer input[type=email]").fill("anna@example.org")
    page.locator("footer input[type=email]").press("Enter")
    page.wait_for_url("**/newsletter/")
    (received,) = site.received
    assert (received.kind, received.fields) == (Kind.NOISE, {"newsletter_email": "anna@example.org"})


def test_scripts_run_only_with_the_answers_nonce(serve: Serve, page: Page) -> None:
    serve(sign_in=SignIn.NONE)
    answer = page.goto(FACEBOOK)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "script-src 'nonce-" in policy
    assert (
        page.evaluate("""() => { const s = document.createElement("script"); s.textContent = "window.ran = true";
        document.body.append(s); return window.ran ?? false; }""")
        is False
    )
