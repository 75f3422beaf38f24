"""What one look at a page sees."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page

from objector.page.finder import look
from objector.page.finder.decide import HANDS_IN
from objector.page.finder.glance import ahead
from objector.page.look import Kind, Look, PageKind, Role
from tests.page.seen import COUNTRIES, found

Run = Callable[[Any], Any]

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


def test_what_lies_in_a_fold_of_no_height_is_not_the_form_but_what_is_lifted_out_of_it_is(see: Callable[..., Look]) -> None:
    fold = "<div style='height:0;overflow:hidden'>{}</div>"
    trap, real = fold.format("<input name=email>"), "<div><div>E-mail</div><div><input id=real></div></div>"
    assert found(see(f"<form>{trap}{real}</form>"), Kind.EMAIL).selector == '[id="real"]'
    lifted = fold.format(f"<form style='position:fixed;inset:0'>{real}</form>")
    assert found(see(lifted), Kind.EMAIL).selector == '[id="real"]'


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


def part(inner: str, attributes: str = "") -> str:
    return f"<x-part {attributes}><template shadowrootmode=open>{inner}</template></x-part>"


@pytest.mark.parametrize("form", ["form", "section"])
def test_a_form_of_components_with_trees_of_their_own_is_ended_by_its_button(see: Callable[..., Look], form: str) -> None:
    fields = part("<label>Email <input></label>") + part("<label>Why do you object? <textarea></textarea></label>")
    button = part("<button type=button>Send objection</button>", "type=submit")
    seen = see(f"<{form}>{fields}{button}</{form}><footer><form>{NEWS}</form></footer>")
    assert found(seen, Kind.SUBMIT).label == "Send objection"
    assert found(seen, Kind.REASON)


PRESSED = ["<a href='#' class=btn>Send request</a>", "<a href='javascript:go()'>Submit</a>", "<div class=button>Submit</div>"]


@pytest.mark.parametrize("pressed", PRESSED)
def test_a_form_without_a_button_is_sent_by_what_is_drawn_like_one(see: Callable[..., Look], pressed: str) -> None:
    fields = "<label>Email <input></label><textarea aria-label=Message></textarea>"
    assert found(see(f"<form>{fields}{pressed}</form>"), Kind.SUBMIT)
    assert found(see(f"<form>{fields}{pressed}<button>Send message</button></form>"), Kind.SUBMIT).label == "Send message"


def test_nothing_that_is_drawn_like_a_button_sends_a_form_unless_it_says_so(see: Callable[..., Look]) -> None:
    links = "<a href='#'>Help</a><a href='#' class=btn>Add a file</a><a href='#'>Cancel</a>"
    assert see(f"<form><label>Email <input></label>{links}</form>").the(Kind.SUBMIT) is None


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Submit what I object to"),
        ("tr", "İtirazı şimdi ilet"),
        ("pl", "Złóż teraz swój sprzeciw"),
        ("de", "Den Antrag hier einreichen"),
    ],
)
def test_whatever_else_a_button_says_it_sends_what_the_form_is_for(see: Callable[..., Look], language: str, says: str) -> None:
    seen = see(
        f"<section><input aria-label=Email type=email><textarea></textarea><button type=button>{says}</button></section>",
        language,
    )
    assert found(seen, Kind.SUBMIT)


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
        ("fi", "Sallitaanko evästeiden käyttö?", "Hyväksy kaikki", "Jatka hyväksymättä"),
        ("et", "Kas lubada küpsised?", "Nõustu kõigiga", "Jätka nõustumata"),
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


SAYINGS = {
    "en confirmation": (
        "en",
        "Thank you. The relevant teams will review your request as soon as possible.",
        PageKind.CONFIRMATION,
    ),
    "it confirmation": ("it", "Ciò significa che la tua richiesta verrà applicata d'ora in avanti.", PageKind.CONFIRMATION),
    "refusal": ("en", "Thank you for contacting us. We are unable to process the request.", PageKind.REFUSAL),
    "en thanks only": ("en", "Thank you for visiting. Your request could not be submitted.", PageKind.UNKNOWN),
    "de thanks only": ("de", "Vielen Dank für Ihre Geduld. Ihre Anfrage konnte nicht gesendet werden.", PageKind.UNKNOWN),
    "fr thanks only": ("fr", "Merci de votre patience. Votre demande n’a pas été envoyée.", PageKind.UNKNOWN),
    "en no need": ("en", "Thank you. Your request was submitted, so you do not need to send it again.", PageKind.CONFIRMATION),
    "de not available": ("de", "Dieses Formular ist nicht verfügbar.", PageKind.NOT_AVAILABLE),
    "fr rate limited": ("fr", "Trop de tentatives. Veuillez réessayer plus tard.", PageKind.RATE_LIMITED),
    "de already": ("de", "Am 7. Mai haben Sie schon einmal widersprochen.", PageKind.ALREADY_OBJECTED),
    "es denied receipt": ("es", "No hemos recibido tu solicitud.", PageKind.UNKNOWN),
    "sv later receipt": ("sv", "När din begäran har registrerats skickar vi en kod.", PageKind.UNKNOWN),
    "es already": ("es", "Ya hemos recibido tu oposición.", PageKind.ALREADY_OBJECTED),
    "es because": ("es", "Tras leer su oposición, no podemos atenderla, ya que hay motivos legítimos.", PageKind.REFUSAL),
    "cs not available": ("cs", "Služba není ve vaší zemi dostupná.", PageKind.NOT_AVAILABLE),
    "de refusal": ("de", "Nach Prüfung haben wir entschieden, Ihrem Widerspruch nicht stattzugeben.", PageKind.REFUSAL),
    "en already": ("en", "You’ve previously opted out.", PageKind.ALREADY_OBJECTED),
    "nl already": ("nl", "Je hebt dit verzoek al verzonden.", PageKind.ALREADY_OBJECTED),
    "sv confirmation": ("sv", "Ditt ärende har kommit in till oss.", PageKind.CONFIRMATION),
    "da not available": ("da", "Denne funktion tilbydes ikke i din region.", PageKind.NOT_AVAILABLE),
    "no confirmation": ("no", "Henvendelsen din er mottatt.", PageKind.CONFIRMATION),
    "is refusal": ("is", "Við höfum ákveðið að fallast ekki á andmæli þín.", PageKind.REFUSAL),
    "fi rate limited": ("fi", "Sinut on estetty väliaikaisesti.", PageKind.RATE_LIMITED),
    "et refusal": ("et", "Lükkame teie taotluse tagasi, sest põhjendus ei ole piisav.", PageKind.REFUSAL),
    "lv confirmation": ("lv", "Jūsu iesniegums ir saņemts.", PageKind.CONFIRMATION),
    "lt confirmation": ("lt", "Jūsų kreipimasis gautas.", PageKind.CONFIRMATION),
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


@pytest.mark.parametrize("language", ["de", "pt-BR"])
def test_a_page_in_the_language_that_was_expected_is_handed_nothing_at_the_first_look(
    run: Run, page: Page, see: Callable[..., Look], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(ahead([language])(page))
    monkeypatch.setattr("objector.page.lexicon.of", None)
    words = {"de": "Ihre E-Mail-Adresse", "pt-BR": "O seu e-mail"}
    seen = see(f"<form><label>{words[language]}<input name=x1></label><textarea></textarea><button>OK</button></form>", language)
    assert found(seen, Kind.EMAIL).filled


def test_a_page_in_another_language_than_was_expected_is_handed_its_own(run: Run, page: Page, see: Callable[..., Look]) -> None:
    run(ahead(["de"])(page))
    seen = see("<form><label>Adres e-mail<input name=x1></label><textarea></textarea><button>OK</button></form>", "pl")
    assert found(seen, Kind.EMAIL).filled


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


def test_languages_that_are_much_alike_are_both_read(see: Callable[..., Look]) -> None:
    seen = see(
        "<form><label>Hvilket land bor du i? <input id=c></label><p>Vi skriver til deg.</p><label>Email <input></label></form>",
        language="",
    )
    assert found(seen, Kind.COUNTRY).selector == '[id="c"]'


def test_a_form_is_read_in_its_language_by_its_labels_alone(see: Callable[..., Look]) -> None:
    labels = ("Etunimi", "Sukunimi", "Sähköpostiosoite", "Kotimaa")
    seen = see(f"<form>{''.join(f'<p><label>{label} <input></label></p>' for label in labels)}</form>", language="")
    assert seen.language == "fi"
    assert found(seen, Kind.COUNTRY).label == "Kotimaa"


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


@pytest.mark.parametrize(
    "asked",
    [
        "<label>Your message <textarea></textarea></label><button>Send</button>",
        "<label>User name <input></label><label>Password <input type=password></label><button>Log in</button>",
    ],
)
def test_an_address_for_news_is_told_and_nothing_pressed_beside_a_form(asked: str, see: Callable[..., Look]) -> None:
    seen = see(f"<form>{asked}</form><footer>{NEWS}</footer>")
    assert seen.is_ in {PageKind.FORM, PageKind.SIGN_IN}
    assert [each.kind for each in seen.found if each.filled and each.beside] == [Kind.EMAIL]
    assert seen.the(Kind.EMAIL) is None


def test_an_address_for_news_is_not_told_where_a_sign_in_asks_for_one(see: Callable[..., Look]) -> None:
    fields = "<label>E-mail <input id=u name=login></label><label>Password <input type=password></label><button>Log in</button>"
    news = "<footer><form class=newsletter><input type=email placeholder=Email><button>Subscribe</button></form></footer>"
    seen = see(f"<form>{fields}</form>{news}")
    assert found(seen, Kind.USERNAME).selector == '[id="u"]'
    assert not any(each.filled for each in seen.found if each.kind is Kind.EMAIL)


def test_an_address_for_news_is_told_beside_lists_to_filter_by(see: Callable[..., Look]) -> None:
    seen = see(f"<select><option>All topics<option>Garden</select><button>Show</button><footer>{NEWS}</footer>")
    assert [each.beside for each in seen.found if each.filled and each.kind is Kind.EMAIL] == [True]
    assert seen.the(Kind.EMAIL) is None


POPUP = "<div role=dialog aria-modal=true style='position:fixed;inset:9px;background:#fff'>{}<button>✕</button></div>"


def test_a_form_under_an_offer_of_news_is_still_the_form(see: Callable[..., Look]) -> None:
    offer = POPUP.format("<p>Our newsletter, 10 % off.</p><form><input type=email placeholder=Email><button>Yes</button></form>")
    form = "<form><label>Email <input id=own></label><label>Message <textarea></textarea></label><button>Send</button></form>"
    seen = see(form + offer)
    assert found(seen, Kind.EMAIL).selector == '[id="own"]'
    assert seen.the(Kind.REASON)


def test_a_form_under_another_form_is_not_the_form(see: Callable[..., Look]) -> None:
    top = POPUP.format("<form><label>Email <input id=top></label><label>Message <textarea></textarea></label></form>")
    assert found(see(f"<form><label>Email <input></label></form>{top}"), Kind.EMAIL).selector == '[id="top"]'


def test_of_two_boxes_that_ask_what_the_main_form_does_not_the_greater_has_the_address(see: Callable[..., Look]) -> None:
    form = "<form><label>Street <input></label><label>Message <textarea></textarea></label><label>Country <input></label></form>"
    small = "<form><label>Email <input></label></form>"
    great = "<form><label>Email <input id=great></label><label>First name <input></label></form>"
    assert found(see(small + form + great), Kind.EMAIL).selector == '[id="great"]'


@pytest.mark.parametrize(
    ("labels", "kinds"),
    [
        (("Vorname", "Name"), (Kind.FIRST_NAME, Kind.LAST_NAME)),
        (("Name", "Nachname"), (Kind.FIRST_NAME, Kind.LAST_NAME)),
        (("Name", "Straße"), (Kind.FULL_NAME, Kind.OTHER)),
    ],
)
def test_a_name_beside_half_a_name_is_the_other_half(
    labels: tuple[str, ...], kinds: tuple[Kind, ...], see: Callable[..., Look]
) -> None:
    seen = see("<form>" + "".join(f"<label>{label} <input></label>" for label in labels) + "</form>", language="de")
    assert tuple(each.kind for each in seen.found) == kinds


def test_questions_that_come_again_in_the_same_order_are_asked_first_where_they_stand_first(see: Callable[..., Look]) -> None:
    rows = "<p>Phone: <input></p><p>Email: <input id={}></p>"
    seen = see(f"<form>{rows.format('payer')}<hr>{rows.format('guest')}<button>Send</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="payer"]'


def test_a_pattern_that_allows_the_sign_of_an_address_asks_for_none(see: Callable[..., Look]) -> None:
    seen = see("<form><label>Zorblax <input pattern='[A-Za-z0-9@#. ]+'></label><button>Send</button></form>")
    assert [each.kind for each in seen.found if each.role is Role.TEXT] == [Kind.OTHER]


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ("<input type=email><input type=password><input type=password>", True),
        ("<input type=email><input type=password>", True),
        ("<input><input><input type=password>", False),
        ("<input type=email><input type=password maxlength=4>", False),
    ],
)
def test_what_makes_an_account_asks_for_a_password_in_whatever_words(fields: str, known: bool, see: Callable[..., Look]) -> None:
    seen = see(f"<form>{fields.replace('<input', '<p>Zorblax</p><input')}<button>Zorblax</button></form>")
    assert any(each.kind is Kind.PASSWORD and each.filled for each in seen.found) is known


def test_labels_alone_tell_the_language(see: Callable[..., Look]) -> None:
    labels = "".join(f"<p>{label}: <input></p>" for label in ("Ime", "Prezime", "Lozinka", "Zemlja"))
    seen = see(f"<form>{labels}<button>OK</button></form>", language="")
    assert {Kind.FIRST_NAME, Kind.LAST_NAME, Kind.COUNTRY} <= {each.kind for each in seen.found}


def test_a_search_is_sent_by_its_button_where_nothing_else_is(see: Callable[..., Look]) -> None:
    seen = see("<form action=/search><input type=search name=q><button>Search</button></form>")
    (button,) = [each for each in seen.found if each.kind is Kind.SUBMIT]
    assert (button.filled, button.beside, seen.the(Kind.SUBMIT)) == (True, True, None)


def test_what_ends_the_form_that_is_filled_in_comes_before_what_ends_another(see: Callable[..., Look]) -> None:
    other = "<form><label>Zorblax <input></label><button type=submit>Zorblax</button></form>"
    seen = see(f"{other}<form><label>Email <input></label><button type=submit id=own>Zorblax</button></form>{other}")
    assert found(seen, Kind.SUBMIT).selector == '[id="own"]'


def test_the_only_button_that_sends_a_form_ends_it_wherever_it_stands(see: Callable[..., Look]) -> None:
    fields = "<label>Country <input></label><label>Email <input></label><input type=submit value=Zorblax id=s>"
    seen = see(f"<form>{fields}<button type=button>Show more</button><button type=button>Add a row</button></form>")
    assert found(seen, Kind.SUBMIT).selector == '[id="s"]'


def test_of_two_forms_that_are_alike_neither_is_submitted(see: Callable[..., Look]) -> None:
    forms = "".join(f"<form><label>{label} <input></label><button>Send</button></form>" for label in ("First name", "Email"))
    assert see(forms).the(Kind.SUBMIT) is None


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("hr", "Primijetili smo neuobičajenu prijavu"),
        ("ja", "アカウントは一時的にロックされています"),
        ("it", "Conferma la tua identità"),
        ("fi", "Tilisi on lukittu"),
    ],
)
def test_an_account_that_is_held_is_a_checkpoint_in_any_language(see: Callable[..., Look], language: str, heading: str) -> None:
    assert see(f"<h1>{heading}</h1><button>OK</button>", language).is_ is PageKind.CHECKPOINT


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


def test_an_address_alone_at_the_pages_edge_is_not_the_form(see: Callable[..., Look]) -> None:
    edge = "<footer><form><label>Zorblax <input type=email name=email></label><button>Zorblax</button></form></footer>"
    seen = see(f"<p>Hello</p>{edge}")
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.EMAIL) is None


def test_a_cookie_dialog_whose_buttons_are_called_like_itself_is_known(see: Callable[..., Look]) -> None:
    buttons = "<a href=# class=btn id=acme-consent-yes>Accept all</a><button id=acme-consent-no>Reject all</button>"
    seen = see(f"<div id=acme-consent style='position:fixed'><p>We use cookies</p><div class=consent-row>{buttons}</div></div>")
    assert found(seen, Kind.CONSENT_REJECT).filled
    assert found(seen, Kind.CONSENT_ACCEPT).filled


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
        ("We emailed you a link. Click it, otherwise your request won't be processed.", PageKind.LINK),
        ("You made too many attempts.", PageKind.RATE_LIMITED),
        ("Please wait an hour between two attempts.", PageKind.RATE_LIMITED),
        ("Thank you, we have received your request. We get many of them.", PageKind.CONFIRMATION),
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


REFUSED = {
    "en": "That code isn't right. Please try again.",
    "de": "Der eingegebene Code ist leider falsch.",
    "pl": "Podany kod jest nieprawidłowy.",
    "fi": "Koodi on virheellinen.",
    "ja": "入力されたコードが正しくありません。",
    "ar": "الرمز الذي أدخلته غير صحيح.",
}


@pytest.mark.parametrize(("language", "text"), REFUSED.items(), ids=REFUSED)
def test_that_a_code_is_wrong_is_a_complaint_in_whatever_it_stands(see: Callable[..., Look], language: str, text: str) -> None:
    box = "<form><input name=c autocomplete=one-time-code></form>"
    (alert,) = see(f"<p>Meta</p>{box}<p>{text}</p>", language).alerts
    assert text.startswith(alert)


def test_a_complaint_that_is_marked_as_one_is_told_once(see: Callable[..., Look]) -> None:
    text = "That code isn't right. Please try again."
    assert see(f"<form><input name=c autocomplete=one-time-code></form><p role=alert>{text}</p>").alerts == (text,)


@pytest.mark.parametrize("text", ["If the code is wrong, have a new one sent.", "Is your code wrong?", "Enter the code."])
def test_what_may_be_wrong_with_a_code_is_no_complaint(see: Callable[..., Look], text: str) -> None:
    assert see(f"<form><input name=c autocomplete=one-time-code></form><p>{text}</p>").alerts == ()


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
