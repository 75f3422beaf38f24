"""Opening an address is tried again after failures that pass, and told plainly after those that don't."""

from collections.abc import Callable, Iterator

import pytest
import stamina
from starlette.responses import HTMLResponse, Response

from objector.browser.errors import SiteUnreachableError
from objector.browser.launch import Session
from objector.page import navigation
from objector.page.errors import PageRefusedError, RateLimitedError, SiteDownError
from objector.page.navigation import TRIES, navigate
from tests.parts.served import HOME, Served, Silent

HTML = "<!doctype html><title>Hello</title>"


@pytest.fixture(autouse=True)
def _at_once() -> Iterator[None]:
    stamina.set_testing(True, attempts=TRIES)
    yield
    stamina.set_testing(False)


def answering(*statuses: int, **headers: str) -> Callable[[], Response]:
    left = iter(statuses)
    return lambda: HTMLResponse(HTML, next(left), headers)


def test_a_server_that_fails_is_asked_again_until_it_answers(run: Callable, served: Served, session: Session) -> None:
    served.replies["/"] = answering(503, 502, 200)
    run(navigate(session.page, HOME, 10))
    assert run(session.page.title()) == "Hello"
    assert len(served.requests) == 3


def test_standard_output_is_left_to_the_command(
    run: Callable, served: Served, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    served.replies["/"] = answering(503, 200)
    run(navigate(session.page, HOME, 10))
    assert capsys.readouterr() == ("", "")


def test_a_server_that_goes_on_failing_is_told(run: Callable, served: Served, session: Session) -> None:
    served.replies["/"] = answering(*[503] * TRIES)
    with pytest.raises(SiteDownError, match="503"):
        run(navigate(session.page, HOME, 10))
    assert len(served.requests) == TRIES


def test_what_the_site_refuses_is_not_tried_again(run: Callable, served: Served, session: Session) -> None:
    served.replies["/"] = answering(404)
    with pytest.raises(PageRefusedError, match="error 404"):
        run(navigate(session.page, HOME, 10))
    assert len(served.requests) == 1


def test_too_many_requests_are_told_with_the_time(run: Callable, served: Served, session: Session) -> None:
    served.replies["/"] = answering(429, **{"Retry-After": "7200"})
    with pytest.raises(RateLimitedError, match="at least 2:00:00"):
        run(navigate(session.page, HOME, 10))


def test_a_site_that_is_silent_is_asked_twice_at_most_and_told_with_how_long(
    run: Callable, served: Served, session: Session
) -> None:
    stamina.set_testing(False)
    served.replies["/"] = Silent
    tries: list[str] = []
    session.page.on("request", lambda request: tries.append(request.url))
    with pytest.raises(SiteUnreachableError, match=r"nothing of it came within 1 seconds.*then try again"):
        run(navigate(session.page, HOME, 1))
    assert 1 <= tries.count(HOME) <= 2


def test_a_page_whose_script_never_comes_is_opened_as_far_as_it_has_come(
    run: Callable, served: Served, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "PARSED", 0.2)
    served.pages["/"] = f"{HTML}<p>Here</p><script src=/never></script>"
    served.replies["/never"] = Silent
    run(navigate(session.page, HOME, 10))
    assert run(session.page.inner_text("p")) == "Here"


def test_an_address_that_never_answers_is_told(run: Callable, session: Session) -> None:
    with pytest.raises(SiteUnreachableError):
        run(navigate(session.page, "https://127.0.0.1:1/", 10))
