"""What takes no form's answers is left alone: comments, chats, vouchers; and what an article tells is not said to the reader."""

from collections.abc import Callable

import pytest

from objector.page.look import Kind, Look, PageKind
from tests.page.seen import COUNTRIES, found

COMMENTS = {
    "en": ("Comments (12)", "Write a comment", "Post comment"),
    "de": ("Kommentare", "Ihr Kommentar", "Kommentar abschicken"),
    "cs": ("Komentáře (4)", "Napište komentář", "Odeslat"),
    "fi": ("Kommentit", "Kirjoita kommentti", "Lähetä kommentti"),
    "ja": ("コメント一覧", "コメントを書く", "送信"),
    "ko": ("댓글", "댓글 쓰기", "등록"),
}
"""A heading, what stands in the box, and the button, as they stand under articles."""

CHATS = {
    "en": ("Chat with us", "How can we help?", "Start chat"),
    "nl": ("Livechat", "Waarmee kunnen we helpen?", "Start chat"),
    "hu": ("Élő chat", "Miben segíthetünk?", "Chat indítása"),
    "uk": ("Онлайн чат", "Ваше повідомлення", "Почати чат"),
}

VOUCHERS = {
    "en": ("Redeem a gift card", "Gift card code", "Apply"),
    "it": ("Usa il tuo buono sconto", "Codice sconto", "Applica"),
    "sv": ("Använd presentkort", "Presentkortskod", "Använd"),
    "pl": ("Zrealizuj kupon", "Kod kuponu", "Zastosuj"),
}

TYPED = (Kind.EMAIL, Kind.REASON, Kind.FIRST_NAME, Kind.LAST_NAME, Kind.FULL_NAME, Kind.ADDITIONAL_INFO, Kind.ONE_TIME_CODE)


def used(seen: Look) -> list[Kind]:
    return [kind for kind in (*TYPED, Kind.SUBMIT, Kind.NEXT) if seen.the(kind)]


@pytest.mark.parametrize("language", COMMENTS)
def test_what_readers_say_under_an_article_is_no_form(see: Callable[..., Look], language: str) -> None:
    heading, prompt, button = COMMENTS[language]
    box = f"<form><textarea placeholder='{prompt}'></textarea><input name=email><button type=submit>{button}</button></form>"
    seen = see(f"<h1>News</h1><p>Text.</p><section><h3>{heading}</h3>{box}</section>", language)
    assert used(seen) == []
    assert all(each.beside for each in seen.found if each.filled)
    assert seen.is_ is PageKind.UNKNOWN


def test_comments_that_a_form_asks_for_are_a_question_of_it(see: Callable[..., Look]) -> None:
    boxes = "<label>Email <input type=email></label><label>Comments <textarea></textarea></label>"
    seen = see(f"<form><h2>Your objection</h2>{boxes}<button>Send</button></form>")
    assert found(seen, Kind.REASON)
    assert found(seen, Kind.SUBMIT)
    assert seen.is_ is PageKind.FORM


@pytest.mark.parametrize("language", CHATS)
def test_a_chat_is_no_form(see: Callable[..., Look], language: str) -> None:
    heading, prompt, button = CHATS[language]
    boxes = f"<input placeholder=Email name=email><textarea placeholder='{prompt}'></textarea>"
    seen = see(
        f"<div role=dialog aria-label='{heading}'><form>{boxes}<button type=button>{button}</button></form></div>", language
    )
    assert used(seen) == []
    assert not [each for each in seen.found if each.filled]


@pytest.mark.parametrize("language", VOUCHERS)
def test_a_voucher_is_no_form(see: Callable[..., Look], language: str) -> None:
    heading, label, button = VOUCHERS[language]
    seen = see(f"<h1>{heading}</h1><form><label>{label} <input></label><button type=submit>{button}</button></form>", language)
    assert used(seen) == []
    assert seen.is_ is PageKind.UNKNOWN


