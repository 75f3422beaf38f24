"""Boxes for a mailed code, however they are drawn, are found and take it; rows of boxes for anything else are left alone."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page.controls import Controls
from objector.page.finder import look
from objector.page.look import Kind, Look, PageKind
from tests.page.seen import found

Show = Callable[[str], Session]

SENT = "<h1>Check your email</h1><p>We sent a code to a@b.c.</p>"
MOVING = """<script>const all = [...document.querySelectorAll('.c')];
all.forEach((c, i) => c.oninput = () => { if (c.value ?? c.textContent) all[i + 1]?.focus(); });</script>"""
HELD = "[...document.querySelectorAll('.c')].map(c => c.value ?? c.textContent).join('')"


def cells(attributes: str, tag: str = "input", count: int = 6) -> str:
    style = "style='width:40px;display:inline-block;border:1px solid;min-height:20px'"
    return "".join(f"<{tag} class=c {style} {attributes.replace('#', str(i + 1))}></{tag}>" for i in range(count))


def over_cells(attributes: str) -> str:
    drawn = "<span style='width:40px;height:40px'></span>" * 6
    place = "position:absolute;left:0;top:0;width:100%;height:100%;opacity:0"
    return f"<div style='position:relative;display:flex;width:260px'>{drawn}<input class=c {attributes} style='{place}'></div>"


RESEND = "<input class=c><button>{0}</button> <a href=#x>{1}</a>"
SHAPES = {
    "editable cells": SENT + cells("contenteditable", "div"),
    "cells called apart": SENT + "".join(cells(f"id={name} maxlength=1", count=1) for name in ("a-x", "b-q", "f:r", "s-y")),
    "cells called one by one": f"<form>{cells('maxlength=1 title=Character#')}<button>Continue</button></form>",
    "cells under an address": f"<form><label>E-mail <input type=email></label>{SENT}{cells('maxlength=1')}</form>",
    "wide boxes that the browser fills in": f"{SENT}{cells('autocomplete=one-time-code').replace('40px', '120px')}",
    "two groups with a dash": f"{SENT}<p>{cells('maxlength=1', count=3)}</p>–<p>{cells('maxlength=1', count=3)}</p>",
    "see-through": SENT + over_cells("type=tel"),
    "drawn by its placeholder": "<form><input class=c placeholder=______><button>Continue</button></form>",
    "known by what sends another": f"<form>{RESEND.format('Continue', 'Resend code')}</form>",
    "known by that in German": f"<html lang=de><form>{RESEND.format('Weiter', 'Code erneut senden')}</form>",
    "its digits": "<form><label>E-mail <input type=email></label><label>6 digits from our email <input class=c></label></form>",
    "a PIN in six": SENT + cells("id=pin-input-# type=tel aria-label='Please enter your pin code'"),
    "a number without its name": "<p>We just sent you six digits.</p><form><label>Number <input class=c></label></form>",
    "a PIN": "<p>We have emailed you a PIN.</p><form><label>PIN <input class=c></label><button>Continue</button></form>",
}


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES)
def test_a_box_for_a_code_takes_it_however_it_is_drawn(html: str, run: Callable, show: Show) -> None:
    session = show(html + MOVING)
    box = run(look(session.page)).the(Kind.ONE_TIME_CODE)
    assert box
    code = "1234" if html == SHAPES["cells called apart"] else "123456"
    run(Controls(session.page, session.guard).type_code(box, code))
    assert run(session.page.evaluate(HELD)) == code


def asked(question: str, boxes: str) -> str:
    return f"<form><label>E-mail <input type=email></label><fieldset><legend>{question}</legend>{boxes}</fieldset></form>"


SIZES = "".join(f"<label>Size {n} {cells('type=number max=9', count=1)}</label>" for n in range(36, 42))
OTHERS = {
    "a date": asked("Date of birth", cells("maxlength=1", count=8)),
    "a bank": asked("Sort code", cells("maxlength=1")),
    "a postcode": asked("Postcode", cells("maxlength=1")),
    "a voucher": asked("Voucher code", cells("maxlength=1")),
    "an identity": asked("Last 4 digits of your social security number", cells("maxlength=1", count=4)),
    "a game": asked("Guess the word", cells("maxlength=1", count=5)),
    "a number's end": asked("Last 4 digits", "<label>Last 4 digits of your card <input maxlength=4></label>"),
    "a customer's number": "<form><label>Customer number (6 digits) <input></label><label>E-mail <input></label></form>",
    "an address to write to": "<form><label>Digite o e-mail <input></label><html lang=pt></form>",
    "quantities": f"<form>{SIZES}</form>",
    "a card": "<form><label>Card number <input></label><label>Security code <input maxlength=4 inputmode=numeric></label></form>",
    "an invitation": "<form><label>Invite code <input></label><button>Join</button></form>",
    "what nobody has sent": "<form><label>Your very own project code <input></label><button>Join</button></form>",
    "what is redeemed": "<h1>Redeem</h1><form><input maxlength=8 placeholder='Enter your code'><button>Redeem</button></form>",
}


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS)
def test_a_box_for_something_else_is_no_code(html: str, run: Callable, show: Show) -> None:
    assert run(look(show(html).page)).the(Kind.ONE_TIME_CODE) is None


SMS = "<p>Enter the one-time password that we sent to your phone.</p>"


@pytest.mark.parametrize("button", ["Sign in", "OK", "Send"])
def test_whatever_ends_a_form_for_nothing_but_a_code_hands_it_in(see: Callable[..., Look], button: str) -> None:
    seen = see(f"<form>{SENT}<label>Code <input maxlength=6></label><button>{button}</button></form>")
    assert found(seen, Kind.VERIFY_CODE).label == button


def test_a_password_that_was_sent_and_is_named_a_code_is_one(see: Callable[..., Look]) -> None:
    seen = see(f"<form>{SMS}<label>SMS password <input name=txtOtp type=password maxlength=6></label><button>OK</button></form>")
    assert found(seen, Kind.ONE_TIME_CODE)
    assert seen.is_ is PageKind.SECOND_FACTOR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Gib den 6-stelligen Code ein, der in deiner App angezeigt wird."),
        ("pt", "Digite o código de 6 números que aparece no seu aplicativo."),
    ],
)
def test_a_code_that_an_app_shows_is_a_second_factor(see: Callable[..., Look], language: str, text: str) -> None:
    seen = see(f"<form><p>{text}</p><label>Token <input maxlength=6></label><button>OK</button></form>", language)
    assert seen.is_ is PageKind.SECOND_FACTOR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Code hat nicht geklappt."),
        ("da", "Skriv koden, og tryk på knappen."),
        ("sv", "Skriv koden och tryck på knappen."),
        ("no", "Skriv koden og trykk på knappen."),
    ],
)
def test_words_that_end_as_app_does_make_no_second_factor(see: Callable[..., Look], language: str, text: str) -> None:
    assert see(f"<p>{text}</p><input autocomplete=one-time-code><button>OK</button>", language).is_ is PageKind.CODE
