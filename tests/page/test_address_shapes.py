"""The box for an address is found however a page says that it is one, in a web component too, and takes it."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page.controls import Controls
from objector.page.finder import look
from objector.page.look import Kind, Look
from tests.page.seen import found

Show = Callable[[str], Session]

REST = "<p><label>Message <textarea></textarea></label></p><button>Send</button>"


def component(attributes: str, inside: str = "<div><input></div>", light: str = "") -> str:
    return f"<x-box {attributes}><template shadowrootmode=open>{inside}</template>{light}</x-box>"


SHAPES = {
    "an icon": "<div><span><i class='fa fa-envelope'></i></span><input></div>",
    "a picture": "<img alt=E-mail width=16 height=16><input>",
    "an example": "<input placeholder=you@example.org>",
    "a pattern": "<input pattern='[^@]+@[^@]+'>",
    "a description": "<input aria-describedby=hint><p>—</p><small id=hint>The email address of your account</small>",
    "a column": "<table><tr><th>Name<th>E-mail<tr><td><input><td><input id=it></table>",
    "a group": "<div role=group aria-label='Email address'><input></div>",
    "what programmers call it": "<input formcontrolname=email>",
    "editable text": "<p>Your email address</p><div contenteditable style='border:1px solid'></div>",
    "a component's label": component("label='Email address'"),
    "a component's name": component("name=email type=email"),
    "a component's slot": component("", "<label><slot name=label></slot></label><input>", "<b slot=label>Email address</b>"),
    "a component's page": f"<label for=x>Email address</label><div>{component('id=x')}</div>",
}


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES)
def test_an_address_is_asked_in_whatever_way(html: str, run: Callable, show: Show) -> None:
    session = show(f"<form>{html}{REST}</form>")
    box = run(look(session.page)).the(Kind.EMAIL)
    assert box
    run(Controls(session.page, session.guard).fill(box, "me@example.org"))
    seen = run(look(session.page)).the(Kind.EMAIL)
    assert seen
    assert seen.value == "me@example.org"


@pytest.mark.parametrize(
    "html",
    [
        "<label>Email</label><input> @ <input>",
        "<label>Email <input><span>@example.org</span></label>",
        "<i class='fa fa-map-marker'></i><input>",
        component("label=Email", "<input><input>"),
    ],
)
def test_a_part_of_an_address_or_a_box_that_says_nothing_is_not_filled(html: str, run: Callable, show: Show) -> None:
    assert run(look(show(f"<form>{html}{REST}</form>").page)).the(Kind.EMAIL) is None


def test_a_trap_for_machines_is_not_filled_and_the_address_after_it_is(see: Callable[..., Look]) -> None:
    trap = "<div><input name=email tabindex=-1 autocomplete=off></div>"
    seen = see(f"<form>{trap}<label>Email <input id=e name=a2></label><textarea></textarea><button>Send</button></form>")
    assert found(seen, Kind.EMAIL).selector == '[id="e"]'
    assert seen.the(Kind.EMAIL_CONFIRM) is None