def test_the_form_beside_a_chat_and_comments_is_filled(see: Callable[..., Look]) -> None:
    boxes = "<label>Email <input id=e></label><label>Why do you object? <textarea></textarea></label>"
    form = f"<form id=f>{boxes}<button>Send</button></form>"
    talk = "<form><input name=email><textarea></textarea><button>Start chat</button></form>"
    chat = f"<div role=dialog aria-label='Live chat'>{talk}</div>"
    said = "<h3>Leave a comment</h3><form><textarea></textarea><label>Name <input></label><button>Post comment</button></form>"
    seen = see(form + chat + said)
    assert [found(seen, kind).selector.split(" ")[0] for kind in (Kind.EMAIL, Kind.REASON)] == ['[id="e"]', '[id="f"]']
    assert seen.the(Kind.FULL_NAME) is None


PASSAGES = "<p>Once it is sent, a code comes by mail.</p><p>Some readers tell us that the form is not available.</p>"


def test_an_article_tells_of_others(see: Callable[..., Look]) -> None:
    talk = (
        "<section id=comments><h3>Comments</h3><form><textarea></textarea><button type=submit>Publish</button></form></section>"
    )
    assert see(f"<article><h1>How to object</h1>{PASSAGES}{talk}</article>").is_ is PageKind.UNKNOWN
    dated = f"<article><h1>How to object</h1><time datetime=2026-04-14>14 April</time>{PASSAGES}<p>{'Words. ' * 90}</p></article>"
    assert see(dated).is_ is PageKind.UNKNOWN
    assert see(f"<main><h1>Objection</h1>{PASSAGES}</main>").is_ is PageKind.NOT_AVAILABLE


@pytest.mark.parametrize("marks", ["“”", "«»", "„“", "「」"])
def test_what_stands_in_quotation_marks_is_not_said_by_the_page(see: Callable[..., Look], marks: str) -> None:
    quoted = f"{marks[0]}Your request has been declined.{marks[1]}"
    seen = see(f"<main><h1>Help</h1><p>Some people saw the words {quoted} on their screens.</p></main>")
    assert seen.is_ is PageKind.UNKNOWN


@pytest.mark.parametrize(
    ("language", "on", "later"),
    [
        ("en", "Continue", "Save and come back later"),
        ("de", "Weiter", "Zwischenspeichern"),
        ("fr", "Continuer", "Enregistrer et quitter"),
        ("lt", "Tęsti", "Išsaugoti juodraštį"),
        ("tr", "Devam", "Sonra devam et"),
    ],
)
def test_what_keeps_a_form_for_later_sends_nothing(see: Callable[..., Look], language: str, on: str, later: str) -> None:
    buttons = f"<button type=submit>{on}</button><button type=submit name=save>{later}</button>"
    seen = see(f"<form><label>Email <input type=email></label>{buttons}</form>", language)
    assert seen.the(Kind.SUBMIT) is None
    assert found(seen, Kind.NEXT).label == on


def test_what_says_nothing_of_sending_is_not_pressed_beside_what_does(see: Callable[..., Look]) -> None:
    buttons = "<button>Next</button><button>Qwerty</button>"
    seen = see(f"<form><label>Email <input type=email></label>{buttons}</form>")
    assert seen.the(Kind.SUBMIT) is None
    assert found(see("<form><label>Email <input type=email></label><button>Qwerty</button></form>"), Kind.SUBMIT)


def test_news_are_told_by_the_heading_over_their_box(see: Callable[..., Look]) -> None:
    box = "<form><input type=email placeholder='Vaš e-naslov'><input type=submit value=Prijava></form>"
    seen = see(f"<aside><h3>Naročite se na e-novice</h3>{box}</aside>", "sl")
    assert seen.the(Kind.USERNAME) is None
    assert seen.the(Kind.EMAIL) is None


