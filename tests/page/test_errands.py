"""What else than an objection a page can be for, told by what it asks: what was ordered, how it was, which rows to show."""

from collections.abc import Callable

import pytest

from objector.page.look import Kind, Look, PageKind
from tests.page.seen import COUNTRIES, found

EMAIL = "<label>Email <input type=email></label>"


def contact(email: str, number: str, message: str) -> str:
    boxes = (
        f"<label>{email} <input type=email></label><label>{number} <input></label><label>{message}<textarea></textarea></label>"
    )
    return f"<form>{boxes}<button>OK</button></form>"


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ("Email", "Order number (if you have one)", "Your message")),
        ("de", ("E-Mail", "Bestellnr.", "Nachricht")),
        ("fr", ("E-mail", "N° de commande", "Message")),
        ("el", ("Email", "Αρ. παραγγελίας", "Μήνυμα")),
        ("pl", ("E-mail", "Numer zamówienia", "Wiadomość")),
        ("ja", ("メールアドレス", "注文番号", "お問い合わせ内容")),
    ],
)
def test_what_asks_for_the_number_of_an_order_is_about_that(
    see: Callable[..., Look], language: str, labels: tuple[str, str, str]
) -> None:
    seen = see(f"<h1>?</h1>{contact(*labels)}", language)
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.REASON) is None


def test_a_page_about_objecting_may_ask_for_the_number_of_an_order(see: Callable[..., Look]) -> None:
    seen = see(f"<h1>Object to AI training</h1>{contact('Email', 'Order number', 'Why do you object?')}")
    assert seen.is_ is PageKind.FORM
    assert found(seen, Kind.REASON)


def choices(labels: list[str]) -> str:
    return "".join(f"<label><input type=radio name=x> {label}</label>" for label in labels)


SCALES = {
    "words": ("en", ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"]),
    "words at the end": ("de", ["Stimme voll zu", "Stimme zu", "Teils, teils", "Stimme nicht zu", "Stimme gar nicht zu"]),
    "no blanks": ("ko", ["매우 만족", "만족", "보통", "불만족", "매우 불만족"]),
    "digits": ("en", [str(digit) for digit in range(1, 6)]),
}


@pytest.mark.parametrize(("language", "labels"), SCALES.values(), ids=SCALES)
def test_where_something_is_rated_nobody_objects(see: Callable[..., Look], language: str, labels: list[str]) -> None:
    asked = f"<fieldset><legend>?</legend>{choices(labels)}</fieldset><label>Feedback<textarea></textarea></label>"
    seen = see(f"<form>{asked}<button>OK</button></form>", language)
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.REASON) is None


SWITCH = "<span role=switch tabindex=0 aria-label={} style='display:inline-block;width:30px;height:20px'></span>"
HINTS = {
    "days": "<label>From <input type=date></label><label>To <input type=date></label>",
    "switches": SWITCH.format("A") + SWITCH.format("B"),
    "prices": "<p>Small 12 € <p>Large 18 €",
}


@pytest.mark.parametrize("html", HINTS.values(), ids=HINTS)
def test_days_switches_and_prices_belong_to_no_objection(see: Callable[..., Look], html: str) -> None:
    seen = see(f"<form>{EMAIL}{html}<label>Message<textarea></textarea></label><button>OK</button></form>")
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.REASON) is None


def test_a_page_that_asks_only_for_a_postcode_is_no_form(see: Callable[..., Look]) -> None:
    assert see("<form><input placeholder=Postcode><button>See if we can</button></form>").is_ is PageKind.UNKNOWN


ROWS = "".join(f"<tr><td>{name}<td>a@example.com<td>Italy" for name in ("Ann", "Bob", "Cem"))
FILTER = f"<label>Email <input></label><label>Country <select>{COUNTRIES}</select></label><label>Since <input type=date></label>"


@pytest.mark.parametrize(
    "form",
    [
        f"<form method=get>{FILTER}<button>Go on</button></form><table>{ROWS}</table>",
        f"<form>{FILTER}<button>Apply filters</button></form>",
        f"<form>{FILTER}<button type=button>Filtrer</button></form>",
    ],
)
def test_what_narrows_down_a_list_is_never_filled(see: Callable[..., Look], form: str) -> None:
    seen = see(form)
    assert seen.is_ is PageKind.UNKNOWN
    assert (seen.the(Kind.EMAIL), seen.the(Kind.COUNTRY)) == (None, None)


