"""The desk of one case, at which a form gets what it needs: the person's word, codes, secrets, and what was learned before."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from playwright.async_api import Page

from objector.browser.launch import Session
from objector.browser.origins import within
from objector.browser.tiles import Tiles
from objector.cases.model import EventKind
from objector.errors import NeedsPersonError
from objector.filing.case_record import CaseRecord
from objector.filing.mailroom import Mailroom
from objector.filing.person import CodeAsk, NobodyThereError, Person, first
from objector.filing.schedule import Alone, Schedule
from objector.filing.waiting import until
from objector.meanwhile import Begun
from objector.page.desk import CHECKS, Credentials, Decision, Need, Review
from objector.page.errors import DeclinedError, DryRunError
from objector.page.learned import Lesson
from objector.page.panel import Lines, Place
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


@dataclass(kw_only=True)
class Filing:
    """How a case is to be filed: ``yes`` goes without the review, ``dry_run`` stops short of the submit, ``again`` files anew.

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
class CaseDesk(CaseRecord):
    """What a form turns to while one case is filed (see ``objector.page.desk.Desk``)."""

    filing: Filing
    people: Person
    mailroom: Mailroom | None

    async def review(self, review: Review, page: Page) -> None:
        """Show what will be sent and return when it is agreed to; raises DeclinedError, DryRunError, UnreviewedError."""
        if self.filing.dry_run:
            await self.keep_filled(page)
            raise DryRunError
        if not self.filing.yes:
            await self._ask(review)
        await self.filing.schedule.turn()

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
        ask = CodeAsk(
            account=self.account.name,
            email=self.account.email,
            until=self._end_of_wait(),
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
            raise NoCodeError(self.account.email, round(self.office.settings.code_wait / 60)) from None

    async def link(self, origins: tuple[str, ...]) -> str:
        """Return the confirming link that is mailed, which leads to one of the origins; raises NoLinkError."""
        end = self._end_of_wait()
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

    async def _ask(self, review: Review) -> None:
        if self.window:
            self.office.progress.waiting(self.account.name, "your word on the review, in the window", None)
        async with self.filing.schedule.aside():
            agreed = await self.people.agrees(self.account.name, review)
        if not agreed:
            raise DeclinedError

    def _end_of_wait(self) -> datetime:
        return self.office.clock() + timedelta(seconds=self.office.settings.code_wait)

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


def _in_words(lesson: Lesson) -> str:
    return lesson.kind.replace("_", " ")
