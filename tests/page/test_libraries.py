"""What user-interface libraries draw over, around and in place of the controls of a form does not keep it from being filled."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page.finder import look
from objector.page.look import Kind
from objector.page.reach import UnfillableError
from tests.page.hands import hands
from tests.page.seen import found

Show = Callable[[str], Session]

LISTED = "['Austria', 'France', 'Germany'].map(name => `<div role=option>${name}</div>`).join('')"
NOT_TYPED_INTO = f"""<form><label for=it>Country of residence</label><div id=around style='position:relative;width:200px'>
<select hidden><option>Germany</select><input id=it role=combobox aria-haspopup=listbox inputmode=none>
<div style='position:absolute;inset:0'></div></div><label>Email <input></label><button>Send</button></form>
<script>
it.onkeydown = () => it.value = 'France';
around.onclick = () => {{
  const list = Object.assign(document.createElement('div'), {{role: 'listbox', innerHTML: {LISTED}}});
  for (const option of list.children) option.onclick = () => {{ it.value = option.textContent; list.remove(); }};
  document.body.append(list);
}};
</script>"""
SLOTTED = """<form><div id=it role=combobox tabindex=0 aria-label='Country of residence'>–</div>
<label>Email <input></label><button>Send</button></form><x-option><b>France</b></x-option><x-option><b>Germany</b></x-option>
<script>
for (const option of document.querySelectorAll('x-option')) {
  option.attachShadow({mode: 'open'}).innerHTML = '<div role=option><slot></slot></div>';
  option.onclick = () => it.textContent = option.textContent;
}
</script>"""
LABEL_OVER = """<form><x-box label=Email></x-box><label>Why do you object?
<textarea></textarea></label><button>Send</button></form>
<script>
document.querySelector('x-box').attachShadow({mode: 'open'}).innerHTML =
  `<div>Email</div><div style='opacity:0'><input aria-label=Email></div>`;
