"""Widgets of the usual libraries, on pages of their own, are seen for what they are, filled as a person would, and read back."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from objector.browser.launch import Session
from objector.page.answers import YES, Answer, next_open
from objector.page.finder import look
from objector.page.give import fill
from objector.page.look import Kind, Option, Role
from objector.page.reach import OverlongError, UnfillableError
from tests.page.hands import hands, it
from tests.page.seen import found

Show = Callable[[str], Session]

NAMES = "['Austria', 'Belgium', 'France', 'Georgia', 'Germany', 'Italy', 'Poland', 'Spain']"
OPTIONS = "".join(
    f"<option value={code}>{name}" for code, name in (("", "–"), ("AT", "Austria"), ("DE", "Germany"), ("FR", "France"))
)
DRAWN = f"""<div><label for=native>Country of residence</label>
<select id=native name=country style='display:none'>{OPTIONS}</select>
<div id=drawn style='border:1px solid;width:200px' tabindex=0><span>–</span></div></div><script>
const all = [...native.options].map(o => o.text);
drawn.onmousedown = () => {{
  document.querySelector('.results')?.remove();
  document.body.insertAdjacentHTML('beforeend', '<ul class=results style="position:absolute;top:200px"></ul>');
  for (const name of all) {{
    const li = Object.assign(document.createElement('li'), {{textContent: name}});
    li.onmouseup = () => {{
      drawn.firstChild.textContent = name;
      native.value = [...native.options].find(o => o.text === name).value;
      native.dispatchEvent(new Event('change', {{bubbles: true}}));
      document.querySelector('.results').remove();
    }};
    document.querySelector('.results').append(li);
  }}
}};
</script>"""
SEARCHED = f"""<form><label for=it>Country</label><div><div class=control><div><div class=single></div><div><input id=it
role=combobox aria-autocomplete=list></div></div></div></div><textarea aria-label=Reason></textarea><button>Send</button></form>
<script>
it.oninput = () => {{
  document.querySelector('[role=listbox]')?.remove();
  document.body.insertAdjacentHTML('beforeend', '<div role=listbox style="position:absolute;top:200px"></div>');
  for (const name of {NAMES}.filter(n => n.startsWith(it.value))) {{
    const option = Object.assign(document.createElement('div'), {{textContent: name, role: 'option'}});
    option.onclick = () => {{
      document.querySelector('.single').textContent = name; it.value = ''; document.querySelector('[role=listbox]').remove();
    }};
    document.querySelector('[role=listbox]').append(option);
  }}
}};
</script>"""
VIRTUAL = """<button id=it type=button aria-haspopup=listbox aria-label='Country of residence'>Choose</button><script>
const all = Array.from({length: 60}, (_, i) => 'Land ' + i); all[50] = 'Germany';
it.onclick = () => {
  document.body.insertAdjacentHTML('beforeend', `<div role=listbox style='position:absolute;top:80px;height:100px;width:200px;
    overflow:auto'><div style='height:1200px;position:relative'></div></div>`);
  const list = document.querySelector('[role=listbox]'), inner = list.firstChild;
  const draw = () => {
    const from = Math.floor(list.scrollTop / 20);
    inner.replaceChildren(...all.slice(from, from + 10).map((name, i) => {
      const option = Object.assign(document.createElement('div'), {textContent: name, role: 'option'});
      option.style = `position:absolute;top:${(from + i) * 20}px;height:20px`;
      option.onclick = () => { it.textContent = name; list.remove(); };
      return option;
    }));
  };
  list.onscroll = draw;
  draw();
};
</script>"""
OWN_BAR = VIRTUAL.replace("overflow:auto'", "overflow:hidden'")
FORM = """<form><label for=it>Country of residence</label>{}<label>Email <input type=email></label>
<label>Why do you object? <textarea></textarea></label><button>Send</button></form>"""
WITH_BUTTON = FORM.format("""<div><input id=it role=combobox aria-autocomplete=list>
<button type=button aria-haspopup=listbox aria-labelledby='show l' id=show tabindex=-1>▼</button></div>
<i id=l>Country of residence</i>""")
AROUND = FORM.format("""<style>.out { position: absolute; width: 1px; height: 1px; overflow: hidden }</style>
<div id=around style='border:1px solid;width:200px'>
<div class=out><input id=it style='transform:scale(0)' readonly aria-haspopup=listbox value=Germany></div>
<div class=out><select style='transform:scale(0)' tabindex=-1><option>Germany</select></div><span>Germany</span>
<span role=button aria-haspopup=listbox aria-label='Select the country'><svg width=9 height=9></svg></span></div>""")
SHOWN_AS_A_PROMPT = FORM.format("""<div style='width:200px'><div><input id=it role=combobox aria-haspopup=listbox></div>
<div class=placeholder><span>Germany</span></div></div>""")
DRAWN_WITH_ROLE = FORM.format(f"""<div role=combobox tabindex=0 aria-haspopup=true aria-autocomplete=list style='width:200px'>
<div><select id=it hidden>{OPTIONS}</select><div>–</div></div></div>""")
STAYS_OPEN = """<button id=it type=button aria-haspopup=listbox aria-expanded=false aria-label=Country>Choose</button><script>
it.onclick = () => {
  it.setAttribute('aria-expanded', true);
  document.body.insertAdjacentHTML('beforeend', '<div role=listbox><div role=option>France</div></div>');
};
it.onkeydown = e => {
  if (e.key !== 'Escape') return;
  it.setAttribute('aria-expanded', false);
  document.querySelector('[role=listbox]').remove();
};
</script>"""
REMOTE = f"""<form><label for=it>Country</label><input id=it name=Field7 role=combobox aria-autocomplete=list>
<input type=hidden name=Field7_iso2_country_code id=iso></form><script>
it.oninput = () => setTimeout(() => {{
  document.querySelector('ul')?.remove();
  document.body.insertAdjacentHTML('beforeend', '<ul role=listbox></ul>');
  for (const name of {NAMES}.filter(n => n.startsWith(it.value))) {{
    const li = Object.assign(document.createElement('li'), {{textContent: name, role: 'option'}});
    li.onclick = () => {{ it.value = name; document.querySelector('ul').remove(); setTimeout(() => iso.value = CODE, 100); }};
    document.querySelector('ul').append(li);
  }}
}}, 300);
</script>"""
SHADOWED = """<x-list></x-list><script>
const root = document.querySelector('x-list').attachShadow({mode: 'open'});
root.innerHTML = `<div id=it role=combobox tabindex=0 aria-label='Country of residence'>Choose</div>`;
root.querySelector('#it').onclick = () => {
  root.innerHTML += '<div role=listbox><div role=option>Germany</div></div>';
  root.querySelector('[role=option]').onclick = () => {
    root.querySelector('#it').textContent = 'Germany'; root.querySelector('[role=listbox]').remove(); };
};
</script>"""
PASTED = """<div id=row><input class=c id=it maxlength=1><input class=c maxlength=1>
<input class=c maxlength=1><input class=c maxlength=1></div><script>
const all = [...document.querySelectorAll('.c')];
all.forEach(c => c.onkeydown = c.onbeforeinput = e => e.preventDefault());
row.onpaste = e => [...e.clipboardData.getData('text')].forEach((digit, i) => all[i].value = digit);
</script>"""
SENDING = """<div><input class=c id=it maxlength=1><input class=c maxlength=1>
<input class=c maxlength=1><input class=c maxlength=1></div><script>
const all = [...document.querySelectorAll('.c')], sent = [];
all.forEach((c, i) => c.oninput = () => {
  all[i + 1]?.focus();
  if (all.every(c => c.value)) { sent.push(all.map(c => c.value).join('')); all.forEach(c => c.value = ''); }
});
</script>"""
LATE = SENDING.replace("all[i + 1]?.focus();", "setTimeout(() => all[i + 1]?.focus(), 60); c.value = c.value.slice(-1);")
LATE = LATE.replace(" maxlength=1", "")
DRAGGING = LATE.replace("setTimeout(() => all[i + 1]?.focus(), 60)", "setInterval(() => all[1].focus(), 1)")
STAYING = "<div>" + "<input class=c maxlength=1>" * 4 + "</div>"
ANEW = """<div id=place><input id=it></div><script>
const bind = () => { it.oninput = () => { place.innerHTML = `<input id=it value="${it.value}">`; it.focus(); bind(); }; };
bind();
</script>"""


def test_a_native_list_hidden_behind_a_drawn_one_is_set_through_what_is_drawn(run: Callable, show: Show) -> None:
    session = show(DRAWN)
    run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), ("Germany", "DE")))
    assert run(session.page.evaluate("[native.value, drawn.innerText]")) == ["DE", "Germany"]


def test_a_hidden_native_list_with_nothing_drawn_for_it_is_set_itself_and_told_to_the_page(run: Callable, show: Show) -> None:
    session = show(f"<select id=it hidden onchange='document.title = this.value'>{OPTIONS}</select>")
    options = tuple(Option(label=label, value=value) for label, value in (("–", ""), ("Germany", "DE"), ("France", "FR")))
    run(hands(session).choose(it(Role.SELECT, options=options), ("Germany",)))
    assert run(session.page.title()) == "DE"


def test_a_native_list_in_a_row_that_is_not_displayed_is_no_field(run: Callable, show: Show) -> None:
    session = show(f"<form><div style='display:none'><select name=country>{OPTIONS}</select></div><div>Write to us</div></form>")
    assert run(look(session.page)).the(Kind.COUNTRY) is None


def test_what_was_chosen_beside_the_box_that_is_searched_in_is_read_back(run: Callable, show: Show) -> None:
    session = show(SEARCHED)
    run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), ("Germany",)))
    assert found(run(look(session.page)), Kind.COUNTRY).value == "Germany"


@pytest.mark.parametrize("html", [VIRTUAL, OWN_BAR], ids=["the browser's bar", "a bar of its own"])
def test_a_list_that_draws_only_what_is_in_sight_is_scrolled_to_the_option(html: str, run: Callable, show: Show) -> None:
    session = show(html)
    seen = found(run(look(session.page)), Kind.COUNTRY)
    assert seen.role is Role.COMBOBOX
    run(hands(session).choose(seen, ("Germany",)))
    assert found(run(look(session.page)), Kind.COUNTRY).value == "Germany"


def test_the_button_that_opens_a_boxs_list_is_no_question_of_its_own(run: Callable, show: Show) -> None:
    seen = run(look(show(WITH_BUTTON).page))
    assert found(seen, Kind.COUNTRY).selector == '[id="it"]'
    assert [each.role for each in seen.found].count(Role.COMBOBOX) == 1


def test_what_is_drawn_around_a_box_out_of_sight_is_one_list_however_many_parts_say_that_they_open_it(
    run: Callable, show: Show
) -> None:
    country = found(run(look(show(AROUND).page)), Kind.COUNTRY)
    assert (country.selector, country.label, country.value) == ('[id="around"]', "Country of residence", "Germany")


def test_a_country_that_stands_where_the_prompt_stood_is_the_choice(run: Callable, show: Show) -> None:
    assert found(run(look(show(SHOWN_AS_A_PROMPT).page)), Kind.COUNTRY).value == "Germany"


def test_what_is_drawn_around_a_hidden_native_list_is_that_list(run: Callable, show: Show) -> None:
    country = found(run(look(show(DRAWN_WITH_ROLE).page)), Kind.COUNTRY)
    assert (country.selector, country.role) == ('[id="it"]', Role.SELECT)


def test_reasons_are_written_where_text_is_edited_in_place(run: Callable, show: Show) -> None:
    editor = "<p id=l>Please tell us how this affects you</p><div role=textbox contenteditable aria-labelledby=l></div>"
    seen = run(look(show(f"<form><label>Email <input></label>{editor}<button>Send</button></form>").page))
    assert found(seen, Kind.REASON).role is Role.TEXT


def test_a_list_without_the_option_is_closed_again(run: Callable, show: Show) -> None:
    session = show(STAYS_OPEN)
    with pytest.raises(UnfillableError):
        run(hands(session).choose(it(Role.COMBOBOX), ("Germany",)))
    assert run(session.page.get_attribute("#it", "aria-expanded")) == "false"


def test_the_code_that_a_typeahead_keeps_beside_itself_must_be_the_countrys(run: Callable, show: Show) -> None:
    session = show(REMOTE.replace("CODE", "'DE'"))
    run(hands(session).choose(it(Role.COMBOBOX), ("Germany", "DE")))
    assert run(session.page.input_value("#iso")) == "DE"


def test_a_list_within_a_shadow_root_is_chosen_from(run: Callable, show: Show) -> None:
    session = show(SHADOWED)
    run(hands(session).choose(found(run(look(session.page)), Kind.COUNTRY), ("Germany",)))
    assert found(run(look(session.page)), Kind.COUNTRY).value == "Germany"


def test_a_list_for_the_reason_is_no_box_to_write_in(run: Callable, show: Show) -> None:
    html = (
        "<form><p>Your reason for objecting</p><div role=combobox tabindex=0 aria-label='Your reason for objecting'>Choose…</div>"
    )
    seen = run(look(show(f"{html}<label>Email<input type=email></label><button>Submit</button></form>").page))
    assert seen.the(Kind.REASON) is None
    assert Role.COMBOBOX in {each.role for each in seen.found}


def code_boxes() -> tuple[Option, ...]:
    return tuple(Option(label=str(n), value="", selector=f".c:nth-of-type({n})") for n in range(1, 5))


@pytest.mark.parametrize("html", [PASTED, STAYING], ids=["pasted only", "not moving on"])
def test_boxes_that_do_not_move_on_by_themselves_get_the_whole_code(html: str, run: Callable, show: Show) -> None:
    session = show(html)
    run(hands(session).type_code(it(selector=".c", options=code_boxes()), "0123"))
    assert run(session.page.evaluate("[...document.querySelectorAll('.c')].map(c => c.value).join('')")) == "0123"


@pytest.mark.parametrize("html", [SENDING, LATE, DRAGGING], ids=["at once", "going on a moment later", "dragging the focus"])
def test_a_code_that_the_page_sends_by_itself_is_sent_once(html: str, run: Callable, show: Show) -> None:
    session = show(html)
    run(hands(session).type_code(it(options=code_boxes()), "0123"))
    assert run(session.page.evaluate("sent")) == ["0123"]


def test_a_text_longer_than_the_box_takes_is_told_and_not_cut(run: Callable, show: Show) -> None:
    session = show("<textarea id=it maxlength=10></textarea>")
    with pytest.raises(OverlongError) as told:
        run(hands(session).fill(it(), "because I draw"))
    assert (told.value.length, told.value.limit) == (14, 10)
    assert run(session.page.input_value("#it")) == ""


def test_a_box_that_is_drawn_anew_with_each_keystroke_is_read_back_as_it_is_then(run: Callable, show: Show) -> None:
    session = show(ANEW)
    run(hands(session).fill(it(), "anna"))
    assert run(session.page.input_value("#it")) == "anna"


def test_a_box_that_is_drawn_anew_under_the_hand_is_filled_the_next_time(run: Callable, show: Show) -> None:
    swapped = "Object.defineProperty(it, 'maxLength', {get() { it.replaceWith(it.cloneNode()); return -1; }})"
    session = show(f"<input id=it><script>{swapped}</script>")
    with pytest.raises(UnfillableError):
        run(hands(session).fill(it(), "Anna"))
    run(hands(session).fill(it(), "Anna"))
    assert run(session.page.input_value("#it")) == "Anna"


def test_what_stands_in_an_editor_is_read_rather_than_the_markup_it_keeps(run: Callable, show: Show) -> None:
    editor = "<div id=it contenteditable></div><script>it.oninput = () => it.value = it.innerHTML</script>"
    session = show(f"<form><label>Email <input></label><p>Why do you object?</p>{editor}<button>Send</button></form>")
    run(hands(session).fill(it(), "Anna & sons"))
    assert found(run(look(session.page)), Kind.REASON).value == "Anna & sons"


def test_a_label_is_ticked_beside_its_links(run: Callable, show: Show) -> None:
    session = show(
        "<label id=it style='display:block;width:90px'><input type=checkbox id=box><a href=/terms>the terms of it all</a></label>"
    )
    run(hands(session).click(it(Role.CHECKBOX)))
    assert run(session.page.is_checked("#box"))
    assert run(session.page.title()) == "test"


ABOUT_AI = (
    "<select aria-label='Is your request about AI?' id=it><option value=''>Choose…<option>No<option>Yes</select>",
    """<div id=it role=combobox tabindex=0 aria-label='Is your request about AI?'>Choose…</div><script>
    it.onclick = () => {
      const options = "<div role=option>No</div><div role=option>Yes</div>";
      document.body.insertAdjacentHTML("beforeend", `<div role=listbox>${options}</div>`);
      for (const option of document.querySelectorAll('[role=option]'))
        option.onclick = () => { it.textContent = option.textContent; option.parentNode.remove(); };
    };
    </script>""",
)


@pytest.mark.parametrize("html", ABOUT_AI, ids=["native", "drawn"])
def test_a_list_that_asks_about_ai_has_its_yes_chosen(html: str, run: Callable, show: Show) -> None:
    session = show(f"<form><label>Email <input type=email></label>{html}<button>Send</button></form>")
    answer = Answer(kind=Kind.ABOUT_AI, text=YES)
    seen = run(look(session.page))
    asked = next_open(seen, [answer])
    assert asked
    run(fill(SimpleNamespace(controls=hands(session)), *asked, seen))
    assert run(session.page.evaluate("it.value || it.textContent")) == "Yes"
    assert next_open(run(look(session.page)), [answer]) is None
