"""What one look at a page sees."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

from objector.page.finder import look
from objector.page.finder.decide import HANDS_IN
from objector.page.look import Found, Kind, Look, PageKind, Role
from tests.parts.browser import unseen_browser

Run = Callable[[Any], Any]

COUNTRIES = "".join(f"<option>{name}</option>" for name in ("—", "Austria", "France", "Germany", "Italy", "Poland", "Spain"))


@pytest.fixture(scope="module")
def browser(run: Run) -> Iterator[Browser]:
    playwright = run(async_playwright().start())
    browser = run(playwright.chromium.launch(executable_path=unseen_browser()))
    yield browser
    run(browser.close())
    run(playwright.stop())


@pytest.fixture
def page(run: Run, browser: Browser) -> Iterator[Page]:
    page = run(browser.new_page(viewport={"width": 1000, "height": 900}))
    yield page
    run(page.close())


@pytest.fixture
def see(run: Run, page: Page) -> Callable[..., Look]:
    """Look at a page made of this body, served at this address."""

    def see(body: str, language: str = "en", address: str = "https://www.example.com/form") -> Look:
        html = f"<!doctype html><html lang='{language}'><meta charset=utf-8><body>{body}</body></html>"
        seen: Look = run(_look_at(page, html, address))
        return seen

    return see


async def _look_at(page: Page, html: str, address: str) -> Look:
    await page.unroute_all()
    await page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    await page.goto(address)
    return await look(page)


def found(seen: Look, kind: Kind) -> Found:
    control = seen.the(kind)
    assert control is not None, f"no {kind} among {seen.found}"
    return control


LONG_FORM = {
    "en": ("Country of residence", "Email address", "Please tell us how this processing impacts you", "Submit"),
    "de": ("Wohnsitzland", "E-Mail-Adresse", "Bitte erkläre, wie sich diese Verarbeitung auf dich auswirkt", "Senden"),
    "fr": ("Pays de résidence", "Adresse e-mail", "Expliquez-nous comment ce traitement vous affecte", "Envoyer"),
    "it": ("Il tuo Paese di residenza", "Il tuo indirizzo e-mail", "Una descrizione di come ti riguarda", "Invia"),
    "es": ("País de residencia", "Correo electrónico", "Cuéntanos cómo te afecta este tratamiento", "Enviar"),
    "pl": ("Kraj zamieszkania", "Adres e-mail", "Powód sprzeciwu", "Wyślij"),
    "fi": ("Asuinmaa", "Sähköpostiosoite", "Kerro, miten tämä käsittely vaikuttaa sinuun", "Lähetä"),
    "hu": ("Lakóhely szerinti ország", "E-mail-cím", "A tiltakozás indoklása", "Küldés"),
    "el": ("Χώρα διαμονής", "Διεύθυνση email", "Πώς σας επηρεάζει αυτή η επεξεργασία", "Υποβολή"),
    "uk": ("Країна проживання", "Адреса електронної пошти", "Причина заперечення", "Надіслати"),
    "tr": ("İkamet ettiğiniz ülke", "E-posta adresi", "İtiraz nedeni", "Gönder"),
    "ja": ("お住まいの国", "メールアドレス", "異議の理由", "送信"),
    "ko": ("거주 국가", "이메일 주소", "이의 제기 사유", "제출"),
    "ar": ("بلد الإقامة", "عنوان البريد الإلكتروني", "سبب الاعتراض", "إرسال"),
    "he": ("ארץ מגורים", "כתובת אימייל", "סיבת ההתנגדות", "שליחה"),
}


@pytest.mark.parametrize("language", LONG_FORM)
def test_the_long_form_is_read_in_any_language(see: Callable[..., Look], language: str) -> None:
    country, email, reason, submit = LONG_FORM[language]
    boxes = ((country, "<input id=1>"), (email, "<input id=2>"), (reason, "<textarea id=3></textarea>"))
    rows = "".join(f"<div><div>{label}</div>{box}</div>" for label, box in boxes)
    seen = see(f"<form>{rows}<button>{submit}</button></form>", language)
    assert [found(seen, kind).selector for kind in (Kind.COUNTRY, Kind.EMAIL, Kind.REASON)] == [
        '[id="1"]',
        '[id="2"]',
        '[id="3"]',
    ]
    assert found(seen, Kind.SUBMIT).label == submit
    assert seen.is_ is PageKind.FORM


def test_a_list_of_countries_is_the_country_list_without_a_label(see: Callable[..., Look]) -> None:
    names = ("Deutschland", "Frankreich", "Italien", "Österreich", "Polen", "Spanien", "Türkei", "Tschechien")
    seen = see(
        f"<form><select id=x>{''.join(f'<option>{name}</option>' for name in names)}</select><input type=email></form>", "de"
    )
    assert found(seen, Kind.COUNTRY).role is Role.SELECT


def test_a_list_of_languages_or_dialling_codes_is_not_the_country_list(see: Callable[..., Look]) -> None:
    languages = "".join(
        f"<option value={code}>{name}</option>"
        for code, name in (
            ("de", "Deutsch"),
            ("fr", "Français"),
            ("it", "Italiano"),
            ("es", "Español"),
            ("pl", "Polski"),
            ("pt", "Português"),
        )
    )
    codes = "".join(
        f"<option>{name}</option>"
        for name in ("Austria +43", "France +33", "Germany +49", "Italy +39", "Spain +34", "Poland +48")
    )
    seen = see(
        f"<form><input type=email><select name=locale>{languages}</select><select name=phone_country>{codes}</select></form>"
    )
    assert seen.the(Kind.COUNTRY) is None


HIDING = {
    "offscreen": "style='position:absolute;left:-9999px'",
    "no display": "style='display:none'",
    "invisible": "style='visibility:hidden'",
    "see-through": "style='opacity:0'",
    "no size": "style='width:0;height:0;padding:0;border:0'",
    "for machines": "aria-hidden=true",
    "clipped": "style='position:absolute;clip-path:inset(50%)'",
}


@pytest.mark.parametrize("how", HIDING.values(), ids=HIDING)
def test_what_nobody_sees_is_not_the_form(see: Callable[..., Look], how: str) -> None:
    seen = see(f"<form><input type=email name=email id=trap {how}><label>E-mail <input id=real></label></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="real"]'


def test_search_and_newsletter_boxes_are_not_the_form(see: Callable[..., Look]) -> None:
    search = "<form role=search><input type=email placeholder='Search by email'><button>Search</button></form>"
    fields = "<label>Email address <input id=real></label><label>Message <textarea></textarea></label>"
    newsletter = "<form class=newsletter><input type=email name=email placeholder='Your email'><button>Subscribe</button></form>"
    seen = see(f"{search}<form>{fields}<button>Send</button></form><footer>{newsletter}</footer>")
    assert found(seen, Kind.EMAIL).selector == '[id="real"]'
    assert found(seen, Kind.SUBMIT).label == "Send"


def test_two_boxes_that_are_alike_are_never_filled(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Email <input></label><label>Message<textarea></textarea></label><label>Email <input></label></form>")
    assert seen.the(Kind.EMAIL) is None
    assert any(each.kind is Kind.EMAIL for each in seen.found)


def test_the_second_of_two_address_boxes_confirms_the_first(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Email <input id=a></label><label>Confirm email address <input id=b></label></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="a"]'
    assert found(seen, Kind.EMAIL_CONFIRM).selector == '[id="b"]'


CODE_DIALOG = """
<form><label>Email <input type=email></label><button>Submit</button></form>
<div role=dialog style="position:fixed;inset:20% 20%;background:#fff"><form><p>We sent a code to your email.</p>
<input class=inputtext id=code><button>Confirm</button></form></div>"""


def test_a_dialog_that_asks_for_the_code_comes_before_the_form_behind_it(see: Callable[..., Look]) -> None:
    seen = see(CODE_DIALOG)
    assert seen.is_ is PageKind.CODE
    assert found(seen, Kind.ONE_TIME_CODE).selector == '[id="code"]'
    assert found(seen, Kind.VERIFY_CODE).label == "Confirm"
    assert seen.the(Kind.EMAIL) is None


def test_boxes_of_one_digit_are_one_code(see: Callable[..., Look]) -> None:
    boxes = "".join(f"<input maxlength=1 inputmode=numeric id=d{i}>" for i in range(6))
    seen = see(f"<form><p>Enter the code</p>{boxes}</form>")
    code = found(seen, Kind.ONE_TIME_CODE)
    assert [option.selector for option in code.options] == [f'[id="d{i}"]' for i in range(6)]


def test_a_code_box_beside_a_picture_is_a_captcha(see: Callable[..., Look]) -> None:
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='120' height='40'/>"
    seen = see(f'<form><label>Verification code <input name=code maxlength=6></label><img src="{picture}"></form>')
    assert seen.the(Kind.ONE_TIME_CODE) is None


CARDS = """
<form><fieldset><legend>Is your request about AI at Meta?</legend>
<input type=radio name=q id=1.0 value=Yes style="position:absolute;opacity:0"><label for=1.0>Yes</label>
<input type=radio name=q id=1.1 value=No checked style="position:absolute;opacity:0"><label for=1.1>No</label>
</fieldset></form>"""


def test_a_card_is_clicked_where_it_is_seen(run: Run, page: Page, see: Callable[..., Look]) -> None:
    group = found(see(CARDS), Kind.ABOUT_AI)
    assert [(option.label, option.checked) for option in group.options] == [("Yes", False), ("No", True)]
    run(page.click(group.options[0].selector))
    assert run(page.is_checked('[id="1.0"]'))


def test_open_shadow_roots_are_looked_into(run: Run, page: Page, see: Callable[..., Look]) -> None:
    shadow = "<template shadowrootmode=open><p><label>Email <input type=email></label></p></template>"
    email = found(see(f"<x-form>{shadow}</x-form>"), Kind.EMAIL)
    run(page.fill(email.selector, "me@example.com"))
    assert run(page.input_value("x-form input")) == "me@example.com"


def test_frames_of_the_same_site_are_looked_into(see: Callable[..., Look]) -> None:
    frame = '<iframe width=500 height=300 srcdoc="<label>Email <input type=email id=in></label>"></iframe>'
    email = found(see(f"<h1>Form</h1>{frame}"), Kind.EMAIL)
    assert (email.selector, email.frame) == ('[id="in"]', "about:srcdoc")


COOKIES = """
<form><label>Email <input type=email></label><button>Submit</button></form>
<div role=dialog><h2>{title}</h2><a href="/policies/cookies/">?</a>
<div role=button tabindex=0>{accept}</div><div role=button tabindex=0>{decline}</div></div>"""


@pytest.mark.parametrize(
    ("language", "title", "accept", "decline"),
    [
        ("en", "Allow the use of cookies from Instagram on this browser?", "Allow all cookies", "Decline optional cookies"),
        (
            "de",
            "Die Verwendung von Cookies durch Instagram in diesem Browser erlauben?",
            "Alle Cookies erlauben",
            "Optionale Cookies ablehnen",
        ),
        (
            "cs",
            "Povolit v prohlížeči použití souborů cookie?",
            "Povolit všechny soubory cookie",
            "Odmítnout volitelné soubory cookie",
        ),
        ("ja", "このブラウザでCookieの使用を許可しますか", "すべてのCookieを許可", "任意のCookieを許可しない"),
    ],
)
def test_a_cookie_dialog_over_the_form_is_declined_first(
    see: Callable[..., Look], language: str, title: str, accept: str, decline: str
) -> None:
    seen = see(COOKIES.format(title=title, accept=accept, decline=decline), language)
    assert seen.is_ is PageKind.CONSENT
    assert found(seen, Kind.CONSENT_REJECT).label == decline
    assert found(seen, Kind.CONSENT_ACCEPT).label == accept


@pytest.mark.parametrize("names", [("name=email", "name=pass"), ("name=username", "name=password"), ("", "")])
def test_a_sign_in_box_is_known_with_and_without_names(see: Callable[..., Look], names: tuple[str, str]) -> None:
    fields = f"<input {names[0]} id=u placeholder='Email or phone'><input type=password {names[1]} id=p>"
    seen = see(f"<form>{fields}<button>Log in</button></form>")
    assert seen.is_ is PageKind.SIGN_IN
    assert (found(seen, Kind.USERNAME).selector, found(seen, Kind.PASSWORD).selector) == ('[id="u"]', '[id="p"]')
    assert seen.the(Kind.EMAIL) is None


SAYINGS = {
    "en confirmation": (
        "en",
        "Thank you. The relevant teams will review your request as soon as possible.",
        PageKind.CONFIRMATION,
    ),
    "it confirmation": ("it", "Ciò significa che la tua richiesta verrà applicata d'ora in avanti.", PageKind.CONFIRMATION),
    "refusal": ("en", "Thank you for contacting us. We are unable to process the request.", PageKind.REFUSAL),
    "de not available": ("de", "Dieses Formular ist nicht verfügbar.", PageKind.NOT_AVAILABLE),
    "fr rate limited": ("fr", "Trop de tentatives. Veuillez réessayer plus tard.", PageKind.RATE_LIMITED),
    "de already": ("de", "Am 7. Mai haben Sie schon einmal widersprochen.", PageKind.ALREADY_OBJECTED),
    "es denied receipt": ("es", "No hemos recibido tu solicitud.", PageKind.UNKNOWN),
    "sv later receipt": ("sv", "När din begäran har registrerats skickar vi en kod.", PageKind.UNKNOWN),
    "es already": ("es", "Ya hemos recibido tu oposición.", PageKind.ALREADY_OBJECTED),
    "unknown": ("en", "Weather: sunny spells and light winds.", PageKind.UNKNOWN),
}


@pytest.mark.parametrize(("language", "text", "kind"), SAYINGS.values(), ids=SAYINGS)
def test_a_page_is_known_by_what_it_says(see: Callable[..., Look], language: str, text: str, kind: PageKind) -> None:
    assert see(f"<main><p>{text}</p><a href=/>OK</a></main>", language).is_ is kind


def test_a_form_that_speaks_of_thanks_in_its_help_is_still_a_form(see: Callable[..., Look]) -> None:
    seen = see(
        "<p>Thank you for helping. If the page isn't available, try again later.</p><form><label>Email <input></label></form>"
    )
    assert seen.is_ is PageKind.FORM


def test_an_error_that_the_page_shows_is_reported(see: Callable[..., Look]) -> None:
    seen = see(
        "<form><label>Email <input type=email aria-invalid=true></label><div role=alert>This field is required</div></form>"
    )
    assert seen.alerts == ("This field is required",)
    assert found(seen, Kind.EMAIL).invalid


def test_every_selector_matches_exactly_one_element(run: Run, page: Page, see: Callable[..., Look]) -> None:
    seen = see(
        f"<div><form>{'<p><input></p>' * 3}<select name=country>{COUNTRIES}</select><button>Send</button></form></div>{CARDS}"
    )
    selectors = [each.selector for each in seen.found] + [
        option.selector for each in seen.found for option in each.options if option.selector
    ]
    assert len(selectors) > 5
    assert [run(page.locator(selector).count()) for selector in selectors] == [1] * len(selectors)


def test_looking_changes_nothing_that_is_shown(run: Run, page: Page, see: Callable[..., Look]) -> None:
    before = see(CODE_DIALOG)
    html = run(page.content())
    assert run(look(page)) == before
    assert run(page.content()) == html


def test_fields_named_like_properties_of_a_form_do_no_harm(see: Callable[..., Look]) -> None:
    named = "".join(f"<input type=hidden name={name}>" for name in ("id", "name", "className", "action", "children"))
    assert found(see(f"<form>{named}<label>Email <input name=email></label></form>"), Kind.EMAIL).selector


def test_a_page_without_anything_is_unknown(run: Run, page: Page) -> None:
    assert run(_empty(page)).is_ is PageKind.UNKNOWN


async def _empty(page: Page) -> Look:
    await page.goto("about:blank")
    await page.evaluate("document.documentElement.remove()")
    return await look(page)


def test_a_language_that_is_not_declared_is_read_off_the_text(see: Callable[..., Look]) -> None:
    prose = "<p>Wenn Sie mit der Verwendung nicht einverstanden sind, ist das für uns ein Grund, die Angaben zu prüfen.</p>"
    seen = see(f"{prose}<form><div>Wohnsitzland</div><input id=c></form>", language="")
    assert seen.language == "de"
    assert found(seen, Kind.COUNTRY).selector == '[id="c"]'


def test_the_text_before_a_box_names_it_rather_than_what_follows(see: Callable[..., Look]) -> None:
    rows = "<div><div>User name:</div><div><input id=u> <p>or</p></div></div><div><div>Email:</div><div><input id=e></div></div>"
    seen = see(f"<form><h2>Register</h2>{rows}<button>Send</button></form>")
    assert [each.selector for each in seen.found if each.kind is Kind.USERNAME] == ['[id="u"]']
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


def test_a_name_that_an_account_is_to_have_must_be_surer_than_that_of_a_sign_in(see: Callable[..., Look]) -> None:
    rows = "<div><div>User name:</div><div><input></div></div><div><div>Email:</div><div><input></div></div>"
    assert see(f"<form><h2>Register</h2>{rows}<button>Send</button></form>").the(Kind.USERNAME) is None


def test_a_prompt_that_stands_in_the_box_as_its_value_names_it(see: Callable[..., Look]) -> None:
    seen = see("<form><input id=e value='Twój adres e-mail'><textarea>Wiadomość</textarea><button>Wyślij</button></form>", "pl")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


SIGN_INS = {
    "remembers": "<label>Email <input id=u></label><input type=password><label><input type=checkbox> Remember me</label>",
    "forgets": "<input id=u placeholder=Email><input type=password><a href=/x>Forgot your password?</a>",
    "mobile number or email": "<label>Mobile number or email <input id=u></label><input type=password>",
    "password in a row of its own": "<label>Customer <input id=u></label><div><input type=password></div>",
    "code with it": "<label>User <input id=u></label><input type=password><input type=password name=mfacode>",
}


@pytest.mark.parametrize("fields", SIGN_INS.values(), ids=SIGN_INS)
def test_a_sign_in_is_known_by_what_stands_around_the_password(see: Callable[..., Look], fields: str) -> None:
    seen = see(f"<form>{fields}<button>Continue</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'
    assert seen.the(Kind.EMAIL) is None


def test_a_sign_in_that_keeps_its_password_hidden_asks_for_the_name(see: Callable[..., Look]) -> None:
    hidden = "<div style='display:none'><input type=password></div>"
    seen = see(f"<form><label>Email <input id=u></label>{hidden}<button>Continue</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'


def test_an_order_that_offers_a_password_asks_for_an_address(see: Callable[..., Look]) -> None:
    email = "<form><label>Email <input type=email id=e></label><div style='display:none'><input type=password></div></form>"
    address = "<form><label>Street <input></label><label>City <input></label><button>Next</button></form>"
    assert found(see(email + address), Kind.EMAIL).selector == '[id="e"]'


def test_a_sign_up_is_not_a_sign_in(see: Callable[..., Look]) -> None:
    fields = "<label>Email <input id=e></label><label>Password <input type=password></label>"
    agree = "<label><input type=checkbox> I agree to the terms of service</label>"
    seen = see(f"<form>{fields}{agree}<button>Continue</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


NEWS = "<form><input type=email id=news placeholder='Your email'><button>Subscribe</button></form>"


@pytest.mark.parametrize("edge", ["{}", "<footer>{}</footer>", "<div class=sidebar>{}</div>"])
def test_news_are_not_ordered_where_a_form_has_other_questions(see: Callable[..., Look], edge: str) -> None:
    cards = (
        "<form><p>Which product?</p><label><input type=radio name=q> A</label><label><input type=radio name=q> B</label></form>"
    )
    assert see(cards + edge.format(NEWS)).the(Kind.EMAIL) is None


def test_a_box_to_tick_for_news_makes_no_newsletter_of_a_form(see: Callable[..., Look]) -> None:
    tick = "<label><input type=checkbox> Subscribe to the newsletter</label>"
    other = "<form><label>Street <input></label><label>City <input></label><button>Next</button></form>"
    seen = see(f"<form><label>Email <input type=email id=e></label>{tick}</form>{other}")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


def test_a_list_that_shows_a_country_is_the_country_list(see: Callable[..., Look]) -> None:
    box = "<div>Italy</div><input id=c role=combobox aria-autocomplete=list aria-label=Italy>"
    seen = see(f"<form><div>{box}</div><label>Email <input type=email></label><button>Send</button></form>")
    assert found(seen, Kind.COUNTRY).selector == '[id="c"]'


@pytest.mark.parametrize("name", ["txtemail", "customerEmail", "user_email", "correo", "adresse_mail"])
def test_names_that_are_written_together_are_read(see: Callable[..., Look], name: str) -> None:
    assert found(see(f"<form><input name={name}><textarea></textarea></form>"), Kind.EMAIL)


def test_a_label_speaks_louder_than_a_name(see: Callable[..., Look]) -> None:
    seen = see("<form><h2>Register</h2><label>User name <input name=name id=u></label><label>Email <input></label></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'


def test_a_picture_of_a_code_is_known_by_its_name_when_it_is_not_loaded(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Verification code <input name=code maxlength=6></label><img id=captchaImg width=1 height=1></form>")
    assert seen.the(Kind.ONE_TIME_CODE) is None


def test_the_other_way_in_does_not_submit(see: Callable[..., Look]) -> None:
    fields = "<input placeholder=Email><input type=password>"
    seen = see(f"<form>{fields}<button type=submit>Sign in</button><button type=submit>Register</button></form>")
    assert found(seen, Kind.SUBMIT).label == "Sign in"


def test_a_coupon_is_not_the_form(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Coupon <input></label><button>Apply coupon</button></form>")
    assert seen.the(Kind.SUBMIT) is None


def test_what_loses_against_another_of_its_kind_stays_a_question(see: Callable[..., Look]) -> None:
    email = "<label>Email <input id={}></label>"
    seen = see(f"<form>{email.format('a')}<label>Message<textarea></textarea></label>{email.format('b')}</form>")
    kinds = {each.selector: each.kind for each in seen.found}
    assert (kinds['[id="a"]'], kinds['[id="b"]']) == (Kind.EMAIL, Kind.OTHER)


def test_everything_is_told_in_the_pages_order(see: Callable[..., Look]) -> None:
    radios = "<fieldset><legend>Which?</legend><input type=radio name=q> A <input type=radio name=q> B</fieldset>"
    shadow = "<x-row><template shadowrootmode=open><label>Country <input></label></template></x-row>"
    seen = see(
        f"<form><label>Name <input></label>{radios}{shadow}<label>Email <input type=email></label><button>Send</button></form>"
    )
    assert [each.role for each in seen.found] == [Role.TEXT, Role.RADIO, Role.TEXT, Role.TEXT, Role.BUTTON]
    assert [each.kind for each in seen.found[2:4]] == [Kind.COUNTRY, Kind.EMAIL]


@pytest.mark.parametrize(
    "other", ["", "<form><label>Street <input></label><label>City <input></label><button>Next</button></form>"]
)
def test_a_newsletter_box_is_told_for_one(see: Callable[..., Look], other: str) -> None:
    seen = see(NEWS.replace("<input", "<input required") + other)
    (news,) = [each for each in seen.found if each.selector == '[id="news"]']
    assert news.beside
    assert not news.required
    assert not any(each.beside for each in seen.found if "Street" in each.label)


@pytest.mark.parametrize("body", [NEWS, f"<header>{NEWS}</header><footer>{NEWS.replace('id=news', '')}</footer>"])
def test_an_address_for_news_is_told_and_never_used(see: Callable[..., Look], body: str) -> None:
    seen = see(f"<p>Weather: sunny spells.</p>{body}")
    filled = {each.kind: each.beside for each in seen.found if each.filled}
    assert (seen.is_, filled) == (PageKind.UNKNOWN, {Kind.EMAIL: True, Kind.SUBMIT: True})
    assert seen.the(Kind.EMAIL) is seen.the(Kind.SUBMIT) is None


def test_an_address_for_news_is_not_even_told_beside_a_form(see: Callable[..., Look]) -> None:
    form = "<form><label>Your message <textarea></textarea></label><button>Send</button></form>"
    seen = see(f"{form}<footer>{NEWS}</footer>")
    assert seen.is_ is PageKind.FORM
    assert not any(each.filled for each in seen.found if each.beside)


def test_a_search_is_sent_by_its_button_where_nothing_else_is(see: Callable[..., Look]) -> None:
    seen = see("<form action=/search><input type=search name=q><button>Search</button></form>")
    (button,) = [each for each in seen.found if each.kind is Kind.SUBMIT]
    assert (button.filled, button.beside, seen.the(Kind.SUBMIT)) == (True, True, None)


def test_what_ends_the_form_that_is_filled_in_comes_before_what_ends_another(see: Callable[..., Look]) -> None:
    other = "<form><label>Zorblax <input></label><button type=submit>Zorblax</button></form>"
    seen = see(f"{other}<form><label>Email <input></label><button type=submit id=own>Zorblax</button></form>{other}")
    assert found(seen, Kind.SUBMIT).selector == '[id="own"]'


def test_a_box_that_speaks_of_news_and_keeps_a_password_is_a_sign_in(see: Callable[..., Look]) -> None:
    hidden = "<div style='display:none'><input type=password></div>"
    seen = see(f"<form class=newsletter><label>Email <input id=u></label>{hidden}<button>Next</button></form>")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'


SIGN_IN = "<form><label>User name <input></label><label>Password <input type=password></label><button>Log in</button></form>"
SIGN_UP = """<form><h2>Register</h2><label>Email <input id=e></label><label>Password <input type=password></label>
<label>Password again <input type=password></label><button>Create account</button></form>"""


@pytest.mark.parametrize("others", [SIGN_IN, SIGN_UP])
def test_a_password_goes_with_the_name(run: Run, page: Page, see: Callable[..., Look], others: str) -> None:
    seen = see(f"{others}<main>{SIGN_IN}</main>")
    name, secret = (run(page.query_selector(found(seen, kind).selector)) for kind in (Kind.USERNAME, Kind.PASSWORD))
    assert run(name.evaluate("(name, secret) => name.form === secret.form", secret))


def test_an_account_is_named_above_a_password_also_where_it_is_made(see: Callable[..., Look]) -> None:
    made = SIGN_UP.replace("<label>Email", "<input name=nick id=n><label>Email")
    assert found(see(made), Kind.USERNAME).selector == '[id="n"]'


@pytest.mark.parametrize("label", ["Create a password", "New password"])
def test_whoever_is_to_make_up_a_password_does_not_sign_in(see: Callable[..., Look], label: str) -> None:
    seen = see(f"<form><label>Email <input id=e></label><label>{label} <input type=password></label><button>Go</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


def test_a_new_password_is_mailed_to_an_address(see: Callable[..., Look]) -> None:
    seen = see("<h1>Reset password</h1><form><label>User's email <input id=e name=user></label><button>Send</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'


def test_a_cards_security_code_is_not_the_mailed_one(see: Callable[..., Look]) -> None:
    card = "<label>Card number <input autocomplete=cc-number></label><label>Security code <input name=security_code></label>"
    assert see(f"<form>{card}<button>Continue</button></form>").the(Kind.ONE_TIME_CODE) is None


def test_a_native_list_comes_before_the_button_drawn_over_it(see: Callable[..., Look]) -> None:
    drawn = "<div role=button aria-haspopup=true aria-expanded=false tabindex=0 aria-label='Country: Spain'>Spain</div>"
    listed = f"<label>{drawn}<select id=c autocomplete=country>{COUNTRIES}</select></label>"
    assert found(see(f"<form>{listed}<label>Street <input></label></form>"), Kind.COUNTRY).selector == '[id="c"]'


def test_a_country_that_is_typed_beside_a_telephone_number_is_no_dialling_code(see: Callable[..., Look]) -> None:
    row = "<div><div><p>Country</p><input id=c name=country></div><div><p>Phone</p><input type=tel></div></div>"
    assert found(see(f"<form>{row}<button>Send</button></form>"), Kind.COUNTRY).selector == '[id="c"]'


def test_the_first_box_of_a_code_may_take_all_of_it(see: Callable[..., Look]) -> None:
    boxes = "".join(f"<input type=tel id=c{i} maxlength={1 if i else 6}>" for i in range(6))
    code = found(see(f"<form><input name=address><p>Enter the code we sent</p>{boxes}</form>"), Kind.ONE_TIME_CODE)
    assert [option.selector for option in code.options] == [f'[id="c{i}"]' for i in range(6)]


def test_wide_boxes_that_are_numbered_codes_are_one_code(see: Callable[..., Look]) -> None:
    boxes = "".join(f"<input type=tel id=otp-{i}>" for i in range(6))
    assert len(found(see(f"<form><p>Enter the code</p>{boxes}</form>"), Kind.ONE_TIME_CODE).options) == 6


CAPTCHA = "<label>Security code <input maxlength=5 id=c></label>"


def test_a_code_asked_with_the_password_is_not_the_mailed_one(see: Callable[..., Look]) -> None:
    seen = see(
        f"<form><label>Account <input></label><label>Password <input type=password></label>{CAPTCHA}<button>Go</button></form>"
    )
    assert seen.the(Kind.ONE_TIME_CODE) is None


def test_a_country_beside_a_sign_in_is_a_dialling_code(see: Callable[..., Look]) -> None:
    fields = f"<label>Country <select>{COUNTRIES}</select></label><input placeholder='Email or phone'><input type=password>"
    assert see(f"<form>{fields}<button>Log in</button><a href=/x>Forgot your password?</a></form>").the(Kind.COUNTRY) is None


def test_a_card_number_that_is_hidden_as_it_is_typed_is_no_password(see: Callable[..., Look]) -> None:
    fields = "<label>Card number <input></label><label>CVV <input type=password name=cvv></label>"
    assert see(f"<form>{fields}<button>Pay</button></form>").the(Kind.PASSWORD) is None


def test_of_two_sign_ins_the_one_in_the_strip_at_the_top_comes_second(see: Callable[..., Look]) -> None:
    fields = "<label>User name <input id={0}></label><label>Password <input type=password></label><button>Log in</button>"
    main = f"<div style='margin-top:300px'><form>{fields.format('main')}</form></div>"
    assert found(see(f"<form>{fields.format('strip')}</form>{main}"), Kind.USERNAME).selector == '[id="main"]'


OBJECTIONS = (
    "I want to object to the processing of my personal information from third parties used for improving AI at Meta",
    "I have a different objection",
)


@pytest.mark.parametrize(("options", "kind"), [(OBJECTIONS, Kind.ABOUT_AI), (("Male", "Female", "Something else"), Kind.OTHER)])
def test_a_question_is_about_ai_by_the_objections_that_it_offers(
    see: Callable[..., Look], options: tuple[str, ...], kind: Kind
) -> None:
    cards = "".join(f"<label><input type=radio name=q> {option}</label>" for option in options)
    (question,) = [each for each in see(f"<form>{cards}<button>Next</button></form>").found if each.role is Role.RADIO]
    assert question.kind is kind


ENDINGS = {
    "pl": "Kraju zamieszkania",
    "hu": "Lakóhelyed országa",
    "fi": "Asuinmaassasi",
    "de": "Aufenthaltsland",
    "sv": "Bosättningsland",
    "tr": "Ülkenizi seçin",
    "ru": "Страну проживания",
    "ar": "والبلد",
    "he": "במדינה",
}


@pytest.mark.parametrize("language", ENDINGS)
def test_words_are_known_in_other_cases_and_put_together(see: Callable[..., Look], language: str) -> None:
    select = "<select><option>…</option><option>a</option><option>b</option></select>"
    seen = see(f"<form><label>{ENDINGS[language]} {select}</label><label>E-mail <input></label></form>", language)
    assert found(seen, Kind.COUNTRY).role is Role.SELECT


TRUE = {
    "en": "By ticking this I affirm that each of my answers here is correct",
    "de": "Ich versichere, dass alles, was ich hier schreibe, der Wahrheit entspricht",
    "fr": "J’atteste que ce que j’ai écrit est exact",
    "pl": "Oświadczam, że napisałem tu prawdę",
    "fi": "Vakuutan, että kirjoittamani on totta",
    "ja": "上記の記載に相違ありません",
    "ar": "أقر بأن ما كتبته صحيح",
}


@pytest.mark.parametrize("language", TRUE)
def test_a_box_to_tick_that_says_something_is_true_is_known_however_it_is_put(see: Callable[..., Look], language: str) -> None:
    boxes = f"<label><input type=checkbox id=true> {TRUE[language]}</label><label><input type=checkbox id=other> Facebook</label>"
    assert (
        found(see(f"<form><label>Email <input></label>{boxes}</form>", language), Kind.TRUTH_STATEMENT).selector == '[id="true"]'
    )


def test_a_list_can_ask_whether_it_is_about_ai(see: Callable[..., Look]) -> None:
    choices = "<option>Bitte wählen</option><option>Ja</option><option>Nein</option>"
    seen = see(
        f"<form><label>Hat dein Anliegen mit künstlicher Intelligenz zu tun? <select>{choices}</select></label></form>", "de"
    )
    assert found(seen, Kind.ABOUT_AI).role is Role.SELECT


def test_a_drawn_list_can_ask_whether_it_is_about_ai(see: Callable[..., Look]) -> None:
    question = "<span id=q>Is your request about AI?</span><div role=combobox aria-labelledby=q tabindex=0>Choose…</div>"
    asked = found(see(f"<form><label>Email <input></label>{question}<button>Send</button></form>"), Kind.ABOUT_AI)
    assert asked.role is Role.COMBOBOX
    assert asked.filled


def test_an_address_that_is_called_a_users_name_and_stands_alone_is_not_filled(see: Callable[..., Look]) -> None:
    alone = "<form><label>Email <input type=email name=username></label><button>↵</button></form>"
    assert see(alone).the(Kind.EMAIL) is None


def test_a_heading_over_the_only_box_is_its_label(see: Callable[..., Look]) -> None:
    step = "<section><h2>Which country do you live in?</h2><div><input></div><button>Next</button></section>"
    assert found(see(step), Kind.COUNTRY).role is Role.TEXT


def test_a_sign_in_is_known_by_where_its_links_lead(see: Callable[..., Look]) -> None:
    fields = "<input type=email name=email><input type=password name=password><button>↵</button>"
    seen = see(f"<form>{fields}<a href=/account/forgot-password>…</a></form>", "xx")
    assert found(seen, Kind.USERNAME).filled
    assert seen.the(Kind.EMAIL) is None


def test_a_number_that_signs_one_in_is_no_code(see: Callable[..., Look]) -> None:
    name = "<label for=u>E-mail nebo telefonní číslo</label><input id=u autocomplete=username>"
    password = "<label for=p>Heslo</label><input id=p type=password autocomplete=current-password>"
    assert found(see(f"<form>{name}{password}<button>Přihlásit se</button></form>", "cs"), Kind.USERNAME).selector == '[id="u"]'


def test_what_may_be_a_sign_in_or_not_is_not_filled(see: Callable[..., Look]) -> None:
    fields = "<label>Email <input type=email></label><label>Name <input></label><label>Password <input type=password></label>"
    seen = see(f"<form>{fields}<button>OK</button><p>Log in</p><p>Create an account</p></form>")
    assert not any(each.filled for each in seen.found if each.kind in {Kind.EMAIL, Kind.USERNAME})


def test_what_is_typed_unseen_is_a_password_only_if_it_is_called_so(see: Callable[..., Look]) -> None:
    others = "<label>Email <input></label><label>City <input></label>"
    seen = see(f"<form>{others}<label>Zorblax <input type=password></label><button>Send</button></form>")
    assert not any(each.filled for each in seen.found if each.kind is Kind.PASSWORD)


def test_of_two_forms_that_are_alike_neither_is_submitted(see: Callable[..., Look]) -> None:
    forms = "".join(f"<form><label>{label} <input></label><button>Send</button></form>" for label in ("First name", "Email"))
    assert see(forms).the(Kind.SUBMIT) is None


@pytest.mark.parametrize(
    ("body", "address", "kind"),
    [
        ("<h1>Bevestig je identiteit</h1><button>Doorgaan</button>", "https://www.example.com/x", PageKind.CHECKPOINT),
        ("<h1>…</h1><button>Zorblax</button>", "https://www.example.com/checkpoint/15/", PageKind.CHECKPOINT),
        ("<h1>Ben je een robot?</h1><button>Doorgaan</button>", "https://www.example.com/x", PageKind.CAPTCHA),
    ],
)
def test_a_checkpoint_is_no_captcha(see: Callable[..., Look], body: str, address: str, kind: PageKind) -> None:
    assert see(body, "nl", address).is_ is kind


def test_a_control_says_what_its_make_could_take_unless_it_stands_at_the_edge(see: Callable[..., Look]) -> None:
    long = "".join(f"<option>{n}</option>" for n in range(30))
    edge = "<footer><form><textarea></textarea><button>Send</button></form></footer>"
    form = f"<form><label>Email <input></label><label>Zorblax <textarea></textarea></label><select>{long}</select><input></form>"
    seen = see(form + edge)
    assert [each.could_take for each in seen.found if each.role is not Role.BUTTON] == [
        None,
        Kind.REASON,
        Kind.COUNTRY,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("The email address at which we can reach you about all of this", Kind.EMAIL),
        ("The code from the message that went to your email", Kind.ONE_TIME_CODE),
        ("The email address of the friend whom you tell of us", Kind.OTHER),
    ],
)
def test_a_long_label_counts_where_it_speaks_of_one_thing_only(see: Callable[..., Look], label: str, kind: Kind) -> None:
    (box,) = [
        each for each in see(f"<form><label>{label} <input></label><button>OK</button></form>").found if each.role is Role.TEXT
    ]
    assert (box.kind, box.filled) == (kind, True) if kind is not Kind.OTHER else not box.filled


def test_an_address_alone_at_the_pages_edge_is_not_the_form(see: Callable[..., Look]) -> None:
    edge = "<footer><form><label>Zorblax <input type=email name=email></label><button>Zorblax</button></form></footer>"
    seen = see(f"<p>Hello</p>{edge}")
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.EMAIL) is None


def test_a_list_that_is_drawn_as_one_is_a_list(see: Callable[..., Look]) -> None:
    options = "".join(
        f"<div role=option data-value='{name}'>{name}</div>" for name in ("", "Austria", "France", "Germany", "Italy")
    )
    seen = see(f"<form><div id=q>Your country</div><div role=listbox tabindex=0 aria-labelledby=q>{options}</div></form>")
    assert found(seen, Kind.COUNTRY).role is Role.COMBOBOX


def test_narrow_boxes_for_numbers_in_a_row_are_one_code(see: Callable[..., Look]) -> None:
    digits = "<input inputmode=numeric style='width:40px'>" * 6
    assert len(found(see(f"<form>{digits}<button>OK</button></form>"), Kind.ONE_TIME_CODE).options) == 6


@pytest.mark.parametrize(("language", "label"), [("cs", "E-mail nebo telefonní číslo"), ("sk", "E-mail alebo telefónne číslo")])
def test_a_telephone_number_is_no_code(see: Callable[..., Look], language: str, label: str) -> None:
    name = f"<input aria-label='{label}' autocomplete=username>"
    seen = see(f"<form>{name}<input type=password aria-label=Heslo><button>OK</button></form>", language)
    assert seen.the(Kind.ONE_TIME_CODE) is None
    assert found(seen, Kind.USERNAME)


def digits(attributes: str) -> str:
    return "".join(f"<input style='width:40px' {attributes}>" for _ in range(6))


@pytest.mark.parametrize("attributes", ["type=number min=0 max=9", "inputmode=numeric maxlength=6", "size=1"])
def test_boxes_that_take_a_digit_each_are_one_code_however_they_say_so(see: Callable[..., Look], attributes: str) -> None:
    seen = see(f"<h1>Enter your code</h1><form>{digits(attributes)}<button>Continue</button></form>")
    assert len(found(seen, Kind.ONE_TIME_CODE).options) == 6


@pytest.mark.parametrize(
    "box", ["<input name=x7>", "<label>Code <input></label><label>E-mail <input type=email readonly value=a@b.c></label>"]
)
def test_a_box_is_for_the_code_that_the_page_has_sent(see: Callable[..., Look], box: str) -> None:
    seen = see(f"<p>We sent a code to a@b.c. It is valid for ten minutes.</p><form>{box}<button>Continue</button></form>")
    assert found(seen, Kind.ONE_TIME_CODE).filled


def test_a_part_of_a_code_is_not_given_the_whole(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Code <input maxlength=3> - <input maxlength=3></label><button>Verify</button></form>")
    assert not any(each.filled for each in seen.found if each.kind is Kind.ONE_TIME_CODE)


@pytest.mark.parametrize(
    "drawn",
    [
        "<div tabindex=0 aria-haspopup=listbox>Please choose</div>",
        "<div><input role=combobox aria-haspopup=listbox readonly style='opacity:0'><span class=placeholder>Select</span></div>",
        "<div><div class=placeholder>Select…</div><input role=combobox aria-autocomplete=list style='width:2px'></div>",
        "<div role=combobox aria-label='Search an option' id=c><input aria-autocomplete=list aria-labelledby=c></div>",
    ],
)
def test_a_list_is_known_by_its_question_not_by_what_is_drawn_in_it(see: Callable[..., Look], drawn: str) -> None:
    seen = see(
        f"<form><p>Where do you live?</p>{drawn}<p><label>E-mail <input type=email></label></p><button>Send</button></form>"
    )
    assert found(seen, Kind.COUNTRY).filled


def test_a_cookie_dialog_whose_buttons_are_called_like_itself_is_known(see: Callable[..., Look]) -> None:
    buttons = "<a href=# class=btn id=acme-consent-yes>Accept all</a><button id=acme-consent-no>Reject all</button>"
    seen = see(f"<div id=acme-consent style='position:fixed'><p>We use cookies</p><div class=consent-row>{buttons}</div></div>")
    assert found(seen, Kind.CONSENT_REJECT).filled
    assert found(seen, Kind.CONSENT_ACCEPT).filled


QUESTIONS = {
    "en": ("What did you type into the chatbot?", "Why don't you want this?", "Anything else we should know?"),
    "pl": ("Co wpisano do asystenta AI?", "Opisz, jak to na Ciebie wpływa", "Czy jest coś jeszcze?"),
    "el": ("Τι γράψατε στον βοηθό τεχνητής νοημοσύνης;", "Γιατί αντιτίθεστε;", "Υπάρχει κάτι άλλο;"),
    "ja": ("AIアシスタントに何と入力しましたか？", "異議の理由をお聞かせください", "ほかに知っておくべきことはありますか？"),
    "ar": ("ماذا كتبت لمساعد الذكاء الاصطناعي؟", "لماذا تعترض؟", "هل هناك شيء آخر؟"),
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_long_answers_are_told_apart_by_what_is_asked(see: Callable[..., Look], language: str) -> None:
    boxes = "".join(f"<p><label>{text} <textarea></textarea></label></p>" for text in QUESTIONS[language])
    seen = see(f"<form>{boxes}<button>OK</button></form>", language)
    assert [each.kind for each in seen.found if each.filled and each.role is Role.TEXT] == [
        Kind.PROMPT_TEXT,
        Kind.REASON,
        Kind.ADDITIONAL_INFO,
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("There is already an objection for this account.", PageKind.ALREADY_OBJECTED),
        ("If you have already objected, you need not do so again.", PageKind.UNKNOWN),
        ("After a review we decided not to act on your objection.", PageKind.REFUSAL),
        ("We may refuse requests that don't meet the conditions.", PageKind.UNKNOWN),
        ("Thank you. Your objection does not meet the conditions of Article 21.", PageKind.REFUSAL),
        ("A link to confirm your request is on its way to a@b.c.", PageKind.LINK),
        ("That worked, your form came through.", PageKind.CONFIRMATION),
        ("We hope to hear soon that your objection hasn't been logged twice.", PageKind.UNKNOWN),
        ("Your objection is on file, and we may ask you more once we look at it.", PageKind.CONFIRMATION),
        ("To have your objection recorded, enter the code.", PageKind.UNKNOWN),
        ("Once your request is received, we send a code.", PageKind.UNKNOWN),
        ("Was your request received? Look into your inbox.", PageKind.UNKNOWN),
        ("On 7 May you told us already of your objection.", PageKind.ALREADY_OBJECTED),
    ],
)
def test_what_a_sentence_says_for_sure_counts_however_it_is_put(see: Callable[..., Look], text: str, kind: PageKind) -> None:
    assert see(f"<h1>Meta</h1><p>{text}</p>").is_ is kind


RECEIPTS = {
    "de": "Geschafft! Wir haben Ihren Widerspruch soeben erfasst.",
    "fr": "Tout est bon, votre opposition nous est arrivée.",
    "el": "Το αίτημά σας καταγράφηκε.",
    "hu": "A tiltakozását rögzítettük.",
    "ar": "لقد تم تسجيل اعتراضك لدينا.",
    "ja": "異議の申し立てを承りました。",
}


@pytest.mark.parametrize(("language", "text"), RECEIPTS.items(), ids=RECEIPTS)
def test_a_receipt_is_one_in_whichever_words(see: Callable[..., Look], language: str, text: str) -> None:
    assert see(f"<h1>Meta</h1><p>{text}</p>", language).is_ is PageKind.CONFIRMATION


def test_what_is_drawn_as_an_error_is_one_in_a_polite_notice_too(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Email <input type=email></label><p role=status class=form-error>This code is wrong</p></form>")
    assert seen.alerts == ("This code is wrong",)


def test_a_receipt_in_a_dialog_counts_over_the_form(see: Callable[..., Look]) -> None:
    style = "position:fixed;top:0;left:0;width:300px;height:200px;background:white"
    form = "<form><label>Email <input type=email></label><textarea></textarea><button>Send</button></form>"
    receipt = f"<div role=dialog style='{style}'><p>It worked, your objection is on file.</p><button>OK</button></div>"
    assert see(form + receipt).is_ is PageKind.CONFIRMATION


@pytest.mark.parametrize("text", ["Thank you. Sending your objection …", "Your objection was not recorded."])
def test_a_message_that_tells_of_no_receipt_is_none(see: Callable[..., Look], text: str) -> None:
    assert not see(f"<form><label>Email <input type=email></label></form><div role=status>{text}</div>").receipt


@pytest.mark.parametrize("button", ["Valider", "Continuer", "Confirmer", "Suivant"])
def test_what_stands_beside_a_box_for_a_code_alone_hands_it_in(see: Callable[..., Look], button: str) -> None:
    seen = see(
        f"<main><p>Nous vous avons envoyé un code.</p><label>Code <input></label><div role=button>{button}</div></main>", "fr"
    )
    assert seen.is_ is PageKind.CODE
    assert [each.label for kind in HANDS_IN if (each := seen.the(kind))] == [button]


def test_a_captcha_is_known_by_what_its_maker_puts_into_pages(see: Callable[..., Look]) -> None:
    assert see("<h1>Meta</h1><div class=h-captcha data-sitekey=x style='height:80px'></div>").is_ is PageKind.CAPTCHA
    assert see("<h1>Meta</h1><div class=g-recaptcha data-sitekey=x data-size=invisible></div>").is_ is PageKind.UNKNOWN


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("hu", "Igazolom, hogy elmúltam 18 éves"),
        ("pl", "Wyrażam zgodę na przetwarzanie danych"),
        ("en", "I have read the privacy policy"),
    ],
)
def test_what_is_ticked_for_something_else_is_no_truth(see: Callable[..., Look], language: str, label: str) -> None:
    seen = see(f"<form><label><input type=checkbox> {label}</label><input type=email><button>OK</button></form>", language)
    assert not any(each.filled for each in seen.found if each.kind is Kind.TRUTH_STATEMENT)


ARTICLES = {
    "en": "Many sites send a link when you sign up. Click the link in the email to confirm your address. It expires.",
    "de": "Viele Dienste schicken einen Link. Klicken Sie auf den Link in der E-Mail, um Ihre Adresse zu bestätigen.",
}


@pytest.mark.parametrize("language", ARTICLES)
def test_what_explains_mailed_links_has_mailed_none(see: Callable[..., Look], language: str) -> None:
    more = "Lorem ipsum dolor sit amet. " * 10
    assert see(f"<h1>Links</h1><p>{ARTICLES[language]}</p><p>{more}</p>", language).is_ is PageKind.UNKNOWN


def test_a_link_is_mailed_also_where_two_sentences_say_so(see: Callable[..., Look]) -> None:
    seen = see("<h1>Almost done</h1><p>An email is on its way to you. Follow the link in it to confirm your objection.</p>")
    assert seen.is_ is PageKind.LINK


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wir haben einen Link an a.b@example.org gesendet. Klicke auf den Link, um deine Anfrage zu bestätigen."),
        ("sv", "Vi har skickat en länk till a.b@example.org. Klicka på länken för att bekräfta din begäran."),
    ],
)
def test_a_link_is_mailed_also_where_an_address_and_much_else_stand_on_the_page(
    see: Callable[..., Look], language: str, text: str
) -> None:
    edge = f"<footer>{'Lorem ipsum dolor sit amet ' * 12}</footer>"
    assert see(f"<h1>Link</h1><p>{text}</p>{edge}", language).is_ is PageKind.LINK
