"""What a page says and asks in dialogs of the browser: objector stands by its own press, and reads what it is told there."""

from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.page.errors import EntryRefusedError, NoAnswerError, NotAgreedError, RateLimitedError, RefusedError
from tests.flows.conftest import DeskOfATest, FormOn
from tests.flows.small_form import ANSWERS, THANKS, TellingDesk, filed, small_form
from tests.parts.served import Served

Show = Callable[[str], Session]

SENDS = "event.preventDefault(); fetch('/sent', {method: 'POST', body: new URLSearchParams(new FormData(this))})"


@pytest.fixture
def make_desk() -> type[DeskOfATest]:
    return TellingDesk


def form_that(script: str) -> str:
    """Return a form that does this when it is submitted."""
    return small_form(f'onsubmit="{script}"')


@pytest.mark.parametrize("question", ["Send your request?", "Möchten Sie das Formular wirklich absenden?"])
def test_a_question_that_follows_the_press_is_agreed_to(
    question: str, run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = THANKS
    form = form_on(show(form_that(f"return confirm('{question}')")))
    assert "We have received your objection." in run(filed(form))
    assert served.posted() == [("www.facebook.com", "/sent")]
    assert form.desk.fences == ["submit"]
    assert f"page asked: “{question}”, answered OK" in form.desk.verbs


@pytest.mark.parametrize("call", ["confirm('Withdraw your objection?')", "confirm('Delete all data?')", "prompt('Your name?')"])
def test_a_question_that_is_not_agreed_to_leaves_nothing_sent_and_no_doubt(
    call: str, run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    form = form_on(show(form_that(f"return Boolean({call})")), 2)
    with pytest.raises(NotAgreedError, match=r"asks “(Withdraw|Delete|Your name).*Nothing was sent"):
        run(filed(form))
    assert served.posted() == []
    assert form.desk.fences[0] == "submit"
    assert "which was not agreed to" in form.desk.fences[1]


def test_a_question_once_something_was_sent_is_not_agreed_to_and_told_with_the_doubt(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    again = "confirm('Send another request?') && fetch('/again', {method: 'POST', body: 'anna@example.org'})"
    form = form_on(show(form_that(f"{SENDS}.then(() => {again})")), 2)
    with pytest.raises(NoAnswerError, match="it asked “Send another request\\?”, which was not agreed to"):
        run(filed(form))
    assert [path for _, path in served.posted()] == ["/sent"]
    assert form.desk.fences == ["submit"]


def test_thanks_in_a_dialog_after_the_reply_confirm(run: Callable, show: Show, served: Served, form_on: FormOn) -> None:
    form = form_on(show(form_that(f"{SENDS}.then(() => alert('Thank you, we have received your objection.'))")))
    assert run(filed(form)).startswith("Thank you, we have received your objection.")
    assert len(served.posted()) == 1


def test_thanks_in_a_dialog_count_where_the_page_then_leaves_for_another(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    served.pages["/home"] = "<!doctype html><html lang=en><h1>Welcome</h1>"
    told = "alert('We have received your objection.'); location.href = '/home';"
    form = form_on(show(form_that(f"{SENDS}.then(() => {{ {told} }})")))
    assert "We have received your objection." in run(filed(form))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("Your objection was refused.", RefusedError),
        ("You have made too many requests. Please try again later.", RateLimitedError),
        ("The email address is not known.", EntryRefusedError),
    ],
)
def test_what_a_dialog_says_after_the_reply_is_what_the_site_says(
    words: str, error: type[Exception], run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    form = form_on(show(form_that(f"{SENDS}.then(() => alert('{words}'))")))
    with pytest.raises(error, match=words):
        run(filed(form))
    assert len(served.posted()) == 1


def test_a_complaint_in_a_dialog_that_comes_instead_of_sending_is_one(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    form = form_on(show(form_that("alert('The email address is not known.'); return false")))
    with pytest.raises(EntryRefusedError, match="The email address is not known"):
        run(filed(form))
    assert (served.posted(), form.desk.fences) == ([], ["submit", "unfenced: The email address is not known."])


def test_thanks_before_anything_is_sent_confirm_nothing(run: Callable, show: Show, served: Served, form_on: FormOn) -> None:
    served.pages["/sent"] = "<!doctype html><html lang=en><h1>Help Centre</h1>"
    form = form_on(show(form_that("alert('Thank you, we have received your objection.')")), 3)
    with pytest.raises(NoAnswerError, match="Help Centre"):
        run(filed(form))
    assert form.desk.fences == ["submit"]


def test_a_page_that_wants_to_be_asked_before_it_is_left_is_left(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = THANKS
    stays = "<script>addEventListener('beforeunload', event => event.preventDefault())</script>"
    form = form_on(show(small_form() + stays))
    assert "We have received your objection." in run(filed(form))
    assert "page asked: whether to leave it, answered yes" in form.desk.verbs


def test_what_a_page_says_and_asks_by_itself_is_told_and_declined(
    run: Callable, show: Show, served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = THANKS
    asks = "<script>document.forms[0].email.onchange = () => { alert('Hello'); agreed = confirm('Send news, too?'); }</script>"
    form = form_on(show(small_form() + asks))
    run(form.answer(**ANSWERS))
    assert run(form.page.evaluate("agreed")) is False
    assert [verb for verb in form.desk.verbs if verb.startswith("page")] == [
        "page said: “Hello”",
        "page asked: “Send news, too?”, answered Cancel",
    ]
