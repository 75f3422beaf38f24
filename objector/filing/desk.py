"""The desk of one case: records every step in the ledger, keeps the evidence, and turns to the person."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from playwright.async_api import Page

from objector.browser.launch import Session
from objector.browser.origins import within
from objector.browser.picture import picture
from objector.browser.tiles import Tiles
from objector.cases.model import Account, Case, EventKind
from objector.errors import NeedsPersonError
from objector.evidence.folder import EvidenceFolder
from objector.evidence.page import template
from objector.filing.mailroom import Mailroom
from objector.filing.office import Office
from objector.filing.person import CodeAsk, NobodyThereError, Person, first
from objector.filing.schedule import Alone, Schedule
from objector.filing.waiting import until
from objector.filing.window import Window
from objector.mail.words import says_code
from objector.meanwhile import Begun, aside
from objector.page.desk import CHECKS, Credentials, Decision, Need, Review
from objector.page.errors import DeclinedError, DryRunError
from objector.page.learned import Lesson
from objector.page.look import Look, PageKind
from objector.page.panel import Lines, Place
from objector.redact import Redactor
from objector.typed import typed


class NoCodeError(NeedsPersonError):
    """No code came in time."""

    def __init__(self, email: str, minutes: int) -> None:
        super().__init__(
            f"No code came for {email} within {minutes} minutes. Without it the objection is not processed. "
            "Look into the mailbox, spam included, then file again to have a new one sent."
        )


class NoLinkError(NeedsPersonError):
    """The site mailed a link, and objector has not seen it."""

    def __init__(self, account: str, email: str) -> None:
        super().__init__(
            f"The site has mailed a link to {email} that confirms the objection, and objector has not seen that mail. "
            "Open the link in your own browser, signed in as that account; "
            f"“objector file {typed(account)}” then finds out how it stands."
        )


class StoppedError(NeedsPersonError):
    """The person chose to stop."""

    def __init__(self, need: Need, account: str) -> None:
        super().__init__(
            f"Stopped where this was needed: {need.what}. “objector file {typed(account)} --headed” goes on from here."
        )
        self.need = need


LEARNED = "where {kind} goes is remembered for the accounts that follow (objector learned)"
FORGOTTEN = "what was remembered of where {kind} goes no longer fits this form, and is forgotten"


THROUGH = 0.1
"""Seconds after a fence in which the click behind it is through; then there is time, until the site has answered."""


@dataclass(kw_only=True)
class Filing:
    """How a case is to be filed: ``yes`` goes without the review, ``dry_run`` stops short of the submit.

    ``schedule`` says when it may go on, among others. A case that is ``watched`` has a window although others have none, and
    ``tiles`` are the places of several windows on the screen. ``page`` is the case's, if it is being opened already.
    """

    yes: bool = False
    dry_run: bool = False
    again: bool = False
    watched: bool = False
    schedule: Schedule = field(default_factory=Alone)
    tiles: Tiles | None = None
    page: Begun[Session] | None = None


@dataclass(kw_only=True)
class CaseDesk:
    """What a form turns to while one case is filed (see ``objector.page.desk.Desk``)."""

    office: Office
    account: Account
    case: Case
    filing: Filing
    people: Person
    folder: EvidenceFolder
    redactor: Redactor
    session: Session
    mailroom: Mailroom | None
    window: Window | None
    fenced: bool = field(default=False)

    def done(self, verb: str, detail: str = "") -> None:
        """Record a finished step and tell of it; its words may be the page's, who may repeat what was typed."""
        detail = self.redactor(detail)
        self.record(EventKind.STEP, verb=verb, detail=detail)
        self.office.progress.done(self.account.name, verb, detail)
        if self.window:
            self.window.caption(f"✓ {verb}: {detail}" if detail else f"✓ {verb}")

    def note(self, text: str) -> None:
        """Tell the person something that they should read, wherever they look."""
        self.office.progress.note(self.account.name, text)
        if self.window:
            self.window.caption(f"! {text}")

    async def review(self, review: Review, page: Page) -> None:
        """Show what will be sent and return when it is agreed to; raises DeclinedError, DryRunError, UnreviewedError."""
        if self.filing.dry_run:
            await self.keep_filled(page)
            raise DryRunError
        if not self.filing.yes:
            await self._ask(review)
        await self.filing.schedule.turn()

    def fence(self, verb: str) -> None:
        """Put on disk that this is about to be submitted."""
        kind = EventKind.CONFIRMING if self.fenced else EventKind.SUBMITTING
        self.record(kind, verb=verb)
        self.fenced = True
        asyncio.get_running_loop().call_later(THROUGH, aside, _load_for_the_answer)

    def unfence(self, words: str) -> None:
        """Put on disk that the site refused the entries, so that nothing was submitted."""
        self.record(EventKind.NOT_FILED, words=words)
        self.fenced = False

    async def await_mail(self) -> None:
        """Return once a mail with a code would be seen; raises MailboxRefusedError, MailboxUnreachableError."""
        if self.mailroom is None:
            return
        if self.mailroom.must_wait:
            self.office.progress.waiting(self.account.name, f"another case that waits for its code at {self.account.email}", None)
        async with AsyncExitStack() as stack:
            if self.mailroom.must_wait or not self.mailroom.is_open:
                await stack.enter_async_context(self.filing.schedule.aside())
            await self.mailroom.ready()

    async def code(self, complaint: str) -> str:
        """Return the code from whichever source has it first; raises NoCodeError, TerminalClosedError."""
        seconds = self.office.settings.code_wait
        ask = CodeAsk(
            account=self.account.name,
            email=self.account.email,
            until=self.office.clock() + timedelta(seconds=seconds),
            complaint=complaint,
            is_watched=self.mailroom is not None,
        )
        if self.fenced:
            self.record(EventKind.CODE_ASKED, until=ask.until.isoformat(timespec="seconds"))
        self.office.progress.waiting(self.account.name, "the code", ask.until)
        try:
            async with self.filing.schedule.aside(), until(ask.until, self.office.clock):
                return await first(self._sources(ask), aside=[self._noted("another terminal", self._handed_over)])
        except TimeoutError:
            raise NoCodeError(self.account.email, round(seconds / 60)) from None

    async def link(self, origins: tuple[str, ...]) -> str:
        """Return the confirming link that is mailed, which leads to one of the origins; raises NoLinkError."""
        seconds = self.office.settings.code_wait
        end = self.office.clock() + timedelta(seconds=seconds)
        self.record(EventKind.CODE_ASKED, what="a mailed link", until=end.isoformat(timespec="seconds"))
        if self.mailroom is None:
            raise NoLinkError(self.account.name, self.account.email)
        self.office.progress.waiting(self.account.name, "the mail with the link", end)
        try:
            async with self.filing.schedule.aside(), until(end, self.office.clock):
                address, evidence = await self.mailroom.link(lambda address: within(address, origins), self.note)
        except TimeoutError:
            raise NoLinkError(self.account.name, self.account.email) from None
        self.redactor.register(address)
        self.folder.add("link-mail.txt", evidence, "the mail that brought the link, the link cut short")
        self.done("link received", "from mailbox")
        return address

    def code_rejected(self, words: str) -> None:
        """Record that the site refused the code, in its own words."""
        if self.fenced:
            self.record(EventKind.CODE_REJECTED, words=words)
        self.note(f"the site refused the code: “{words}”")

    async def keep_filled(self, page: Page) -> None:
        """Keep the picture of the filled form."""
        self.folder.add("filled-form.png", await self._picture(page), "the filled form before it was submitted", address=page.url)

    async def keep_outcome(self, page: Page, look: Look) -> None:
        """Keep picture, text and address of what the site answered."""
        self.folder.add("answer.png", await self._picture(page), "what the site answered", address=look.url)
        words = "confirmation.txt" if look.is_ is PageKind.CONFIRMATION else "answer.txt"
        self.folder.add(words, look.text, "the words of that page", address=look.url)

    def credentials(self) -> Credentials | None:
        """Return what is stored to sign in with, or None; from now on it is blotted out wherever text is kept."""
        stored = self.office.credentials(self.account)
        for secret in (stored.password, stored.totp_seed or "") if stored else ():
            self.redactor.register(secret)
        return stored

    async def signed_in(self, page: Page) -> None:
        """Seal the session that has just been signed in."""
        self.office.sessions.keep(self.account.name, await page.context.storage_state())

    async def person(self, need: Need) -> Decision:
        """Have the person do something in the window and return their decision; raises NobodyThereError, StoppedError."""
        if self.window is None:
            raise NobodyThereError(need, self.account.name)
        self.office.progress.waiting(self.account.name, f"you, in the window: {need.what}", None)
        schedule = self.filing.schedule
        async with schedule.checked() if need.ask in CHECKS else schedule.aside():
            decision = await self.people.acts(self.account.name, need)
        if decision is Decision.STOP:
            raise StoppedError(need, self.account.name)
        return decision

    async def point(self, hint: Lines) -> Place | None:
        """Let the person click something in the window; None when they think better of it."""
        assert self.window is not None
        self.office.progress.waiting(self.account.name, "you to click it in the window", None)
        async with self.filing.schedule.aside():
            return await self.window.point(hint)

    def lessons(self) -> list[Lesson]:
        """Return what was pointed at before on forms of this flow."""
        return self.office.lessons.of(self.account.flow)

    def learn(self, lesson: Lesson) -> None:
        """Remember what was pointed at, for the accounts that follow."""
        self.office.lessons.keep(self.account.flow, lesson)
        self.office.progress.note(self.account.name, LEARNED.format(kind=_in_words(lesson)))

    def unlearn(self, lesson: Lesson) -> None:
        """Forget what no longer fits, and say so."""
        self.office.lessons.drop(self.account.flow, lesson)
        self.office.progress.note(self.account.name, FORGOTTEN.format(kind=_in_words(lesson)))

    def record(self, kind: EventKind, **data: str) -> None:
        """Put on disk that this happened."""
        self.office.ledger.append(self.case.number, kind, **data)

    async def _ask(self, review: Review) -> None:
        if self.window:
            self.office.progress.waiting(self.account.name, "your word on the review, in the window", None)
        async with self.filing.schedule.aside():
            agreed = await self.people.agrees(self.account.name, review)
        if not agreed:
            raise DeclinedError

    def _sources(self, ask: CodeAsk) -> list[Callable[[], Awaitable[str]]]:
        mailbox = [self._noted("mailbox", self._mailed)] if self.mailroom else []
        return [*mailbox, self._noted("you", lambda: self.people.code(ask))]

    def _noted(self, name: str, source: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[str]]:
        async def noted() -> str:
            code = await source()
            self.redactor.register(code)
            if self.mailroom:
                self.mailroom.rule_out(code)
            self.done("code received", f"from {name}")
            return code

        return noted

    async def _mailed(self) -> str:
        assert self.mailroom is not None
        code, evidence = await self.mailroom.code(self.note)
        self.redactor.register(code)
        self.folder.add("code-mail.txt", evidence, "the mail that brought the code, the code blotted out")
        return code

    async def _handed_over(self) -> str:
        return await self.office.handover.wait(self.account.name)

    async def _picture(self, page: Page) -> bytes:
        async with AsyncExitStack() as stack:
            if self.window:
                await stack.enter_async_context(self.window.hidden())
            is_own = page is self.session.page
            devtools = self.session.devtools if is_own else await page.context.new_cdp_session(page)
            return await picture(page, devtools)


def _in_words(lesson: Lesson) -> str:
    return lesson.kind.replace("_", " ")


def _load_for_the_answer() -> None:
    """Load what reads the mail that comes, and what shows the evidence."""
    says_code("")
    template()
