"""A copy of a form's page that can be shown to others says what the form asks, and nothing of whom it was shown to."""

import re
from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page.scrub import scrubbed

Show = Callable[[str], Session]

FORM = """<title>(3) TELLTALE | Site</title><base href="/TELLTALE/"><main><h1>Object to this use</h1>
<form action="/submit/AQHtell0talelDEF0123456789abcdef/x?token=TELLTALE"><p>{row}</p>
<label>Email <input name=email></label><button id=b></button></form>"""

TELL = {
    "editor": "<div contenteditable=true><p>My own <b>TELLTALE</b></p></div>",
    "editor without markup": "<div role=textbox><p>TELLTALE</p></div>",
    "result": "<output>TELLTALE</output>",
    "fallback": "<canvas>TELLTALE</canvas><audio>TELLTALE</audio>",
    "what a slider says": "<div role=slider aria-valuetext=TELLTALE></div>",
    "option": "<select name=who><option value='TELLTALE@example.org'>TELLTALE@example.org</select>",
    "choice": "<input type=radio name=who value='TELLTALE@example.org'>",
    "button": "<button name=go value='00TELLTALE00aB3dE5gH7'>Go</button>",
    "name of a field": "<input name='field_00TELLTALE00aB3dE5gH7'>",
    "name with hyphens": "<input name='00TELL-aBTELLTALE-aB3d_E5gH-TELLTALE'>",
    "profile": "<a href='/TELLTALE/'>Profile</a>",
    "mail link": "<a href='mailto:TELLTALE@example.org'>Mail</a>",
    "script link": "<a href='javascript:go(`TELLTALE`)'>Go</a>",
    "user in a link": "<a href='https://me:TELLTALE@www.facebook.com/;TELLTALE/'>Go</a>",
    "placeholder": "<input placeholder='TELLTALE@example.org'>",
    "label": "<input aria-label='For TELLTALE@example.org'>",
    "named by the address": "<label for='TELLTALE@example.org'>x</label><input id='TELLTALE@example.org'>",
}


@pytest.fixture
def copy(run: Callable, show: Show) -> Callable[[str], str]:
    return lambda row: run(scrubbed(show(FORM.format(row=row)).page, ["h1", "[name=email]", "#b"]))


@pytest.mark.parametrize("row", TELL.values(), ids=TELL)
def test_it_holds_nothing_that_tells_whose_it_was(row: str, copy: Callable[[str], str]) -> None:
    page = copy(row)
    assert "TELLTALE" not in page
    assert "tell0tale" not in page
    assert '<label>Email <input name="email"></label>' in page


@pytest.mark.parametrize("number", ["+49 170 123 45 67", "(0170) 123-4567", "0170/1234567", "100004217555"])
def test_it_holds_no_number_of_a_telephone_or_account(number: str, copy: Callable[[str], str]) -> None:
    page = copy(f"Is {number} yours? Until 27 May 2025.")
    assert re.findall(r"170|4567|45 67|217555", page) == []
    assert "Until 27 May 2025." in page


def test_a_label_still_leads_to_its_field(copy: Callable[[str], str]) -> None:
    page = copy("<label for=row.1234567>1</label><input id=row.1234567><label for=row.7654321>Two</label><input id=row.7654321>")
    one, two = re.findall(r'for="(row\.\d{7})"', page)
    assert one != two
    assert re.findall(r'id="(row\.\d{7})"', page) == [one, two]
    assert "1234567" not in page


def test_what_is_not_copied_takes_nothing_else_along(run: Callable, show: Show) -> None:
    session = show("<header>TELLTALE</header><iframe srcdoc='<input name=email>'></iframe>")
    page = run(scrubbed(session.page, []))
    assert "TELLTALE" not in page
    assert "not copied" in page