</script>"""
WITH_TOOLBAR = """<form><label>Email <input></label><div><label>Please tell us how this affects you</label><div>
<div role=toolbar><button type=button>Bold</button><select aria-label=Size><option>Small</select></div>
<div><div id=it contenteditable></div><div style='display:none'><input></div></div></div></div><button>Send</button></form>"""
STAYS_WITHIN = f"""<form><label>Email <input></label><label for=it>Country of residence</label>
<div id=it role=combobox tabindex=0 aria-expanded=false aria-label='Country of residence'><span>–</span></div>
<button>Send</button></form><script>
it.onclick = () => {{
  const list = Object.assign(document.createElement('div'), {{role: 'listbox', innerHTML: {LISTED}}});
  for (const option of list.children) option.onclick = e => {{ e.stopPropagation(); it.firstChild.textContent = CHOSEN; }};
  it.append(list);
}};
</script>"""


def test_a_list_whose_box_is_not_to_be_typed_into_is_opened_by_what_lies_over_it(run: Callable, show: Show) -> None:
    session = show(NOT_TYPED_INTO)
    run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), ("Germany",)))
    assert run(session.page.input_value("#it")) == "Germany"


def test_an_option_is_known_by_the_words_that_are_put_into_its_component(run: Callable, show: Show) -> None:
    session = show(SLOTTED)
    run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), ("Germany",)))
    assert run(session.page.inner_text("#it")) == "Germany"


def test_a_component_whose_label_lies_where_the_text_will_be_is_a_box(run: Callable, show: Show) -> None:
    session = show(LABEL_OVER)
    run(hands(session).fill(found(run(look(session.page)), Kind.EMAIL), "anna@example.org"))
    assert found(run(look(session.page)), Kind.EMAIL).value == "anna@example.org"


def test_what_a_toolbar_holds_is_no_question_and_hides_none(run: Callable, show: Show) -> None:
    seen = run(look(show(WITH_TOOLBAR).page))
    assert found(seen, Kind.REASON).selector == '[id="it"]'
    assert [each.label for each in seen.found if each.kind is Kind.OTHER] == []


def test_a_choice_is_told_from_the_list_that_lies_within_its_control_still(run: Callable, show: Show) -> None:
    session = show(STAYS_WITHIN.replace("CHOSEN", "option.textContent"))
    run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), ("Germany",)))
    assert found(run(look(session.page)), Kind.COUNTRY).value == "Germany"


def test_an_option_that_was_clicked_and_not_chosen_is_not_believed_for_being_listed(run: Callable, show: Show) -> None:
    session = show(STAYS_WITHIN.replace("CHOSEN", "'France'"))
    with pytest.raises(UnfillableError):
        run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), ("Germany",)))


KEEPS_A_LIST = """<form><label for=it>Country of residence</label><div><select hidden><option value=''></option></select>
<div><input id=it></div></div><label>Email <input></label><button>Send</button></form>"""
HEARS_KEYS = """<form><label for=it>Country of residence</label><input id=it role=combobox aria-autocomplete=list>
<label>Email <input></label><button>Send</button></form><div id=list></div>
<script>
it.onkeyup = () => {
  const fitting = ['ドイツ', 'フランス'].filter(name => it.value && name.startsWith(it.value));
  list.innerHTML = fitting.map(name => `<div role=option>${name}</div>`).join('');
  for (const option of list.children) option.onclick = () => { it.value = option.textContent + ' ✓'; list.innerHTML = ''; };
};
</script>"""
FINDS_NOTHING = f"""<form><label for=it>Country of residence</label><input id=it role=combobox aria-autocomplete=list>
<label>Email <input></label><button>Send</button></form><div id=list></div>
<script>
it.oninput = () => list.innerHTML = '';
it.onclick = () => {{
  list.innerHTML = it.value ? '' : {LISTED};
  for (const option of list.children) option.onclick = () => {{ it.value = option.textContent; list.innerHTML = ''; }};
}};
</script>"""
CONFIRMED = """<style>body { margin: 0; height: 0; overflow: hidden }</style><form style='position:absolute'>
<label for=it>Country of residence</label><button id=it type=button aria-haspopup=dialog>–</button>
<label>Email <input></label><button>Send</button></form>
<script>
it.onclick = () => {
  const options = ['France', 'Germany'].map(name => `<button type=button role=radio>${name}</button>`).join('');
  const dialog = Object.assign(document.createElement('div'), {role: 'alertdialog', style: 'position:fixed', innerHTML:
    `${options}<button type=button>Cancel</button><button type=button>Take it</button>`});
  for (const button of dialog.children) button.onclick = () => {
    if (button.role === 'radio') return dialog.chosen = button.textContent;
    if (button.textContent !== 'Cancel') it.textContent = dialog.chosen;
    dialog.remove();
  };
  document.body.append(dialog);
};
</script>"""
IN_A_DIALOG = f"""<div role=dialog aria-label=Objection><form onsubmit='document.title = "sent"; return false'>
<label for=it>Country of residence</label><button id=it type=button aria-haspopup=listbox>–</button><div id=list></div>
<label>Email <input></label><button type=button onclick='document.title = "sent"'>Send</button></form></div>
<script>it.onclick = () => list.innerHTML = {LISTED};</script>"""
ANNOUNCED = """<form><label for=it>Country of residence</label><div role=combobox style='position:relative'>
<input id=it aria-autocomplete=list><div aria-live=polite style='position:absolute;top:0;left:0'></div>
<div role=listbox><div role=option>France</div><div role=option>Germany</div></div></div>
<label>Email <input></label><button>Send</button></form>
<script>
for (const option of document.querySelectorAll('[role=option]'))
  option.onclick = () => { it.value = ''; document.querySelector('[aria-live]').textContent = option.textContent; };