def test_what_a_list_that_is_narrowed_down_says_is_not_said_to_the_reader(see: Callable[..., Look]) -> None:
    rows = f"{ROWS}<tr><td>Dan<td>Your request was rejected<td>Spain"
    assert see(f"<form>{FILTER}<button>Filter</button></form><table>{rows}</table>").is_ is PageKind.UNKNOWN


@pytest.mark.parametrize("cell", ["<td><input aria-label={}>", "<td><input name={}>"])
def test_rows_that_ask_alike_hold_the_answers_of_others(see: Callable[..., Look], cell: str) -> None:
    heads = ("First name", "Last name", "Email")
    rows = "".join(f"<tr>{''.join(cell.format(repr(head)) for head in heads)}" for _ in range(3))
    seen = see(f"<form><table><tr>{''.join(f'<th>{head}' for head in heads)}{rows}</table><button>Save</button></form>")
    assert seen.is_ is PageKind.UNKNOWN
    assert not [each for each in seen.found if each.used and each.kind in {Kind.EMAIL, Kind.FIRST_NAME, Kind.LAST_NAME}]


def test_a_table_that_only_lays_out_a_form_is_filled(see: Callable[..., Look]) -> None:
    rows = "".join(f"<tr><td>{label}<td><input>" for label in ("First name", "Last name", "Email"))
    assert found(see(f"<form><table>{rows}</table><textarea></textarea><button>Send</button></form>"), Kind.EMAIL)


def test_who_is_invited_is_somebody_else(see: Callable[..., Look]) -> None:
    assert see("<form><label>Email <input name=invite></label><button>Send invite</button></form>").the(Kind.EMAIL) is None


RECOVERIES = [
    ("en", "<h2>Reset your password</h2><form><label>Username <input></label><button>Send</button></form>"),
    ("fr", "<h2>Mot de passe perdu</h2><form><label>Identifiant <input></label><button>Valider</button></form>"),
    ("pl", "<h2>Odzyskiwanie hasła</h2><form><label>E-mail <input></label><button>Dalej</button></form>"),
    ("de", "<p>Wir senden einen Link für ein neues Passwort.<form><label>E-Mail <input></label><button>Weiter</button></form>"),
    (
        "ja",
        "<h2>パスワードの再設定</h2><p>リンクをお送りします。<form><label>ユーザー名 <input></label><button>送信</button></form>",
    ),
]


@pytest.mark.parametrize(("language", "html"), RECOVERIES)
def test_what_leads_to_a_new_password_is_neither_a_form_nor_a_sign_in(see: Callable[..., Look], language: str, html: str) -> None:
    assert see(html, language).is_ is PageKind.UNKNOWN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hr", "Stranica je trenutačno nedostupna. Hvala na strpljenju!"),
        ("en", "We'll be back at 2 pm. Thank you for your patience!"),
        ("pl", "Przerwa techniczna. Dziękujemy za cierpliwość."),
    ],
)
def test_a_site_that_thanks_for_patience_has_received_nothing(see: Callable[..., Look], language: str, text: str) -> None:
    assert see(f"<h1>🔧</h1><p>{text}</p>", language).is_ in {PageKind.UNKNOWN, PageKind.NOT_AVAILABLE}


SURVEYS = [
    ("en", "Survey: artificial intelligence at school", "How does AI affect your work?"),
    ("de", "Umfrage zu künstlicher Intelligenz", "Wie wirkt sich KI auf dich aus?"),
    ("cs", "Anketa: umělá inteligence ve škole", "Proč používáte umělou inteligenci?"),
]


@pytest.mark.parametrize(("language", "title", "question"), SURVEYS)
def test_a_survey_about_ai_takes_no_objection(see: Callable[..., Look], language: str, title: str, question: str) -> None:
    seen = see(f"<h1>{title}</h1><form>{EMAIL}<label>{question}<textarea></textarea></label><button>OK</button></form>", language)
    assert seen.is_ is PageKind.UNKNOWN
    assert seen.the(Kind.REASON) is None


def test_a_form_below_which_is_asked_whether_the_page_was_of_help_is_no_survey(see: Callable[..., Look]) -> None:
    form = f"<form>{EMAIL}<label>Why do you object?<textarea></textarea></label><button>Send</button></form>"
    assert found(see(f"<h1>Request</h1>{form}<h2>Was this page helpful?</h2>"), Kind.REASON)
