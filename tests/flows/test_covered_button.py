"""Where something lies over the submit button, whoever sits in front of the window is asked to take it away."""

import asyncio
from collections.abc import Callable

import pytest
from playwright.async_api import Page

from objector.browser.launch import Session
from objector.filing.person import NobodyThereError
from objector.page.desk import Ask, Decision, Need, Review
from tests.flows.conftest import DeskOfATest, FormOn
from tests.flows.small_form import ANSWERS, small_form
from tests.parts.served import Served

FORM = small_form()
COVER = """() => { const over = document.createElement('aside'); over.id = 'over'; document.body.append(over);
over.style.cssText = 'position:fixed;inset:0;background:#0003' }"""


class Covered(DeskOfATest):
    """A desk at which something comes to lie over the page while the review is read."""

    async def review(self, review: Review, page: Page) -> None:
        await page.evaluate(COVER)


class Cleared(Covered):
    """The same, in front of which somebody sits."""

    async def person(self, need: Need) -> Decision:
        self.verbs.append(f"person: {need.ask}")
        await self.page.evaluate("document.querySelector('#over').remove()")
        return Decision.CONTINUE


def submit(run: Callable, session: Session, form_on: FormOn, desk: type[DeskOfATest]) -> DeskOfATest:
    form = form_on(session, 4)
    form.desk = desk(form.page, asyncio.Queue())
    form.page.set_default_timeout(2000)
    run(form.answer(**ANSWERS))
    run(form.submit())
    return form.desk


def test_it_is_submitted_once_the_person_has_cleared_the_way(
    run: Callable, show: Callable[[str], Session], served: Served, form_on: FormOn
) -> None:
    served.pages["/sent"] = "<!doctype html><html lang=en><h1>We have received your objection.</h1>"
    desk = submit(run, show(FORM), form_on, Cleared)
    assert f"person: {Ask.COVERED}" in desk.verbs
    assert (len(served.posted()), desk.fences) == (1, ["submit"])


def test_without_a_window_the_step_is_named_and_nothing_is_sent(
    run: Callable, show: Callable[[str], Session], served: Served, form_on: FormOn
) -> None:
    with pytest.raises(NobodyThereError, match="Clear the way to the submit button"):
        submit(run, show(FORM), form_on, Covered)
    assert served.posted() == []
