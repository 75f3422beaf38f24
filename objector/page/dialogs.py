"""The dialogs of the browser itself that a page opens: what objector answers in them, and what it has heard there."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from types import MappingProxyType

from playwright.async_api import BrowserContext, Dialog, Error, Page

from objector.browser.address import without_query
from objector.browser.guard import Passage
from objector.page.desk import Desk
from objector.page.finder import look
from objector.page.lexicon.meanings import Meaning
from objector.page.look import Look

HARMLESS = Meaning(what="to go on", says=(), never=("withdrawing", "deleting", "consenting"))
"""What is agreed to unaided in a question that follows the press of a button: it neither undoes nor consents to anything."""

LONGEST = 500
"""Characters of a dialog's words that are kept."""

MOST = 30
"""How many dialogs of a page are told of."""

TOLD = MappingProxyType(
    {
        ("alert", False): ("page said", "{}"),
        ("confirm", True): ("page asked", "{}, answered OK"),
        ("confirm", False): ("page asked", "{}, answered Cancel"),
        ("prompt", False): ("page asked", "{}, not answered"),
        ("beforeunload", True): ("page asked", "whether to leave it, answered yes"),
    }
)
"""How an answer is told, by the make of the dialog and by whether it was OK."""


@dataclass(frozen=True)
class Heard:
    """Words of a page; ``replied`` says that by then the site had replied to all that was sent."""

    words: str
    replied: bool


class Dialogs:
    """Answers the dialogs of a page and its windows: stands by what was pressed, declines all else, and tells of both.

    A dialog stops its page until it is answered, so that no look can see it. ``declined`` is what was asked since the last press
    and not agreed to.
    """

    def __init__(self, context: BrowserContext, desk: Desk) -> None:
        self._desk = desk
        self._pressed_at = ""
        self._passage: Passage | None = None
        self._heard: list[Heard] = []
        self._told: set[tuple[str, str]] = set()
        self.declined = ""
        context.on("dialog", self._answer)

    @contextmanager
    def following(self, address: str, passage: Passage) -> Iterator[None]:
        """Take what opens until the block ends for what comes of a press behind a fence, on the page at this address."""
        self._pressed_at, self._passage = _place(address), passage
        self._heard.clear()
        self.declined = ""
        try:
            yield
        finally:
            self._pressed_at = ""

    async def look(self, page: Page) -> Look:
        """Look at the page, and take what it has said since the last press for words of it."""
        seen, complaints = await look(page, self._answers()), self._complaints()
        if not complaints:
            return seen
        return replace(seen, alerts=(*complaints, *seen.alerts), text="\n".join([*complaints, seen.text]))

    def _answers(self) -> list[str]:
        """Return what the page has said once the site had replied: that may be what it answers."""
        return [heard.words for heard in self._heard if heard.replied]

    def _complaints(self) -> list[str]:
        """Return what the page has said instead of sending anything."""
        unsent = self._passage is not None and not self._passage.left
        return [heard.words for heard in self._heard if unsent and not heard.replied]

    async def _answer(self, dialog: Dialog) -> None:
        """Answer a dialog, after what is answered is on disk."""
        words, agreed = " ".join(dialog.message.split())[:LONGEST], self._is_agreed(dialog)
        if dialog.type == "alert":
            self._hear(words)
        elif not agreed and self._pressed_at:
            self.declined = words or f"a {dialog.type} without words"
        self._tell(dialog.type, f"“{words}”", agreed=agreed)
        with suppress(Error):  # the page was closed, and its dialog with it
            await (dialog.accept() if agreed else dialog.dismiss())

    def _is_agreed(self, dialog: Dialog) -> bool:
        """Tell whether to answer OK: to leaving a page, and to a question whether to go on with what was just pressed.

        Once anything has left, or another page has come, a question is about something else.
        """
        if dialog.type != "confirm":
            return dialog.type == "beforeunload"
        return self._follows_the_press(dialog) and bool(dialog.message.strip()) and HARMLESS.told_by(dialog.message)

    def _follows_the_press(self, dialog: Dialog) -> bool:
        unsent = self._passage is not None and not self._passage.left
        return unsent and dialog.page is not None and _place(dialog.page.url) == self._pressed_at

    def _hear(self, words: str) -> None:
        replied = self._passage is not None and self._passage.left and self._passage.is_answered
        self._heard.append(Heard(words, replied))

    def _tell(self, kind: str, words: str, *, agreed: bool) -> None:
        """Record it; a page that says the same again and again is told of once, and one that never ends not for ever."""
        what, how = TOLD[kind, agreed]
        if (kind, words) not in self._told and len(self._told) < MOST:
            self._told.add((kind, words))
            self._desk.done(what, how.format(words))


def _place(address: str) -> str:
    return without_query(address).partition("#")[0]
