"""Small pages on a real server, shown in the program's own browser, with its guard and its tunnel."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from objector.browser.launch import Session, open_browser, open_session
from objector.rehearsal.server import Stand, serving
from objector.settings import Settings
from tests.parts.browser import unseen_browser
from tests.parts.system import require

HOME = "https://www.facebook.com/"
ELSEWHERE = "https://www.faceb00k-help.com/"
ORIGINS = ("https://*.facebook.com",)


class Silent(Response):
    """A reply that never comes."""

    async def __call__(self, *_asgi: object) -> None:
        await asyncio.Event().wait()


@dataclass
class Served:
    """A server for all hosts: `pages` and `replies` by path, and the `requests` that came as (method, host, path, body)."""

    pages: dict[str, str] = field(default_factory=dict)
    replies: dict[str, Callable[[], Response]] = field(default_factory=dict)
    requests: list[tuple[str, str, str, str]] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        host, path = request.url.hostname or "", request.url.path
        self.requests.append((request.method, host, f"{path}?{request.url.query}".rstrip("?"), (await request.body()).decode()))
        if path in self.replies:
            return self.replies[path]()
        return HTMLResponse(self.pages.get(path, "<!doctype html><title>empty</title>"))

    def posted(self) -> list[tuple[str, str]]:
        """Return where something was posted to, as host and path."""
        return [(host, path) for method, host, path, _ in self.requests if method == "POST"]

    def hosts(self) -> set[str]:
        return {host for _, host, _, _ in self.requests}


@dataclass
class Workshop:
    """The browser that a worker's tests share, and where its pages are served."""

    settings: Settings
    stand: Stand
    browser: Browser


@pytest.fixture(scope="session")
def stand() -> Iterator[Stand]:
    """Where a worker's replicas are served, one after the other."""
    stand = Stand()
    yield stand
    stand.close()


@pytest.fixture(scope="session")
def workshop(run: Callable, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    require("browser")
    stand, certificate = Stand(), tmp_path_factory.mktemp("served") / "certificate.pem"
    stand.certificate.save(certificate)
    settings = Settings(site=stand.address, site_cert=certificate, page_timeout=20)
    running = open_browser(settings, unseen_browser())
    yield Workshop(settings, stand, run(running.__aenter__()))
    run(running.__aexit__(None, None, None))
    stand.close()


@pytest.fixture
def served(workshop: Workshop, entered: Callable) -> Served:
    served = Served()
    methods = ["GET", "POST"]
    entered(serving(Starlette(routes=[Route("/{rest:path}", served.answer, methods=methods)]), workshop.stand))
    return served


@pytest.fixture
def session(workshop: Workshop, served: Served, entered: Callable) -> Session:
    """A fresh session of the program's browser, for pages of `served`; something may be typed on `ORIGINS`."""
    return entered(open_session(workshop.browser, workshop.settings, ORIGINS))


@pytest.fixture
def show(run: Callable, served: Served, session: Session) -> Callable[[str], Session]:
    """Show a page of this HTML: `show("<input>")`."""

    def show(body: str) -> Session:
        served.pages["/"] = f"<!doctype html><title>test</title><body>{body}"
        run(session.page.goto(HOME))
        return session

    return show
