"""Every make of control takes its answer, on real pages, and is read back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from objector.browser.errors import StrayedError
from objector.browser.launch import Session
from objector.page.look import Option, Role
from objector.page.reach import UnfillableError
from tests.page.hands import hands, it
from tests.parts.served import ELSEWHERE

Show = Callable[[str], Session]


@pytest.mark.parametrize("text", ["anna@example.org", "„Anna & Söhne“ <3", "two\nlines"])
def test_a_text_is_taken_verbatim_in_place_of_what_was_there(text: str, run: Callable, show: Show) -> None:
    session = show("<textarea id=it>before</textarea>")
    run(hands(session).fill(it(), text))
    assert run(session.page.input_value("#it")) == text


STRIPS = "<textarea id=it></textarea><script>it.oninput = () => { it.value = it.value.replace(/\\n/g, ''); };</script>"


@pytest.mark.parametrize("html", ["<form onsubmit='sent = 1; return false'><input id=it></form>", STRIPS])
def test_a_text_of_several_lines_goes_into_a_box_of_one_with_spaces_between(html: str, run: Callable, show: Show) -> None:
    session = show(f"<script>var sent = 0</script>{html}")
    run(hands(session).fill(it(), "I draw.\nIt is my\n\nprofession."))
    assert run(session.page.input_value("#it")) == "I draw. It is my profession."
    assert run(session.page.evaluate("sent")) == 0


def test_a_masked_input_gets_the_keystrokes_that_it_wants(run: Callable, show: Show) -> None:
    session = show("<input id=it><script>it.oninput = e => { if (e.inputType !== 'insertText') it.value = ''; };</script>")
    run(hands(session).fill(it(), "anna"))
    assert run(session.page.input_value("#it")) == "anna"


def test_an_input_that_takes_something_else_is_told_with_what_it_holds(run: Callable, show: Show) -> None:
    session = show("<input id=it oninput='this.value = this.value.slice(0, 4)'>")
    with pytest.raises(UnfillableError) as told:
        run(hands(session).fill(it(), "anna@example.org"))
    assert told.value.holds == "anna"


def test_a_card_is_clicked_where_its_radio_button_is_hidden(run: Callable, show: Show) -> None:
    session = show("<input type=radio id=yes style='position:absolute;opacity:0;width:1px'><label for=yes>Yes</label>")
    run(hands(session).click_option(it(Role.RADIO), Option(label="Yes", value="yes", selector="label[for=yes]")))
    assert run(session.page.is_checked("#yes"))


def test_a_code_is_typed_over_several_boxes(run: Callable, show: Show) -> None:
    boxes = "<input id=it class=c maxlength=1>" + "<input class=c maxlength=1>" * 5
    script = "document.querySelectorAll('.c').forEach(c => c.oninput = () => c.nextElementSibling?.focus());"
    session = show(f"<div>{boxes}</div><script>{script}</script>")
    run(hands(session).type_code(it(), "012345"))
    assert run(session.page.evaluate("[...document.querySelectorAll('.c')].map(c => c.value).join('')")) == "012345"


def test_a_button_is_clicked_that_was_drawn_anew_since_it_was_checked(run: Callable, show: Show) -> None:
    session = show("<p><button id=it onclick='clicked = 1'>b</button><script>var clicked = 0</script>")
    controls, button = hands(session), it(Role.BUTTON)
    run(controls.check_clickable(button))
    run(session.page.evaluate("it.outerHTML = it.outerHTML.replace('1', '2')"))
    run(controls.click(button))
    assert run(session.page.evaluate("clicked")) == 2


def test_what_was_checked_is_not_clicked_in_place_of_something_else(run: Callable, show: Show) -> None:
    session = show("<button id=it>b</button><button id=other onclick='clicked = 1'>b</button><script>var clicked = 0</script>")
    controls = hands(session)
    run(controls.check_clickable(it(Role.BUTTON)))
    run(controls.click(it(Role.BUTTON, selector="#other")))
    assert run(session.page.evaluate("clicked")) == 1


COVER = "<div style='position:fixed;inset:0'></div>"
UNCLICKABLE = {
    "covered": f"<button id=it>b</button>{COVER}",
    "covered, in a shadow root": f"<div><template shadowrootmode=open><button id=it>b</button></template></div>{COVER}",
    "disabled with its group": "<fieldset disabled><button id=it>b</button></fieldset>",
    "said to be disabled": "<button id=it aria-disabled=true>b</button>",
}


@pytest.mark.parametrize("html", UNCLICKABLE.values(), ids=UNCLICKABLE)
def test_a_button_that_a_click_would_not_reach_is_not_clickable(html: str, run: Callable, show: Show) -> None:
    session = show(html)
    session.page.set_default_timeout(300)
    with pytest.raises(UnfillableError, match="something lies over it"):
        run(hands(session).check_clickable(it(Role.BUTTON)))


@pytest.mark.parametrize("above", ["0", "3000px"], ids=["in sight", "further down"])
def test_a_button_that_can_be_clicked_is_not_clicked_by_looking(above: str, run: Callable, show: Show) -> None:
    session = show(f"<button id=it onclick='document.title = 1' style='margin-top:{above}'><b>b</b></button>")
    run(hands(session).check_clickable(it(Role.BUTTON)))
    assert run(session.page.title()) == "test"


def test_a_field_that_is_gone_is_told(run: Callable, show: Show) -> None:
    with pytest.raises(UnfillableError):
        run(hands(show("")).fill(it(), "anna"))


def test_nothing_is_typed_once_the_page_has_strayed(run: Callable, show: Show) -> None:
    session = show("<input id=it>")
    session.guard.strayed = ELSEWHERE
    with pytest.raises(StrayedError):
        run(hands(session).fill(it(), "anna"))
    assert run(session.page.input_value("#it")) == ""


def test_a_file_is_handed_over_whole(run: Callable, show: Show, tmp_path: Path) -> None:
    (tmp_path / "Bild ä.png").write_bytes(b"picture")
    session = show("<label>Add a file<input id=it type=file hidden></label>")
    run(hands(session).upload(it(Role.FILE), str(tmp_path / "Bild ä.png")))
    assert run(session.page.evaluate("it.files[0].name")) == "Bild ä.png"
    assert run(session.page.evaluate("it.files[0].text()")) == "picture"


def test_nothing_is_handed_over_elsewhere(run: Callable, show: Show, tmp_path: Path) -> None:
    (tmp_path / "answer.png").write_bytes(b"picture")
    session = show("<input id=it type=file>")
    session.guard.strayed = ELSEWHERE
    with pytest.raises(StrayedError):
        run(hands(session).upload(it(Role.FILE), str(tmp_path / "answer.png")))
    assert run(session.page.evaluate("it.files.length")) == 0