def test_a_parcel_is_looked_for_in_no_form(see: Callable[..., Look]) -> None:
    boxes = "<label>Tracking number <input></label><label>Postcode <input></label>"
    seen = see(f"<h1>Track your parcel</h1><form>{boxes}<button type=submit>Track</button></form>")
    assert used(seen) == []
    assert seen.is_ is PageKind.UNKNOWN


def test_what_asks_whether_a_page_helped_is_no_form(see: Callable[..., Look]) -> None:
    box = "<form>Was this page helpful? <label>What can we improve? <textarea></textarea></label><button>Send</button></form>"
    assert used(see(f"<article><h1>About AI</h1></article>{box}")) == []


def test_a_name_among_other_questions_makes_no_sign_in(see: Callable[..., Look]) -> None:
    boxes = "<label>Username <input></label><label>Colour <input></label><label>Size <input></label>"
    assert see(f"<form>{boxes}<button>Go</button></form>").is_ is not PageKind.SIGN_IN


ERRANDS = {
    "en": ("Tell us your wishes", "Place order"),
    "de": ("Nachricht", "Jetzt kostenpflichtig bestellen"),
    "es": ("Mensaje", "Pedir cita"),
    "fi": ("Viesti", "Lähetä tilaus"),
    "hr": ("Poruka", "Rezerviraj"),
    "ja": ("メッセージ", "購入する"),
    "pl": ("Wiadomość", "Kupuję i płacę"),
    "pt": ("Mensagem", "Finalizar compra"),
    "tr": ("Mesajınız", "Satın al"),
}
"""What a box for free text is called, and the button below it."""


@pytest.mark.parametrize("language", ERRANDS)
def test_what_orders_or_books_something_is_not_pressed_nor_told_a_story(see: Callable[..., Look], language: str) -> None:
    label, button = ERRANDS[language]
    boxes = f"<label>E-mail <input type=email></label><label>{label} <textarea name=message></textarea></label>"
    seen = see(f"<form>{boxes}<button type=submit>{button}</button></form>", language)
    assert found(seen, Kind.EMAIL)
    assert [seen.the(kind) for kind in (Kind.REASON, Kind.ADDITIONAL_INFO, Kind.SUBMIT, Kind.NEXT)] == [None] * 4
    assert seen.is_ is PageKind.UNKNOWN


def test_a_form_that_can_be_sent_is_one_whatever_else_it_offers(see: Callable[..., Look]) -> None:
    buttons = "<button type=submit name=a>Log out</button><button type=submit name=b>Send</button>"
    seen = see(f"<form><label>Email <input type=email></label><label>Message <textarea></textarea></label>{buttons}</form>")
    assert seen.is_ is PageKind.FORM
    assert found(seen, Kind.SUBMIT).label == "Send"
    assert found(seen, Kind.REASON)


@pytest.mark.parametrize(
    ("language", "button"), [("en", "Submit objection to orders"), ("de", "Widerspruch gegen Buchung absenden")]
)
def test_an_objection_is_sent_whatever_it_is_about(see: Callable[..., Look], language: str, button: str) -> None:
    boxes = "<label>E-mail <input type=email></label><textarea name=message></textarea>"
    assert found(see(f"<form>{boxes}<button type=submit>{button}</button></form>", language), Kind.SUBMIT)


@pytest.mark.parametrize("button", ["Calculate", "Rechnen"])
def test_what_counts_for_a_country_is_no_form(see: Callable[..., Look], button: str) -> None:
    boxes = f"<label>Weight <input type=number></label><label>Country <select>{COUNTRIES}</select></label>"
    seen = see(f"<form>{boxes}<button type=button>{button}</button></form>")
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.SUBMIT) is None


def test_a_country_that_is_asked_first_makes_a_form(see: Callable[..., Look]) -> None:
    assert see(f"<form><label>Country <select>{COUNTRIES}</select></label><button>Next</button></form>").is_ is PageKind.FORM


