"""Every make of list is chosen from, on real pages, and what was chosen is read back."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page import lists
from objector.page.look import Option, Role
from objector.page.reach import UnfillableError
from tests.page.hands import hands, it

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


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(label=label, value=value) for label, value in zip(labels, ("", "AT", "DE"), strict=True))


@pytest.mark.parametrize(
    ("html", "role"),
    [(TYPEAHEAD, Role.COMBOBOX), (ARIA, Role.COMBOBOX), (FILTERED, Role.COMBOBOX)],
    ids=["typeahead", "listbox", "filter"],
)
def test_a_list_of_any_make_is_chosen_from(html: str, role: Role, run: Callable, show: Show) -> None:
    session = show(html)
    run(hands(session).choose(it(role), ("Deutschland", "Germany", "DE")))
    assert run(session.page.evaluate("it.value || it.textContent")) == "Germany"


def test_choosing_from_a_typeahead_makes_it_more_than_typed(run: Callable, show: Show) -> None:
    session = show(TYPEAHEAD)
    run(hands(session).choose(it(Role.COMBOBOX), ("Germany",)))
    assert run(session.page.input_value("#iso")) == "DE"


def test_a_typeahead_whose_list_something_lies_over_is_left_empty(run: Callable, show: Show, monkeypatch) -> None:
    monkeypatch.setattr(lists, "CLICKS", 0.5)
    session = show(TYPEAHEAD + "<div style='position:fixed;inset:0'></div>")
    with pytest.raises(UnfillableError):
        run(hands(session).choose(it(Role.COMBOBOX), ("Germany",)))
    assert run(session.page.input_value("#it")) == ""


@pytest.mark.parametrize("names", [("Deutschland", "Germany"), ("DE",), ("GERMANY",)])
def test_a_native_list_is_chosen_from_by_label_or_value(names: tuple[str, ...], run: Callable, show: Show) -> None:
    session = show(NATIVE)
    run(hands(session).choose(it(Role.SELECT, options=options("Choose…", "Österreich", "Germany")), names))
    assert run(session.page.input_value("#it")) == "DE"


@pytest.mark.parametrize(("html", "role"), [(NATIVE, Role.SELECT), (TYPEAHEAD, Role.COMBOBOX)], ids=["native", "typeahead"])
def test_what_is_not_offered_is_not_chosen(html: str, role: Role, run: Callable, show: Show) -> None:
    session = show(html)
    with pytest.raises(UnfillableError):
        run(hands(session).choose(it(role, options=options("Choose…", "Österreich", "Germany")), ("Atlantis",)))


def test_a_list_that_does_not_show_the_choice_is_not_believed(run: Callable, show: Show) -> None:
    session = show(STUBBORN)
    with pytest.raises(UnfillableError) as told:
        run(hands(session).choose(it(Role.COMBOBOX), ("Germany",)))
    assert told.value.holds == "Choose…"


def test_a_drawn_list_tells_what_it_offers_before_anything_is_taken(run: Callable, show: Show) -> None:
    session = show(ARIA)
    offered = run(hands(session).offered(it(Role.COMBOBOX)))
    assert [option.label for option in offered] == ["Georgia", "Germany"]
    assert run(session.page.inner_text("#it")) == "Choose…"
    run(hands(session).take(it(Role.COMBOBOX), offered[1]))
    assert run(session.page.inner_text("#it")) == "Germany"


def test_a_list_that_does_not_show_what_was_taken_from_it_is_not_believed(run: Callable, show: Show) -> None:
    session = show(STUBBORN)
    with pytest.raises(UnfillableError):
        run(hands(session).take(it(Role.COMBOBOX), Option(label="Germany", value="Germany")))
