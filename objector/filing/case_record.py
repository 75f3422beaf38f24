"""The record of one case: each step in the ledger, told to whoever watches, and what the page showed among the evidence."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from playwright.async_api import Page

from objector.browser.launch import Session
from objector.browser.picture import picture
from objector.cases.model import Account, Case, EventKind
from objector.evidence.folder import EvidenceFolder
from objector.evidence.page import template
from objector.filing.office import Office
from objector.filing.window import Window
from objector.mail.words import says_code
from objector.meanwhile import aside
from objector.page.look import Look, PageKind
from objector.redact import Redactor

THROUGH = 0.1
"""Seconds after a fence in which the click behind it is through; then there is time, until the site has answered."""


@dataclass(kw_only=True)
class CaseRecord:
    """Records what happens in a case; ``fenced`` is whether anything may have been submitted in it."""

    office: Office
    account: Account
    case: Case
    folder: EvidenceFolder
    redactor: Redactor
    session: Session
    window: Window | None
    fenced: bool = False

    def record(self, kind: EventKind, **data: str) -> None:
        """Put on disk that this happened."""
        self.office.ledger.append(self.case.number, kind, **data)

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

    async def _picture(self, page: Page) -> bytes:
        async with AsyncExitStack() as stack:
            if self.window:
                await stack.enter_async_context(self.window.hidden())
            is_own = page is self.session.page
            devtools = self.session.devtools if is_own else await page.context.new_cdp_session(page)
            return await picture(page, devtools)


def _load_for_the_answer() -> None:
    """Load what reads the mail that comes, and what shows the evidence."""
    says_code("")
    template()
