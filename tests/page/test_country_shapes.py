"""A country is chosen in whatever way a page lets one choose it, and dialling codes are no countries."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from objector.browser.launch import Session
from objector.page.answers import Answer, country_among, next_open
from objector.page.controls import Controls
from objector.page.finder import look
from objector.page.give import fill
from objector.page.look import Kind, Look, Option
from tests.page.seen import COUNTRIES, found

Show = Callable[[str], Session]

CODES = {"Austria": "AT", "Belgium": "BE", "France": "FR", "Germany": "DE", "Italy": "IT", "Poland": "PL"}
REST = "<p><label>E-mail <input type=email></label></p><p><label>Message <textarea></textarea></label></p><button>Send</button>"


def each(template: str) -> str:
    return "".join(template.replace("#", name).replace("@", code) for name, code in CODES.items())


def form(question: str) -> str:
    return f"<form onsubmit='return false'>{question}{REST}</form>"


HIDDEN = "style='position:absolute;opacity:0'"
CARDS = f"<p>Which country do you live in?</p>{each(f'<label><input type=radio name=c value=@ {HIDDEN}>#</label>')}"
TOLD = """<script>for (const one of document.querySelectorAll('[role=radio],[aria-pressed]')) one.onclick = () => {
  for (const attribute of ['aria-checked', 'aria-pressed'])
    if (one.hasAttribute(attribute))
      for (const other of document.querySelectorAll(`[${attribute}]`)) other.setAttribute(attribute, other === one);
  document.title = one.textContent; };</script>"""
DRAWN = f"<div role=radiogroup aria-label=Country>{each('<div role=radio tabindex=0 aria-checked=false>#</div>')}</div>"
TOGGLES = f"<div role=group aria-label=Country>{each('<button type=button aria-pressed=false>#</button>')}</div>"


def opening(attributes: str, list_: str, item: str, shown: str = "Choose") -> str:
    return f"""<button type=button id=it {attributes}>{shown}</button><script>
    it.onclick = () => {{
      document.body.insertAdjacentHTML('beforeend', `<div class=pop {list_} style='position:absolute'>{each(item)}</div>`);
      for (const one of document.querySelector('.pop').children)
        one.onclick = () => {{ document.title = it.textContent = one.textContent; document.querySelector('.pop').remove(); }};
    }};</script>"""


LABEL = "<label for=it>Country of residence</label>"
MENU = opening("aria-haspopup=menu", "role=menu", "<div role=menuitemradio>#</div>")
UNLABELLED = opening("aria-haspopup=true", "class=menu", "<a class=item tabindex=0>#</a>", "Select your country")
DIALOG = opening("aria-haspopup=dialog", "role=dialog", "<button type=button>#</button>")
ITEMS = ("role=listbox", "<p role=option>#</p>")
BARE = "<label>Country</label>" + opening("", *ITEMS, "Select…")
NAMED = (
    opening("", *ITEMS)
    .replace("<button type=button", "<div role=button tabindex=0 aria-label=Country")
    .replace("/button", "/div")
)
CLASSED = "<p>Country</p>" + opening("", *ITEMS).replace("<button type=button", "<div class=my-select tabindex=0").replace(
    "/button", "/div"
)
BOOTSTRAP = "<label>Country</label>" + opening("", *ITEMS).replace("<button type=button", "<div data-toggle=dropdown").replace(
    "/button", "/div"
)
PLAIN = f"""<span>Country</span><div id=it tabindex=0><b>Select</b><ul style='display:none'>{each("<li>#</li>")}</ul></div>
<script>it.onclick = e => {{ const one = e.target.closest('li'); it.lastChild.style.display = one ? 'none' : 'block';
  if (one) document.title = it.firstChild.textContent = one.textContent; }};</script>"""
DETAILS = f"""<p>Country</p><details><summary id=it>Choose</summary>{each("<li><button type=button>#</button></li>")}</details>
<script>for (const one of document.querySelectorAll('li button'))
  one.onclick = () => {{ document.title = it.textContent = one.textContent; it.parentNode.open = false; }};</script>"""
NARROW = f"""<label for=box>Country</label><div id=it style='width:200px;height:30px'><i>Select</i><div style='opacity:0'>
<input id=box role=combobox readonly style='width:9px'></div></div>{
    opening("hidden", "role=listbox", "<p role=option>#</p>")
    .replace("it.onclick", "document.querySelector('div').onclick")
    .replace("it.textContent", "document.querySelector('i').textContent")
}"""
SUGGESTED = f"""<label>Country <input list=all oninput='document.title = this.value'></label>
<datalist id=all>{each("<option value=#>")}</datalist>"""
FREE = "<label>Country <input name=country oninput='document.title = this.value'></label>"
LONG_CODES = (
    "<label>Country <select onchange='document.title = this.value'><option><option>AUT<option>DEU<option>FRA</select></label>"
)

SHAPES = {
    "cards": (CARDS + "<script>onchange = e => document.title = e.target.value</script>", "DE"),
    "drawn cards": (DRAWN + TOLD, "Germany"),
    "buttons that stay pressed": (TOGGLES + TOLD, "Germany"),
    "a menu": (LABEL + MENU, "Germany"),
    "a menu without a label": (UNLABELLED, "Germany"),
    "a dialog": (LABEL + DIALOG, "Germany"),
    "a list that says nothing of itself": (PLAIN, "Germany"),
    "a button that only a label asks for": (BARE, "Germany"),
    "a button that is called otherwise than what it shows": (NAMED, "Germany"),
    "what its makers call a list": (CLASSED, "Germany"),
    "what its makers say drops down": (BOOTSTRAP, "Germany"),
    "details": (DETAILS, "Germany"),
    "a box too small to be seen": (NARROW, "Germany"),
    "what the browser suggests": (SUGGESTED, "Germany"),
    "free text": (FREE, "Germany"),
    "codes of three letters": (LONG_CODES, "DEU"),
}


@pytest.mark.parametrize(("html", "chosen"), SHAPES.values(), ids=SHAPES)
def test_a_country_is_chosen_and_read_back(html: str, chosen: str, run: Callable, show: Show) -> None:
    session = show(form(html))
    answer = Answer(kind=Kind.COUNTRY, text="DE")
    seen = run(look(session.page))
    asked = next_open(seen, [answer])
    assert asked
    run(fill(SimpleNamespace(controls=Controls(session.page, session.guard)), *asked, seen))
    assert run(session.page.title()) == chosen
    assert next_open(run(look(session.page)), [answer]) is None
    assert answer.given


DRAWN_LIST = "style='display:inline-block;width:200px;height:24px'"
PICKED = "<input type=search role=combobox aria-haspopup=listbox aria-expanded=false aria-controls=list id=it>"
MADE = {
    "a part named by a label": f"<label for=it>Country</label><i id=it role=combobox tabindex=0 {DRAWN_LIST}>Choose</i>",
    "a button laid over what is drawn": f"""<div {DRAWN_LIST} class=row>Choose
        <button type=button id=it title=Country aria-haspopup=true style='opacity:0;width:99px;height:24px'></button></div>""",
    "a list of its own that is searched": f"<label for=it>Country</label>{PICKED}",
}


@pytest.mark.parametrize("question", MADE.values(), ids=MADE)
def test_a_country_is_asked_by_whatever_opens_a_list(question: str, run: Callable, show: Show) -> None:
    seen = run(look(show(f"<form>{question}<button>Next</button></form>" if PICKED in question else form(question)).page))
    country = seen.the(Kind.COUNTRY)
    assert country
    assert country.selector == '[id="it"]'


@pytest.mark.parametrize("button", ["Search", "Find"])
def test_what_is_searched_is_not_the_country(button: str, run: Callable, show: Show) -> None:
    html = f"<form><label for=it>Country</label>{PICKED}<button>{button}</button></form>"
    assert run(look(show(html).page)).the(Kind.COUNTRY) is None


LAND = {
    "cs": "Ve které zemi žijete?",
    "lt": "Kokioje šalyje gyvenate?",
    "et": "Millises riigis te elate?",
    "ga": "Cén tír ina gcónaíonn tú?",
    "is": "Í hvaða landi býrðu?",
    "fi": "Missä maassa asutte?",
    "ko": "어느 나라에 사시나요?",
    "sl": "V kateri državi prebivate?",
}


@pytest.mark.parametrize("language", LAND)
def test_the_country_is_asked_for_in_any_case_of_its_word(language: str, run: Callable, show: Show) -> None:
    question = f"<html lang={language}>" + form(f"<label for=it>{LAND[language]}</label><input id=it>")
    assert run(look(show(question).page)).the(Kind.COUNTRY)


NUMBER = "<input type=tel aria-label=Phone>"
OTHERS = {
    "dialling codes": f"<label>Country <select name=country>{each('<option value=@># (+43)')}</select></label>{NUMBER}",
    "a list before a number": f"<div><label>Phone</label><select name=country>{each('<option value=@>#')}</select>{NUMBER}</div>",
    "flags before a number": f"<select name=country>{each('<option value=@>🇦🇹')}</select>{NUMBER}",
    "a code that is shown": opening("aria-haspopup=menu aria-label=Country", "role=menu", "<p role=menuitem>#", "🇩🇪 +49")
    + NUMBER,
    "teams": f"<fieldset><legend>Favourite team</legend>{each('<label><input type=radio name=t>#</label>')}</fieldset>",
    "a button below another question": "<label>Name <input></label><button type=button>Country</button>",
    "a button that is called what it shows": "<div role=button tabindex=0 aria-label=Country>Country</div>",
    "a menu of something else": opening("aria-haspopup=menu", "role=menu", "<p role=menuitem>#", "More options"),
}


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS)
def test_what_only_resembles_a_list_of_countries_is_left_alone(html: str, run: Callable, show: Show) -> None:
    assert run(look(show(form(html)).page)).the(Kind.COUNTRY) is None


def choices(*labels: str) -> list[Option]:
    return [Option(label=label, value="") for label in labels]


def test_another_country_is_chosen_only_where_ones_own_is_not_among_them() -> None:
    assert country_among(choices("Frankreich", "Deutschland", "Anderes Land"), "DE", "de").label == "Deutschland"
    assert country_among(choices("Frankreich", "Anderes Land"), "DE", "de").label == "Anderes Land"
    assert country_among(choices("Frankreich", "Deutschland (EU)", "Anderes Land"), "DE", "de") is None
    assert country_among(choices("Frankreich", "Österreich"), "DE", "de") is None


@pytest.mark.parametrize(
    ("language", "question", "labels"),
    [
        ("en", "Where do you live?", ("European Economic Area", "United Kingdom", "Somewhere else")),
        ("cs", "Kde bydlíš?", ("Česko", "Slovensko", "Jinde v EU", "Mimo EU")),
        ("fr", "Dans quel pays habites-tu ?", ("France", "Ailleurs en Europe", "Hors d'Europe")),
    ],
)
def test_a_question_for_a_country_may_offer_parts_of_the_world(
    see: Callable[..., Look], language: str, question: str, labels: tuple[str, ...]
) -> None:
    radios = "".join(f"<label><input type=radio name=x> {label}</label>" for label in labels)
    seen = see(f"<form><fieldset><legend>{question}</legend>{radios}</fieldset>{REST}</form>", language)
    assert found(seen, Kind.COUNTRY).options[0].label == labels[0]


def test_whether_one_lives_in_a_country_is_no_question_for_it(see: Callable[..., Look]) -> None:
    radios = "<label><input type=radio name=x> Yes</label><label><input type=radio name=x> No</label>"
    assert see(f"<form><fieldset><legend>Your country</legend>{radios}</fieldset>{REST}</form>").the(Kind.COUNTRY) is None


def test_a_list_of_countries_is_told_in_no_form_where_an_address_is_asked(see: Callable[..., Look]) -> None:
    boxes = f"<input type=email><label>? <select id=s>{COUNTRIES}</select></label><button type=button>Send</button>"
    assert found(see(f"<main>{boxes}</main>"), Kind.COUNTRY)
    assert see(f"<main><label>? <select>{COUNTRIES}</select></label></main>").the(Kind.COUNTRY) is None
