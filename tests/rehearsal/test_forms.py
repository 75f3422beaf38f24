"""Each engine, version and language can be filled, and what was filled is what was received."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from objector.rehearsal.received import Answers, Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.scenario import Engine, Platform, SignIn, Version
from objector.rehearsal.wording import LANGUAGES, texts
from tests.rehearsal.by_hand import (
    FACEBOOK,
    INSTAGRAM,
    LONG,
    SHORT,
    Filled,
    code_box,
    enter_code_classic,
    enter_code_comet,
    fill_classic,
    fill_comet,
    fill_wizard_details,
    fill_wizard_reason,
    press,
    start_wizard,
    submit_classic,
    submit_comet,
)
from tests.rehearsal.conftest import Mails

Serve = Callable[..., Replica]
CLASSIC = [Engine.CLASSIC_SELECT, Engine.CLASSIC_TYPEAHEAD]


def filed_answers(site: Replica) -> Answers:
    (filed,) = site.filed_objections
    return filed.answers


def answers(filled: Filled) -> Answers:
    return Answers(email=filled.email, country=filled.country, reason=filled.reason, additional=filled.additional)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engine", CLASSIC)
def test_the_classic_long_form_is_filed_by_the_right_code(
    engine: Engine, language: str, serve: Serve, page: Page, mails: Mails
) -> None:
    words = texts(language)
    site = serve(engine=engine, language=language, sign_in=SignIn.NONE, asks_about_ai=True)
    page.goto(FACEBOOK if engine is Engine.CLASSIC_SELECT else INSTAGRAM)
    expect(page.locator("main form textarea").first).to_be_hidden()
    fill_classic(page, LONG, language)
    submit_classic(page)
    code = mails.next_code()

    enter_code_classic(page, "000000" if code != "000000" else "111111")
    expect(page.get_by_role("alert")).to_have_text(words["code_wrong"])
    expect(code_box(page)).to_be_editable()
    assert site.filed_objections == []

    enter_code_classic(page, code)
    page.locator("a.layerConfirm").click()
    assert filed_answers(site) == answers(LONG)
    assert [received.kind for received in site.received] == [Kind.SUBMISSION, Kind.CODE, Kind.CODE, Kind.FILED]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_classic_short_form_is_filed_at_the_submit(language: str, serve: Serve, page: Page) -> None:
    site = serve(version=Version.SHORT, language=language, sign_in=SignIn.NONE)
    page.goto(INSTAGRAM)
    fill_classic(page, SHORT, language)
    submit_classic(page)
    page.locator("a.layerConfirm").click()
    assert filed_answers(site) == answers(SHORT)


def test_a_classic_form_receives_the_fields_as_the_real_one_names_them(serve: Serve, page: Page) -> None:
    site = serve(engine=Engine.CLASSIC_TYPEAHEAD, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    fill_classic(page, LONG, "en")
    submit_classic(page)
    expect(code_box(page)).to_be_visible()
    (received,) = site.of(Kind.SUBMISSION)
    number = page.locator("main [role=combobox]").get_attribute("id")
    assert received.path == "/ajax/help/contact/submit/page"
    assert received.fields[f"Field{number}"] == "Türkiye"
    assert received.fields[f"Field{number}_iso2_country_code"] == "TR"
    assert received.fields["email"] == LONG.email
    assert received.fields["objection_reason"] == LONG.reason
    assert received.fields["contact_point"] == ""
    assert {"lsd", "jazoest", "support_form_id", "support_form_locale_id"} <= received.fields.keys()


def test_a_typed_country_counts_only_if_it_is_chosen(serve: Serve, page: Page) -> None:
    serve(engine=Engine.CLASSIC_TYPEAHEAD, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    fill_classic(page, LONG, "en")
    expect(page.locator("main form button[type=submit]").last).to_be_enabled()
    page.locator("main [role=combobox]").fill("Germany")
    expect(page.locator("main form button[type=submit]").last).to_be_disabled()


def test_the_mobile_host_posts_to_its_own_address(serve: Serve, page: Page) -> None:
    site = serve(sign_in=SignIn.NONE)
    page.goto(FACEBOOK.replace("www.", "m."))
    fill_classic(page, LONG, "en")
    submit_classic(page)
    expect(code_box(page)).to_be_visible()
    assert [(received.host, received.path) for received in site.received] == [("m.facebook.com", "/a/help/contact_us/")]


@pytest.mark.parametrize(("language", "about_ai"), [*((language, True) for language in LANGUAGES), ("en", False)])
def test_the_comet_long_form_is_filed_by_the_right_code(
    about_ai: bool, language: str, serve: Serve, page: Page, mails: Mails
) -> None:
    site = serve(engine=Engine.COMET, language=language, sign_in=SignIn.NONE, asks_about_ai=about_ai)
    page.goto(FACEBOOK)
    fill_comet(page, LONG, language, about_ai=about_ai)
    submit_comet(page, language)
    code = mails.next_code()

    enter_code_comet(page, "000000" if code != "000000" else "111111")
    expect(page.get_by_role("alert")).to_have_text(texts(language)["code_wrong"])
    assert site.filed_objections == []

    enter_code_comet(page, code)
    expect(page.get_by_role("dialog")).to_contain_text(texts(language)["thanks_title"])
    assert filed_answers(site) == answers(LONG)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_comet_short_form_is_filed_at_the_submit(language: str, serve: Serve, page: Page) -> None:
    site = serve(engine=Engine.COMET, version=Version.SHORT, language=language, sign_in=SignIn.NONE)
    page.goto(INSTAGRAM)
    fill_comet(page, SHORT, language, about_ai=False)
    submit_comet(page, language)
    expect(page.get_by_role("dialog")).to_contain_text(texts(language)["thanks_title"])
    assert filed_answers(site) == answers(SHORT)


def test_the_comet_form_puts_its_radios_back_while_other_fields_are_filled(serve: Serve, page: Page) -> None:
    serve(engine=Engine.COMET, sign_in=SignIn.NONE, asks_about_ai=True)
    page.goto(FACEBOOK)
    fill_comet(page, LONG, "en", about_ai=True)
    submit = page.locator("main [role=button]")
    expect(submit).to_have_attribute("aria-disabled", "false")
    page.locator("main textarea").first.fill("another reason")
    expect(page.locator("main input[type=radio]").first).not_to_be_checked()
    expect(submit).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize(("language", "about_ai"), [*((language, True) for language in LANGUAGES), ("en", False)])
def test_the_wizard_is_filed_at_the_submit_after_the_code_is_verified(
    about_ai: bool, language: str, serve: Serve, page: Page, mails: Mails
) -> None:
    words = texts(language)
    site = serve(engine=Engine.WIZARD, language=language, sign_in=SignIn.NONE, asks_about_ai=about_ai)
    page.goto(INSTAGRAM)
    page.wait_for_url("https://help.meta.com/requests/*")
    start_wizard(page, language, about_ai=about_ai)
    fill_wizard_details(page, LONG, language)
    code = mails.next_code()

    box = page.get_by_label(words["verification_code"], exact=True)
    box.fill("000000" if code != "000000" else "111111")
    expect(page.get_by_role("alert").filter(has_text=words["code_wrong"])).to_be_visible()
    expect(box).to_be_editable()
    box.fill(code)
    expect(page.locator("main svg")).to_be_visible()
    press(page, words["next"])

    fill_wizard_reason(page, LONG, language)
    assert site.filed_objections == []
    press(page, words["submit"])
    expect(page.get_by_role("heading", name=words["receipt_title"])).to_be_visible()
    expect(page.get_by_role("button", name=words["new_request"])).to_be_visible()
    assert filed_answers(site) == answers(LONG)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_short_wizard_asks_for_no_code(language: str, serve: Serve, page: Page) -> None:
    words = texts(language)
    site = serve(engine=Engine.WIZARD, version=Version.SHORT, language=language, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    page.get_by_label(words["email"], exact=True).fill(SHORT.email)
    press(page, words["next"])
    fill_wizard_reason(page, SHORT, language)
    press(page, words["submit"])
    expect(page.get_by_role("heading", name=words["receipt_title"])).to_be_visible()
    assert filed_answers(site) == answers(SHORT)


def test_the_wizard_counts_what_is_missing_and_marks_it(serve: Serve, page: Page) -> None:
    serve(engine=Engine.WIZARD, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    expect(page.get_by_text("4 required fields remaining")).to_be_visible()
    press(page, "Next")
    expect(page.locator("[aria-invalid=true]")).to_have_count(4)
    expect(page.get_by_role("alert").first).to_have_text("This field is required")
    page.get_by_label("Email address", exact=True).fill(LONG.email)
    expect(page.get_by_text("3 required fields remaining")).to_be_visible()


def test_the_class_names_of_a_comet_page_mean_nothing_and_change(serve: Serve, page: Page) -> None:
    serve(engine=Engine.COMET, sign_in=SignIn.NONE)
    names = []
    for _ in range(2):
        page.goto(FACEBOOK)
        names.append(page.locator("main textarea").first.locator("..").get_attribute("class"))
    assert len(set(names)) == 2


def test_a_graphql_submission_carries_what_was_filled(serve: Serve, page: Page) -> None:
    site = serve(engine=Engine.COMET, sign_in=SignIn.NONE)
    page.goto(FACEBOOK)
    fill_comet(page, LONG, "en", about_ai=False)
    submit_comet(page, "en")
    expect(page.get_by_role("dialog")).to_be_visible()
    (received,) = site.of(Kind.SUBMISSION)
    sent = json.loads(received.fields["variables"])["input"]
    assert sent == {
        "form_id": "712876720715583",
        "locale": "en_GB",
        "country": "TR",
        "email": LONG.email,
        "reason": LONG.reason,
        "additional": LONG.additional,
    }
    assert site.filed_objections == []


@pytest.mark.parametrize(
    ("address", "platform", "form"),
    [
        ("https://www.facebook.com/help/contact/6359191084165019", Platform.FACEBOOK, "6359191084165019"),
        ("https://www.facebook.com/help/contact/712876720715583?locale=fr_FR", Platform.FACEBOOK, "712876720715583"),
        ("https://fr-fr.facebook.com/help/contact/712876720715583", Platform.FACEBOOK, "712876720715583"),
        ("https://help.instagram.com/contact/233964459562201?locale=fr_FR", Platform.INSTAGRAM, "233964459562201"),
    ],
)
def test_every_address_of_a_form_shows_it(address: str, platform: Platform, form: str, serve: Serve, page: Page) -> None:
    site = serve(version=Version.SHORT, sign_in=SignIn.NONE)
    page.goto(address)
    french = "fr" in address
    expect(page.locator("h1")).to_have_text(texts("fr" if french else "en")["title"])
    fill_classic(page, SHORT, "en")
    submit_classic(page)
    expect(page.locator("a.layerConfirm")).to_be_visible()
    (filed,) = site.filed_objections
    assert (filed.platform, filed.form) == (platform, form)