</script>"""
COMPONENT = f"""<form><label for=it>Country of residence</label><x-list id=it role=combobox tabindex=0></x-list>
<label>Email <input></label><button>Send</button></form><div id=list></div>
<script>
it.attachShadow({{mode: 'open'}}).innerHTML = '<b>–</b>';
it.onclick = () => {{
  list.innerHTML = {LISTED};
  for (const option of list.children) option.onclick = () => {{
    it.shadowRoot.firstChild.textContent = option.textContent;
    list.innerHTML = '';
  }};
}};
</script>"""
ONLY_LABELLED = f"""<form><p><label>Country of residence</label><span id=it tabindex=0>Choose</span></p>
<p><label>Email <input></label></p><button>Send</button></form><div id=list></div>
<script>
it.onclick = () => {{
  list.innerHTML = {LISTED};
  for (const option of list.children) option.onclick = () => {{ it.textContent = option.textContent; list.innerHTML = ''; }};
}};
</script>"""
READ_ONLY = f"""<form><label for=it>Country of residence</label><input id=it readonly><label>Email <input></label>
<button>Send</button></form><div id=list></div>
<script>
it.onclick = () => {{
  list.innerHTML = {LISTED};
  for (const option of list.children) option.onclick = () => {{ it.value = option.textContent; list.innerHTML = ''; }};
}};
</script>"""


def choose(run: Callable, session: Session, *names: str) -> None:
    run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), names))


def test_a_name_that_is_only_typed_is_none_where_a_list_that_is_kept_for_the_form_stays_empty(
    run: Callable, show: Show, impatient: None
) -> None:
    with pytest.raises(UnfillableError):
        choose(run, show(KEEPS_A_LIST), "Germany")


def test_a_box_that_looks_for_what_fits_when_a_key_is_let_go_finds_names_that_no_key_writes(run: Callable, show: Show) -> None:
    session = show(HEARS_KEYS)
    choose(run, session, "ドイツ")
    assert run(session.page.input_value("#it")) == "ドイツ ✓"


def test_a_box_that_finds_nothing_is_emptied_and_chosen_from(run: Callable, show: Show, impatient: None) -> None:
    session = show(FINDS_NOTHING)
    choose(run, session, "Germany")
    assert run(session.page.input_value("#it")) == "Germany"


def test_a_choice_is_confirmed_in_the_dialog_in_which_it_was_made(run: Callable, show: Show) -> None:
    session = show(CONFIRMED)
    choose(run, session, "Germany")
    assert run(session.page.inner_text("#it")) == "Germany"


def test_the_dialog_in_which_the_form_itself_stands_confirms_no_choice(run: Callable, show: Show) -> None:
    session = show(IN_A_DIALOG)
    with pytest.raises(UnfillableError):
        choose(run, session, "Germany")
    assert run(session.page.title()) != "sent"


@pytest.mark.parametrize("html", [ANNOUNCED, COMPONENT, ONLY_LABELLED], ids=["announced", "component", "labelled"])
def test_a_choice_is_read_wherever_it_is_drawn(html: str, run: Callable, show: Show) -> None:
    session = show(html)
    choose(run, session, "Germany")
    assert found(run(look(session.page)), Kind.COUNTRY).value == "Germany"


def test_a_box_that_takes_no_typing_is_clicked(run: Callable, show: Show) -> None:
    session = show(READ_ONLY)
    choose(run, session, "Germany")
    assert run(session.page.input_value("#it")) == "Germany"


HIDES_A_BOX = """<form><label>Email <input></label><div><label for=sent>Please tell us how this affects you</label>
<textarea id=sent style='display:none'></textarea><div><div role=toolbar><button type=button>Bold</button></div>
<div><div id=it contenteditable aria-label='Rich text editor'></div></div></div></div><button>Send</button></form>"""


def test_an_editor_is_asked_what_the_hidden_box_is_asked_that_it_writes_for(run: Callable, show: Show) -> None:
    assert found(run(look(show(HIDES_A_BOX).page)), Kind.REASON).selector == '[id="it"]'
