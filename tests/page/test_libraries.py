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
