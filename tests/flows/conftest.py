"""A flow that files on the replica, in this process and in the browser that a worker's tests share."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from email.message import EmailMessage
from random import Random

import pytest
import stamina
from playwright.async_api import Page

import flows
from objector.browser.launch import Session, open_session
from objector.browser.origins import within
from objector.cases.model import Objection
from objector.filing.person import NobodyThereError
from objector.mail.links import ADDRESS
from objector.page.desk import Ask, Credentials, Decision, Need, Review
from objector.page.flow import Confirmation
from objector.page.form import Form
from objector.page.look import Look
from objector.rehearsal.replica import Replica, replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Scenario
from tests.parts.served import Workshop
from tests.rehearsal.conftest import code_in, text_of

ANNA = Resident(email="anna@example.org", password="correct horse", totp_seed="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
REASON = "Ich zeichne.\nDas ist mein Beruf: „Anna & Söhne“ <3"
WRONG = "314159"
SECONDS = 12.0
"""Patience with a page."""
AT_MOST = 80.0
"""Seconds until what has happened so far is told, if a flow doesn't end."""


@dataclass
class DeskOfATest:
    """A desk that agrees to everything and does in the window what a person would."""

    page: Page
    mails: asyncio.Queue[EmailMessage]
    wrong: int = 0
    """How many wrong codes come before the right one."""
    verbs: list[str] = field(default_factory=list)
    fences: list[str] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)

    def done(self, verb: str, detail: str = "") -> None:
        self.verbs.append(verb)

    def note(self, text: str) -> None:
        self.verbs.append(text)

    async def review(self, review: Review, page: Page) -> None:
        self.reviews.append(review)

    def fence(self, verb: str) -> None:
        self.fences.append(verb)

    def unfence(self, words: str) -> None:
        self.fences.append(f"unfenced: {words}")

    async def await_mail(self) -> None:
        pass

    async def code(self, complaint: str) -> str:
        code = code_in(await self.mails.get())
        self.wrong -= 1
        return code if self.wrong < 0 else WRONG

    async def link(self, origins: tuple[str, ...]) -> str:
        links = ADDRESS.findall(text_of(await self.mails.get()))
        return next(link for link in links if within(link, origins) and "token=" in link)

    def code_rejected(self, words: str) -> None:
        self.verbs.append("code rejected")

    async def keep_filled(self, page: Page) -> None:
        pass

    async def keep_outcome(self, page: Page, look: Look) -> None:
        self.outcomes.append(look.text)

    def credentials(self) -> Credentials:
        return Credentials(username=ANNA.email, password=ANNA.password, totp_seed=ANNA.totp_seed)

    async def signed_in(self, page: Page) -> None:
        pass

    async def person(self, need: Need) -> Decision:
        self.verbs.append(f"person: {need.ask}")
        if need.ask not in {Ask.CAPTCHA, Ask.CHECKPOINT}:
            raise NobodyThereError(need, "anna")
        passed = self.page.locator("[data-choice=passed]")
        if await passed.count():
            await passed.click()
        else:
            await self.page.frame_locator("iframe[title=reCAPTCHA]").locator("#recaptcha-anchor").click()
        # The form sees by itself that the page has moved on.
        return await asyncio.get_running_loop().create_future()

    def lessons(self) -> list:
        return []


FormOn = Callable[..., Form]


@pytest.fixture
def make_desk() -> Callable[..., DeskOfATest]:
    """Return what makes the desk; a module that needs another one has a fixture of its own."""
    return DeskOfATest


@pytest.fixture
def form_on(run: Callable, make_desk: Callable[..., DeskOfATest]) -> FormOn:
    """Return the form that a session shows: `form_on(session, seconds=12)`."""

    async def made(session: Session, seconds: float) -> Form:
        return Form(session, make_desk(session.page, asyncio.Queue()), seconds)

    return lambda session, seconds=SECONDS: run(made(session, seconds))


@dataclass
class Filed:
    """How it came out: the site's confirmation or the error, and what the desk and the site saw of it."""

    confirmation: Confirmation | None
    error: BaseException | None
    desk: DeskOfATest
    site: Replica

    def told(self) -> str:
        return f"{self.error!r} {self.desk.verbs} {self.desk.fences} {[r.kind.value for r in self.site.received]}"


@pytest.fixture(scope="session")
def _at_once() -> Iterator[None]:
    """Retries don't pause."""
    stamina.set_testing(True, attempts=4)
    yield
    stamina.set_testing(False)


@pytest.fixture
def file(run: Callable, workshop: Workshop, _at_once: None) -> Callable[..., Filed]:
    """File on the replica that is like this: `file(Scenario(…), flow="facebook")`."""
    return lambda scenario, flow="facebook", wrong=0: run(_file(workshop, scenario, flow, wrong))


async def _file(workshop: Workshop, scenario: Scenario, name: str, wrong: int) -> Filed:
    mails: asyncio.Queue[EmailMessage] = asyncio.Queue()
    flow = flows.get(name)
    objection = Objection(email=ANNA.email, country="DE", reason=REASON, language=scenario.language)
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(
            replica(scenario, [ANNA], deliver=mails.put, random=Random(7), stand=workshop.stand)
        )
        session = await stack.enter_async_context(open_session(workshop.browser, workshop.settings, flow.origins))
        desk = DeskOfATest(session.page, mails, wrong)
        form = Form(session, desk, SECONDS)
        try:
            async with asyncio.timeout(AT_MOST):
                return Filed(await flow.file(form, objection), None, desk, site)
        except Exception as error:  # noqa: BLE001 - what it is, is for the test to say
            return Filed(None, error, desk, site)
