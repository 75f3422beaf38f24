"""A page without any guard, to be looked at."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.async_api import Page

from objector.page import choosing, typeahead
from objector.page.finder import look
from objector.page.look import Look
from tests.parts.served import Workshop

Run = Callable[[Any], Any]


@pytest.fixture
def page(run: Run, workshop: Workshop) -> Iterator[Page]:
    page = run(workshop.browser.new_page(viewport={"width": 1000, "height": 900}))
    yield page
    run(page.close())


@pytest.fixture
def see(run: Run, page: Page) -> Callable[..., Look]:
    """Look at a page made of this body, served at this address."""

    def see(body: str, language: str = "en", address: str = "https://www.example.com/form") -> Look:
        html = f"<!doctype html><html lang='{language}'><meta charset=utf-8><body>{body}</body></html>"
        seen: Look = run(_look_at(page, html, address))
        return seen

    return see


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that offer nothing are given up soon."""
    for module, name in ((choosing, "OPENS"), (choosing, "FILTERS"), (typeahead, "FILTERS")):
        monkeypatch.setattr(module, name, 0.3)


async def _look_at(page: Page, html: str, address: str) -> Look:
    await page.unroute_all()
    await page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    await page.goto(address)
    return await look(page)
