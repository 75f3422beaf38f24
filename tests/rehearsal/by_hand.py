"""Filling the forms with selectors written down from what is known of the real pages: no finder, no lexicon."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from objector.rehearsal.wording import countries, texts

FACEBOOK = "https://www.facebook.com/help/contact/712876720715583"
INSTAGRAM = "https://help.instagram.com/contact/767264225370182"


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What is filled in; empty values are left alone."""

    email: str = "anna@example.org"
    country: str = ""
    reason: str = ""
    additional: str = ""


LONG = Filled(
    country="TR", reason="Ich zeichne.\nDas ist mein Beruf: „Anna & Söhne“ <3", additional="https://example.org/?a=1&b=ü"
)
SHORT = Filled(reason="I draw; it is my own work.")


def sign_in(page: Page, password: str = "correct horse") -> None:
    page.locator("[autocomplete^=username]").fill("anna@example.org")
    page.locator("[autocomplete=current-password]").fill(password)
    page.locator("[autocomplete=current-password]").press("Enter")


def fill_classic(page: Page, filled: Filled, language: str) -> None:
    about = page.locator('[id^="SupportFormRow."] input[type=radio]')
    if about.count():
        page.locator(f'label[for="{about.first.get_attribute("id")}"]').click()
    if filled.country:
        choose_country(page, filled.country, language)
    page.locator("main form input[name=email]").fill(filled.email)
    boxes = page.locator("main form textarea")
    boxes.nth(0).fill(filled.reason)
    if filled.additional:
        boxes.nth(1).fill(filled.additional)


def choose_country(page: Page, country: str, language: str) -> None:
    name = countries(language)[country]
    if page.locator("main select").count():
        page.locator("main select").select_option(label=name)
        return
    page.locator("main [role=combobox]").press_sequentially(name[:5])
    page.get_by_role("option", name=name, exact=True).click()


def submit_classic(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()


def code_box(page: Page):
    return page.locator("body > div input.inputtext")


def enter_code_classic(page: Page, code: str) -> None:
    code_box(page).fill(code)
    page.locator("body > div form button[type=submit]").click()


def fill_comet(page: Page, filled: Filled, language: str, *, about_ai: bool) -> None:
    if about_ai:
        page.locator("main input[type=radio]").first.check()
    if filled.country:
        page.locator("main [role=combobox]").click()
        page.get_by_role("option", name=countries(language)[filled.country], exact=True).click()
    page.locator("main input[type=text]").fill(filled.email)
    boxes = page.locator("main textarea")
    boxes.nth(0).fill(filled.reason)
    if filled.additional:
        boxes.nth(1).fill(filled.additional)
    if about_ai:
        page.locator("main input[type=radio]").first.check()


def submit_comet(page: Page, language: str) -> None:
    page.locator("main [role=button]", has_text=texts(language)["submit"]).click()


def enter_code_comet(page: Page, code: str) -> None:
    page.locator("[role=dialog] input[type=text]").fill(code)
    page.locator("[role=dialog] [role=button]").click()


def start_wizard(page: Page, language: str, *, about_ai: bool) -> None:
    if about_ai:
        page.locator("main label", has_text=texts(language)["about_ai_yes"]).click()
        press(page, texts(language)["next"])


def fill_wizard_details(page: Page, filled: Filled, language: str) -> None:
    words = texts(language)
    if not filled.country:
        return
    page.locator("main [role=combobox]").click()
    page.locator("main [role=combobox]").press_sequentially(countries(language)[filled.country][:4])
    page.locator("[role=listbox] [role=option]").get_by_text(countries(language)[filled.country], exact=True).click()
    page.get_by_label(words["email"], exact=True).fill(filled.email)
    page.get_by_label(words["confirm_email"], exact=True).fill(filled.email)
    press(page, words["request_code"])
    expect(page.get_by_text(words["code_sent"])).to_be_visible()


def fill_wizard_reason(page: Page, filled: Filled, language: str) -> None:
    words = texts(language)
    page.get_by_label(words["reason"], exact=True).fill(filled.reason)
    if filled.additional:
        page.get_by_label(words["additional"], exact=True).fill(filled.additional)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
