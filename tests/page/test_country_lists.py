"""The list of countries is known by what it offers, shows or asks, and told from other lists."""

from collections.abc import Callable

import pytest

from objector.cases.countries import country_name
from objector.page.look import Kind, Look, Role
from tests.page.seen import COUNTRIES, found


def test_a_list_of_countries_is_the_country_list_without_a_label(see: Callable[..., Look]) -> None:
    names = ("Deutschland", "Frankreich", "Italien", "Österreich", "Polen", "Spanien", "Türkei", "Tschechien")
    seen = see(
        f"<form><select id=x>{''.join(f'<option>{name}</option>' for name in names)}</select><input type=email></form>", "de"
    )
    assert found(seen, Kind.COUNTRY).role is Role.SELECT


OWN_NAMES = ("Österreich", "België", "Deutschland", "Polska", "España", "Sverige", "Suomi")
CODED = ("AT - Austria", "BE - Belgium", "DE - Germany", "FR - France", "IT - Italy", "ES - Spain")


@pytest.mark.parametrize("names", [OWN_NAMES, CODED], ids=["in their own languages", "behind a code"])
def test_countries_are_known_however_a_list_names_them(see: Callable[..., Look], names: tuple[str, ...]) -> None:
    options = "".join(f"<option>{name}</option>" for name in names)
    assert found(see(f"<form><label>Email <input></label><select>{options}</select></form>"), Kind.COUNTRY)


@pytest.mark.parametrize("language", ["ka", "th-TH", "hi", "sw", "vi", "fa", "zh-TW", "sr-Latn"])
def test_countries_are_known_in_languages_and_scripts_that_there_are_no_words_for(
    see: Callable[..., Look], language: str
) -> None:
    codes = ("AT", "BE", "BG", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HU", "IT", "NL", "PL", "PT", "RO")
    names = (country_name(code, language) for code in codes)
    options = "".join(f"<option>{name}</option>" for name in names)
    assert found(see(f"<form><input type=email><select>{options}</select></form>", language), Kind.COUNTRY)


def test_a_list_asks_by_its_first_option_where_nothing_else_does(see: Callable[..., Look]) -> None:
    empty = "<select><option value=''>Land auswählen</option></select>"
    assert found(see(f"<form>{empty}<label>E-Mail <input></label></form>", "de"), Kind.COUNTRY)


@pytest.mark.parametrize("question", ["Which office do you want to contact?", "Where was the parcel sent from?"])
def test_a_list_of_countries_that_answers_another_question_is_left_alone(see: Callable[..., Look], question: str) -> None:
    form = f"<form><label>{question} <select>{COUNTRIES}</select></label><label>Email <input></label></form>"
    assert see(form).the(Kind.COUNTRY) is None


def test_a_heading_over_a_list_of_countries_is_not_its_question(see: Callable[..., Look]) -> None:
    form = f"<h1>Object to your posts being used</h1><form><select>{COUNTRIES}</select><button>Next</button></form>"
    assert found(see(form), Kind.COUNTRY)


def test_a_list_of_countries_in_no_form_and_without_a_word_is_left_alone(see: Callable[..., Look]) -> None:
    form = "<form><label>Email <input></label><textarea></textarea><button>Send</button></form>"
    assert see(f"<div><label>Ship to <select>{COUNTRIES}</select></label></div>{form}").the(Kind.COUNTRY) is None


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


def test_a_list_that_shows_a_country_is_the_country_list(see: Callable[..., Look]) -> None:
    box = "<div>Italy</div><input id=c role=combobox aria-autocomplete=list aria-label=Italy>"
    seen = see(f"<form><div>{box}</div><label>Email <input type=email></label><button>Send</button></form>")
    assert found(seen, Kind.COUNTRY).selector == '[id="c"]'


def test_a_native_list_comes_before_the_button_drawn_over_it(see: Callable[..., Look]) -> None:
    drawn = "<div role=button aria-haspopup=true aria-expanded=false tabindex=0 aria-label='Country: Spain'>Spain</div>"
    listed = f"<label>{drawn}<select id=c autocomplete=country>{COUNTRIES}</select></label>"
    assert found(see(f"<form>{listed}<label>Street <input></label></form>"), Kind.COUNTRY).selector == '[id="c"]'


def test_a_country_that_is_typed_beside_a_telephone_number_is_no_dialling_code(see: Callable[..., Look]) -> None:
    row = "<div><div><p>Country</p><input id=c name=country></div><div><p>Phone</p><input type=tel></div></div>"
    assert found(see(f"<form>{row}<button>Send</button></form>"), Kind.COUNTRY).selector == '[id="c"]'


def test_a_country_beside_a_sign_in_is_a_dialling_code(see: Callable[..., Look]) -> None:
    fields = f"<label>Country <select>{COUNTRIES}</select></label><input placeholder='Email or phone'><input type=password>"
    assert see(f"<form>{fields}<button>Log in</button><a href=/x>Forgot your password?</a></form>").the(Kind.COUNTRY) is None


def test_a_list_that_is_drawn_as_one_is_a_list(see: Callable[..., Look]) -> None:
    options = "".join(
        f"<div role=option data-value='{name}'>{name}</div>" for name in ("", "Austria", "France", "Germany", "Italy")
    )
    seen = see(f"<form><div id=q>Your country</div><div role=listbox tabindex=0 aria-labelledby=q>{options}</div></form>")
    assert found(seen, Kind.COUNTRY).role is Role.COMBOBOX


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
