"""A form on a page, as a flow fills it: each verb is one step, and all the variety of the pages is met behind it."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence

from playwright.async_api import Error, Page

from objector.browser.address import without_query
from objector.browser.launch import Session
from objector.page import walk
from objector.page.answers import Answer, answers_to, left_over, left_unset
from objector.page.code_entry import TRIES, enter_code
from objector.page.controls import Controls
from objector.page.desk import Ask, Desk, Review
from objector.page.dialogs import Dialogs
from objector.page.errors import (
    CodeRefusedError,
    EntryRefusedError,
    NoAnswerError,
    NotAvailableError,
    PageRefusedError,
    RefusedError,
    StuckError,
)
from objector.page.flow import Confirmation
from objector.page.interruptions import past_interruptions
from objector.page.lexicon.meanings import Meaning
from objector.page.look import Found, Kind, Look, PageKind
from objector.page.mailed_link import open_mailed_link
from objector.page.press import press_once
from objector.page.reach import UnfillableError
from objector.page.sign_in import SIGNING_IN
from objector.page.site_answer import answered, confirms_anew
from objector.page.tab import Tab
from objector.page.takeover import helped
from objector.page.taught import Taught
from objector.page.trouble import Trouble

REPLACED = "Execution context was destroyed"
"""What Playwright says of a document that was replaced while something was asked of it."""

SLOW = 8.0
"""Seconds after which the person is told that a page is still awaited."""

AT_ONCE = 0.05
"""Seconds within which what was seen of a page is as good as another look at it."""


class Form:
    """The form that is open in a session; ``desk`` records, keeps and asks; ``seconds`` is the patience with a page."""

    def __init__(self, session: Session, desk: Desk, seconds: float) -> None:
        self.desk = desk
        self.dialogs = Dialogs(session.context, desk)
        self.popups = session.popups
        self.popups.tell = lambda address: desk.done("closed a window", address)
        self._be_on(Tab(session.page, session.guard, seconds, self.dialogs.look))
        self.answers: list[Answer] = []
        self.opened = ""
        self.met: Counter[PageKind] = Counter()
        self._shown: Look | None = None
        self._answered: Look | None = None
        self._answered_at = 0.0
        self._submitted: Look | None = None
        self._outcome: Look | None = None

    def _be_on(self, tab: Tab) -> None:
        self.tab = tab
        self.controls = Controls(tab.page, tab.guard)
        self.taught = Taught(tab.page, self.desk)

    def go_on_in(self, window: Tab) -> None:
        """Go on in a window that the site has opened for its answer."""
        self.popups.take(window.page)
        self._be_on(window)
        self.desk.done("went on in a window", self.address)

    @property
    def outcome(self) -> Look | None:
        """What the site said to the submit, once there was one."""
        return self._outcome

    @property
    def page(self) -> Page:
        """The page that shows the form."""
        return self.tab.page

    async def open(self, addresses: Sequence[str]) -> None:
        """Open the first of the addresses that offers the form; raises NotAvailableError, NoFormError, StrayedError."""
        for address in addresses:
            self.opened = address
            try:
                await self._go(address)
                self._shown = await walk.to_the_form(self)
                break
            except (NotAvailableError, PageRefusedError):
                if address == addresses[-1]:
                    raise
        self.desk.done("opened", self.address)

    async def _go(self, address: str) -> None:
        slow = f"{without_query(address)} takes long to load; objector goes on waiting for a while"
        telling = asyncio.get_running_loop().call_later(SLOW, self.desk.note, slow)
        try:
            await self.tab.go(address)
        finally:
            telling.cancel()

    async def answer(self, **given: str | Meaning) -> None:
        """Answer what the form asks, in its own order and over all its steps, until only submitting is left.

        ``given`` maps kinds (see ``Kind``) to answers, for a file its path, and any other word to what a choice is to mean (see
        ``Meaning``). One that the form doesn't ask for stays unused, but for the email, which tells the platform whose objection
        it is. Raises FieldNotFoundError, UnansweredError, NeedsPersonError.
        """
        self.answers = answers_to(given)
        await self.tab.guard.protect([answer.typed for answer in self.answers])
        # What was seen when it was opened is as good as a look at it now, once.
        shown, self._shown = self._shown, None
        self._answered = await walk.answer_all(self, shown)
        self._answered_at = time.monotonic()

    async def submit(self) -> None:
        """Show the review, then submit once, behind the fence; raises DeclinedError, DryRunError, NoAnswerError.

        Where the site answers that it wants a sign-in first, and after it shows the form anew, it took nothing: then it all
        starts again, the review included, but no more than once.
        """
        if self._outcome is None:
            await self._review_and_submit()
        if self._outcome and self._outcome.is_ in SIGNING_IN and await self._is_turned_away():
            self._outcome = None
            await self._review_and_submit()

    async def _is_turned_away(self) -> bool:
        """Sign in; tell whether that leads back to the form, and put on disk that nothing was submitted if so."""
        self._outcome = await past_interruptions(self, self._outcome)
        if self._outcome.is_ is PageKind.FORM:
            self.desk.unfence("the site wanted a sign-in first")
        return self._outcome.is_ is PageKind.FORM

    async def submitted_by_hand(self, outcome: Look) -> None:
        """Go on from what the site says now that the person has submitted the form."""
        self.desk.fence(Kind.SUBMIT.value)
        self._outcome = outcome
        self.desk.done("submitted", "by hand")

    async def _review_and_submit(self) -> None:
        await self.desk.await_mail()
        given = {answer.name: answer.shown for answer in self.answers if answer.given}
        for answer in left_over(self.answers):
            self.desk.done("left out", f"{answer.name}: no field of the form asks for it")
        for answer, found in left_unset(self._answered, self.answers) if self._answered else ():
            self.desk.done("left out", f"{answer.name}: which choice of “{found.label}” says so is not clear")
        await self.desk.review(Review(address=self.address, answers=given), self.page)
        # While the person read, and while the mailbox was awaited, the page may have put an answer back.
        is_fresh = time.monotonic() - self._answered_at < AT_ONCE
        ready = self._answered if self._answered and is_fresh else await walk.still_answered(self, self._answered)
        ready = await self._clear_to_submit(ready)
        if self._outcome is not None:
            return
        self._submitted = ready
        self._outcome = await press_once(self, ready, Kind.SUBMIT)
        if self._outcome.is_ is PageKind.FORM:
            self.desk.unfence(self._outcome.words)
            raise EntryRefusedError(self._outcome.words)
        self.desk.done("submitted")

    async def _clear_to_submit(self, ready: Look) -> Look:
        """Return what the form shows once its button can be clicked, which takes a person where something lies over it."""
        while self._outcome is None:
            try:
                await self._keep_and_check(ready.the(Kind.SUBMIT))
            except UnfillableError:
                await helped(self, Trouble(ask=Ask.COVERED))
                ready = await walk.still_answered(self, self._answered)
            else:
                break
        return ready

    async def _keep_and_check(self, button: Found | None) -> None:
        """Keep the picture of the filled form while the page settles until the button can be clicked.

        Raises UnfillableError, and StuckError where the page is replaced by another one meanwhile, which nobody has filled in.
        """
        assert button is not None
        keeping = asyncio.ensure_future(self.desk.keep_filled(self.page))
        try:
            await asyncio.gather(self.controls.check_clickable(button), keeping)
        except Error as error:
            if REPLACED not in error.message:
                raise
            raise StuckError(PageKind.FORM, self.address) from None
        finally:
            await asyncio.gather(keeping, return_exceptions=True)

    async def enter_code_if_asked(self) -> None:
        """Hand in the mailed code if the site asks for one now; a refused one is asked for again, three times at most."""
        complaint = ""
        for _ in range(TRIES):
            self._outcome = await answered(self, self._outcome)
            if self._outcome.is_ is PageKind.LINK:
                self._outcome = await open_mailed_link(self)
            if self._outcome.is_ is not PageKind.CODE:
                return
            self._outcome = await enter_code(self, self._outcome, complaint)
            complaint = self._outcome.words
        if self._outcome and self._outcome.is_ is PageKind.CODE:
            raise CodeRefusedError(complaint)

    async def confirmation(self) -> Confirmation:
        """Return the site's positive words; raises RefusedError, NoAnswerError. Never takes silence for success."""
        look = (await answered(self, self._outcome)).since(self._submitted)
        await self.desk.keep_outcome(self.page, look)
        if look.is_ is PageKind.REFUSAL:
            raise RefusedError(look.words)
        if look.is_ is not PageKind.CONFIRMATION or (self._submitted and not confirms_anew(look, self._submitted)):
            raise NoAnswerError(f"the page says neither yes nor no, but “{look.words}”")
        return Confirmation(text=look.text, address=look.url)

    @property
    def address(self) -> str:
        """Where the form lies, without what may identify the session."""
        return without_query(self.page.url)
