"""Pages that show what is to be seen a while after they could are waited for; what never comes is told."""

import asyncio
from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.errors import ObjectorError
from objector.page import form as form_module
from objector.page import navigation
from objector.page.code_entry import enter_code
from objector.page.errors import CodeButtonNotFoundError, UnfinishedPageError
from objector.page.form import Form
from objector.page.look import Look, PageKind
from objector.page.site_answer import site_answer
from tests.flows.conftest import DeskOfATest, FormOn
from tests.parts.served import HOME, Served, Silent

Show = Callable[[str], Session]

EMAIL = "<p><label>Your email address <input id=email></label></p>"
REASON = "<p><label>Why do you object? <textarea id=reason></textarea></label></p>"
GROWS = """<script>document.forms[0].oninput = () => {
  document.forms[0].oninput = null;
  setTimeout(() => document.querySelector('button').before(document.querySelector('template').content), 600);
};</script>"""
HELD = "[document.getElementById('email').value, document.getElementById('reason').value]"
SENDS = """<script>document.forms[0].onsubmit = event => {
  event.preventDefault(); document.forms[0].insertAdjacentHTML('beforeend', '<div role=alert>Sending …</div>');
  setTimeout(() => fetch('/send', {method: 'POST', body: email.value}).then(() => {
    document.body.innerHTML = '<h1>Your objection has reached us.</h1>';
  }), 700);
};</script>"""
NOTES = """<script>document.forms[0].onsubmit = event => {{
  event.preventDefault(); event.target.reset();
  document.body.insertAdjacentHTML('beforeend', '<div role={role}>{text}</div>');
}};</script>"""
MAILED = "<h1>We sent a code to your email</h1><label>Code <input></label>"
LATER = "<script>const later = () => void setTimeout(() => document.body.innerHTML = `{0}`, 900)</script>"
NOTICE = "<div role=status>Your objection has reached us.</div>"
RECEIPTS = {
    "a page": "<p>One moment</p>" + LATER.format("<h1>Your objection is on file.</h1>"),
    "the form anew": MAILED + LATER.format(f"<form>{EMAIL}<button>Send</button></form>{NOTICE}"),
}


class Desk(DeskOfATest):
    """A desk that knows the code."""

    async def code(self, complaint: str) -> str:
        return "271828"

    def code_rejected(self, words: str) -> None:
        self.verbs.append(f"code rejected: {words}")


@pytest.fixture
def make_desk() -> type[Desk]:
    return Desk


@pytest.mark.parametrize(("first", "then"), [(REASON, EMAIL), (EMAIL, REASON)], ids=["email", "reason"])
def test_a_field_that_is_drawn_long_after_an_answer_is_filled(
    first: str, then: str, run: Callable, show: Show, form_on: FormOn
) -> None:
    session = show(f"<form>{first}<button>Send</button></form><template>{then}</template>{GROWS}")
    run(form_on(session).answer(email="a@b.c", reason="I draw."))
    assert run(session.page.evaluate(HELD)) == ["a@b.c", "I draw."]


UNDOES = """<script>document.getElementById('reason').oninput = ({target}) => {
  target.oninput = null;
  document.getElementById('email').value = '';
};</script>"""


def test_an_answer_that_the_next_one_undoes_without_a_trace_is_given_again(run: Callable, show: Show, form_on: FormOn) -> None:
    session = show(f"<form>{EMAIL}{REASON}<button>Send</button></form>{UNDOES}")
    run(form_on(session).answer(email="a@b.c", reason="I draw."))
    assert run(session.page.evaluate(HELD)) == ["a@b.c", "I draw."]


@pytest.mark.parametrize("html", RECEIPTS.values(), ids=RECEIPTS)
def test_what_a_page_says_long_after_the_reply_is_its_answer(
    html: str, run: Callable, show: Show, monkeypatch: pytest.MonkeyPatch, form_on: FormOn
) -> None:
    monkeypatch.setattr("objector.page.site_answer.SILENCE", 0.1)
    session = show(html)

    form = form_on(session)

    async def answer() -> PageKind:
        replied = asyncio.Event()
        before = await form.tab.until(bool)
        await session.page.evaluate("later()")
        replied.set()
        return (await site_answer(form.tab, before, replied)).is_

    assert run(answer()) is PageKind.CONFIRMATION


