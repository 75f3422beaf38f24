"""Every make of control takes its answer, on real pages, and is read back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from objector.browser.errors import StrayedError
from objector.browser.launch import Session
from objector.page import lists
from objector.page.controls import Controls, UnfillableError, option_named, plain
from objector.page.look import Found, Kind, Option, Role
from tests.parts.served import ELSEWHERE

Show = Callable[[str], Session]

NATIVE = """<select id=it><option value=''>Choose…</option><option value=AT>Österreich</option>
<option value=DE>Germany</option></select>"""
TYPEAHEAD = """<input id=it role=combobox><ul role=listbox hidden></ul><input type=hidden id=iso><script>
const all = {Germany: 'DE', Georgia: 'GE', Greece: 'GR'}, list = document.querySelector('ul');
it.oninput = () => setTimeout(() => {
  list.hidden = false;
  list.replaceChildren(...Object.keys(all).filter(n => n.startsWith(it.value)).map(n => {
    const li = Object.assign(document.createElement('li'), {textContent: n, role: 'option'});
    li.onclick = () => { it.value = n; iso.value = all[n]; list.hidden = true; };
    return li;
  }));
}, 50);
</script>"""
ARIA = """<div id=it role=combobox tabindex=0>Choose…</div><script>
it.onclick = () => {
  const list = Object.assign(document.createElement('div'), {role: 'listbox'});
  for (const n of ['Georgia', 'Germany']) {
    const option = Object.assign(document.createElement('div'), {textContent: n, role: 'option'});
    option.onclick = () => { it.textContent = n; list.remove(); };
    list.append(option);
  }
  setTimeout(() => document.body.append(list), 50);
};
</script>"""
FILTERED = """<div id=it role=combobox tabindex=0>Choose…</div><script>
it.onclick = () => {
  document.body.insertAdjacentHTML('beforeend', '<div role=dialog><input id=filter><div role=listbox></div></div>');
  filter.focus();
  filter.oninput = () => {
    const list = document.querySelector('[role=listbox]');
    const fitting = ['Germany', 'Georgia'].filter(n => n.startsWith(filter.value));
    list.innerHTML = fitting.map(n => `<div role=option>${n}</div>`).join('');
    for (const option of list.children)
      option.onclick = () => { it.textContent = option.textContent; document.querySelector('[role=dialog]').remove(); };
  };
};
</script>"""
STUBBORN = "<div id=it role=combobox tabindex=0>Choose…</div><div role=listbox><div role=option>Germany</div></div>"


def found(role: Role = Role.TEXT, **more: object) -> Found:
    plainly = Found(kind=Kind.COUNTRY, role=role, selector="#it", score=1, margin=1, filled=True, why=(), label="it")
    return replace(plainly, **more)


def hands(session: Session) -> Controls:
    return Controls(session.page, session.guard)


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(label=label, value=value) for label, value in zip(labels, ("", "AT", "DE"), strict=True))


@pytest.mark.parametrize("text", ["anna@example.org", "„Anna & Söhne“ <3", "two\nlines"])
def test_a_text_is_taken_verbatim_in_place_of_what_was_there(text: str, run: Callable, show: Show) -> None:
    session = show("<textarea id=it>before</textarea>")
    run(hands(session).fill(found(), text))
    assert run(session.page.input_value("#it")) == text


def test_a_masked_input_gets_the_keystrokes_that_it_wants(run: Callable, show: Show) -> None:
    session = show("<input id=it><script>it.oninput = e => { if (e.inputType !== 'insertText') it.value = ''; };</script>")
    run(hands(session).fill(found(), "anna"))
    assert run(session.page.input_value("#it")) == "anna"


def test_an_input_that_takes_something_else_is_told_with_what_it_holds(run: Callable, show: Show) -> None:
    session = show("<input id=it oninput='this.value = this.value.slice(0, 4)'>")
    with pytest.raises(UnfillableError) as told:
        run(hands(session).fill(found(), "anna@example.org"))
    assert told.value.holds == "anna"


@pytest.mark.parametrize(
    ("html", "role"),
    [(TYPEAHEAD, Role.COMBOBOX), (ARIA, Role.COMBOBOX), (FILTERED, Role.COMBOBOX)],
    ids=["typeahead", "listbox", "filter"],
)
def test_a_list_of_any_make_is_chosen_from(html: str, role: Role, run: Callable, show: Show) -> None:
    session = show(html)
    run(hands(session).choose(found(role), ("Deutschland", "Germany", "DE")))
    assert run(session.page.evaluate("it.value || it.textContent")) == "Germany"


def test_choosing_from_a_typeahead_makes_it_more_than_typed(run: Callable, show: Show) -> None:
    session = show(TYPEAHEAD)
    run(hands(session).choose(found(Role.COMBOBOX), ("Germany",)))
    assert run(session.page.input_value("#iso")) == "DE"


def test_a_typeahead_whose_list_something_lies_over_is_left_empty(run: Callable, show: Show, monkeypatch) -> None:
    monkeypatch.setattr(lists, "CLICKS", 0.5)
    session = show(TYPEAHEAD + "<div style='position:fixed;inset:0'></div>")
    with pytest.raises(UnfillableError):
        run(hands(session).choose(found(Role.COMBOBOX), ("Germany",)))
    assert run(session.page.input_value("#it")) == ""


@pytest.mark.parametrize("names", [("Deutschland", "Germany"), ("DE",), ("GERMANY",)])
def test_a_native_list_is_chosen_from_by_label_or_value(names: tuple[str, ...], run: Callable, show: Show) -> None:
    session = show(NATIVE)
    run(hands(session).choose(found(Role.SELECT, options=options("Choose…", "Österreich", "Germany")), names))
    assert run(session.page.input_value("#it")) == "DE"


@pytest.mark.parametrize(("html", "role"), [(NATIVE, Role.SELECT), (TYPEAHEAD, Role.COMBOBOX)], ids=["native", "typeahead"])
def test_what_is_not_offered_is_not_chosen(html: str, role: Role, run: Callable, show: Show) -> None:
    session = show(html)
    with pytest.raises(UnfillableError):
        run(hands(session).choose(found(role, options=options("Choose…", "Österreich", "Germany")), ("Atlantis",)))


def test_a_list_that_does_not_show_the_choice_is_not_believed(run: Callable, show: Show) -> None:
    session = show(STUBBORN)
    with pytest.raises(UnfillableError) as told:
        run(hands(session).choose(found(Role.COMBOBOX), ("Germany",)))
    assert told.value.holds == plain("Choose…")


def test_a_card_is_clicked_where_its_radio_button_is_hidden(run: Callable, show: Show) -> None:
    session = show("<input type=radio id=yes style='position:absolute;opacity:0;width:1px'><label for=yes>Yes</label>")
    run(hands(session).click_option(found(Role.RADIO), Option(label="Yes", value="yes", selector="label[for=yes]")))
    assert run(session.page.is_checked("#yes"))


def test_a_code_is_typed_over_several_boxes(run: Callable, show: Show) -> None:
    boxes = "<input id=it class=c maxlength=1>" + "<input class=c maxlength=1>" * 5
    script = "document.querySelectorAll('.c').forEach(c => c.oninput = () => c.nextElementSibling?.focus());"
    session = show(f"<div>{boxes}</div><script>{script}</script>")
    run(hands(session).type_code(found(), "012345"))
    assert run(session.page.evaluate("[...document.querySelectorAll('.c')].map(c => c.value).join('')")) == "012345"


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
        run(hands(session).check_clickable(found(Role.BUTTON)))


@pytest.mark.parametrize("above", ["0", "3000px"], ids=["in sight", "further down"])
def test_a_button_that_can_be_clicked_is_not_clicked_by_looking(above: str, run: Callable, show: Show) -> None:
    session = show(f"<button id=it onclick='document.title = 1' style='margin-top:{above}'><b>b</b></button>")
    run(hands(session).check_clickable(found(Role.BUTTON)))
    assert run(session.page.title()) == "test"


def test_a_field_that_is_gone_is_told(run: Callable, show: Show) -> None:
    with pytest.raises(UnfillableError):
        run(hands(show("")).fill(found(), "anna"))


def test_nothing_is_typed_once_the_page_has_strayed(run: Callable, show: Show) -> None:
    session = show("<input id=it>")
    session.guard.strayed = ELSEWHERE
    with pytest.raises(StrayedError):
        run(hands(session).fill(found(), "anna"))
    assert run(session.page.input_value("#it")) == ""


def test_names_count_in_their_order() -> None:
    offered = options("Choose…", "Österreich", "Germany")
    assert option_named(offered, ("DE", "Österreich")) == offered[2]
    assert option_named(offered, ("osterreich", "DE")) == offered[1]
    assert option_named(offered, ("Atlantis",)) is None


def test_a_drawn_list_tells_what_it_offers_before_anything_is_taken(run: Callable, show: Show) -> None:
    session = show(ARIA)
    offered = run(hands(session).offered(found(Role.COMBOBOX)))
    assert [option.label for option in offered] == ["Georgia", "Germany"]
    assert run(session.page.inner_text("#it")) == "Choose…"
    run(hands(session).take(found(Role.COMBOBOX), offered[1]))
    assert run(session.page.inner_text("#it")) == "Germany"


def test_a_list_that_does_not_show_what_was_taken_from_it_is_not_believed(run: Callable, show: Show) -> None:
    session = show(STUBBORN)
    with pytest.raises(UnfillableError):
        run(hands(session).take(found(Role.COMBOBOX), Option(label="Germany", value="Germany")))


def test_a_file_is_handed_over_whole(run: Callable, show: Show, tmp_path: Path) -> None:
    (tmp_path / "Bild ä.png").write_bytes(b"picture")
    session = show("<label>Add a file<input id=it type=file hidden></label>")
    run(hands(session).upload(found(Role.FILE), str(tmp_path / "Bild ä.png")))
    assert run(session.page.evaluate("it.files[0].name")) == "Bild ä.png"
    assert run(session.page.evaluate("it.files[0].text()")) == "picture"


def test_nothing_is_handed_over_elsewhere(run: Callable, show: Show, tmp_path: Path) -> None:
    (tmp_path / "answer.png").write_bytes(b"picture")
    session = show("<input id=it type=file>")
    session.guard.strayed = ELSEWHERE
    with pytest.raises(StrayedError):
        run(hands(session).upload(found(Role.FILE), str(tmp_path / "answer.png")))
    assert run(session.page.evaluate("it.files.length")) == 0