@pytest.mark.parametrize(("language", "label"), [("en", "Resume"), ("de", "Lebenslauf"), ("el", "Βιογραφικό"), ("zh", "简历")])
def test_what_asks_for_the_history_of_somebodys_work_is_no_form(see: Callable[..., Look], language: str, label: str) -> None:
    boxes = "<label>E-mail <input type=email></label><label>Why? <textarea name=message></textarea></label>"
    seen = see(f"<form>{boxes}<label>{label} <input type=file></label><button type=submit>OK</button></form>", language)
    assert used(seen) == []
    assert seen.the(Kind.EVIDENCE_FILE) is None
    assert seen.is_ is PageKind.UNKNOWN


def test_what_changes_a_password_signs_nobody_in(see: Callable[..., Look]) -> None:
    boxes = "".join(f"<label>{label} <input type=password></label>" for label in ("Current password", "New password", "Repeat"))
    assert see(f"<form><label>Email <input type=email></label>{boxes}<button>Save</button></form>").is_ is PageKind.UNKNOWN


@pytest.mark.parametrize(
    ("language", "heading", "button"),
    [
        ("en", "Forgot your password?", "Send link"),
        ("de", "Passwort vergessen?", "Link senden"),
        ("cs", "Zapomenuté heslo", "OK"),
    ],
)
def test_an_address_for_a_new_password_is_that_of_no_form(
    see: Callable[..., Look], language: str, heading: str, button: str
) -> None:
    box = f"<form><label>E-mail <input type=email></label><button type=submit>{button}</button></form>"
    assert see(f"<h1>{heading}</h1>{box}", language).is_ is PageKind.UNKNOWN


def test_what_lies_in_a_chat_is_no_form_whatever_it_says(see: Callable[..., Look]) -> None:
    boxes = (
        "<input type=email placeholder=Email><textarea placeholder='Your message'></textarea><button type=button>Send</button>"
    )
    seen = see(f"<div id=support-chat><section><p>Hello!</p><div>{boxes}</div></section></div>")
    assert used(seen) == []
    assert seen.is_ is PageKind.UNKNOWN


@pytest.mark.parametrize(
    ("language", "label", "button"),
    [
        ("hr", "Broj pošiljke", "Traži"),
        ("ja", "追跡番号", "検索"),
        ("tr", "Ürün anahtarı", "Etkinleştir"),
        ("pl", "Numer paczki", "Śledź"),
    ],
)
def test_the_number_of_a_parcel_or_of_a_product_is_asked_in_no_form(
    see: Callable[..., Look], language: str, label: str, button: str
) -> None:
    seen = see(f"<form><label>{label} <input></label><button type=submit>{button}</button></form>", language)
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.SUBMIT) is None


@pytest.mark.parametrize(
    ("language", "later"), [("en", "Maybe later"), ("fr", "Plus tard"), ("tr", "Daha sonra"), ("ko", "나중에")]
)
def test_what_puts_off_goes_on_to_nothing(see: Callable[..., Look], language: str, later: str) -> None:
    seen = see(f"<form><label>? <input></label><button type=button>{later}</button></form>", language)
    assert (seen.the(Kind.NEXT), seen.the(Kind.SUBMIT)) == (None, None)


def test_a_new_password_that_is_asked_twice_and_nothing_else_signs_nobody_in(see: Callable[..., Look]) -> None:
    boxes = "<label>New password <input type=password></label><label>Again <input type=password></label>"
    assert see(f"<form>{boxes}<button>Save</button></form>").is_ is PageKind.UNKNOWN


def test_a_gift_card_with_a_secret_number_is_no_sign_in(see: Callable[..., Look]) -> None:
    boxes = "<label>Gift card code <input></label><label>PIN <input type=password maxlength=4></label>"
    seen = see(f"<form>{boxes}<button type=submit>Redeem</button></form>")
    assert seen.is_ is PageKind.UNKNOWN
    assert (seen.the(Kind.USERNAME), seen.the(Kind.PASSWORD)) == (None, None)