def test_an_alert_that_something_is_being_sent_is_no_complaint(run: Callable, show: Show, form_on: FormOn) -> None:
    form = form_on(show(f"<form>{EMAIL}<button>Send</button></form>{SENDS}"))

    async def submit() -> str:
        await form.answer(email="a@b.c")
        await form.submit()
        return (await form.confirmation()).text

    assert run(submit()) == "Your objection has reached us."
    assert form.desk.fences == ["submit"]


@pytest.mark.parametrize(("role", "text"), [("alert", "Objection submitted!"), ("status", "Your objection has reached us.")])
def test_a_message_over_a_form_that_stays_confirms(role: str, text: str, run: Callable, show: Show, form_on: FormOn) -> None:
    form = form_on(show(f"<form>{EMAIL}{REASON}<button>Send</button></form>{NOTES.format(role=role, text=text)}"))

    async def submit() -> str:
        await form.answer(email="a@b.c", reason="I draw.")
        await form.submit()
        return (await form.confirmation()).text

    assert run(submit()) == text
    assert form.desk.fences == ["submit"]


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch, served: Served) -> Callable[[str], None]:
    """Serve a page of this HTML that never finishes loading."""
    monkeypatch.setattr(navigation, "PARSED", 0.2)
    monkeypatch.setattr(form_module, "SLOW", 0.1)
    served.replies["/never"] = Silent

    def serve(html: str) -> None:
        served.pages["/"] = f"<!doctype html><html lang=en><body>{html}<script src=/never></script>"

    return serve


def test_a_form_on_a_page_that_never_finishes_loading_is_filled_and_the_wait_is_told(
    run: Callable, session: Session, form_on: FormOn, endless: Callable[[str], None]
) -> None:
    endless(f"<form>{EMAIL}{REASON}<button>Send</button></form>")
    form = form_on(session)
    run(form.open([HOME]))
    run(form.answer(email="a@b.c", reason="I draw."))
    assert run(session.page.evaluate(HELD)) == ["a@b.c", "I draw."]
    assert f"{HOME} takes long to load; objector goes on waiting for a while" in form.desk.verbs


def test_a_page_that_never_finishes_loading_and_shows_no_form_is_told_as_such(
    run: Callable, session: Session, form_on: FormOn, endless: Callable[[str], None]
) -> None:
    endless("<p>One moment …</p>")
    with pytest.raises(UnfinishedPageError, match=r"never finishes loading, .* Try again later"):
        run(form_on(session, 2).open([HOME]))


def test_a_page_that_leads_round_in_circles_ends_with_a_sentence(
    run: Callable, served: Served, session: Session, form_on: FormOn
) -> None:
    served.pages["/"] = "<!doctype html><script>location.replace('/?' + Math.random())</script>"
    with pytest.raises(ObjectorError, match=r"one address to the next without an end|shows no form|never finishes loading"):
        run(form_on(session, 2).open([HOME]))


def test_a_code_that_nothing_hands_in_is_for_a_person(run: Callable, show: Show, form_on: FormOn) -> None:
    form = form_on(show(MAILED), seconds=1.0)
    with pytest.raises(CodeButtonNotFoundError):
        run(_handed_in(form))


async def _handed_in(form: Form) -> Look:
    return await enter_code(form, await form.tab.until(lambda now: now.is_ is PageKind.CODE), "")


REFUSES = """<h1>We sent a code to your email</h1><form><label>Code <input id=code></label><button>Confirm</button></form><p></p>
<script>document.forms[0].onsubmit = event => {
  event.preventDefault();
  fetch('/code', {method: 'POST', body: code.value}).then(() => document.querySelector('p').textContent = '{text}');
};</script>"""


@pytest.mark.parametrize("text", ["The code is incorrect.", "Das hat nicht geklappt: Der Code ist abgelaufen."])
def test_a_code_that_is_refused_in_plain_words_is_asked_for_again(text: str, run: Callable, show: Show, form_on: FormOn) -> None:
    form = form_on(show(REFUSES.replace("{text}", text)))
    after = run(_handed_in(form))
    assert after.is_ is PageKind.CODE
    assert form.desk.verbs == [f"code rejected: {text}"]
