"""Operating one control of a page: text boxes, lists and choices of every make, each read back after it was filled."""

import re
import time
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from playwright.async_api import ElementHandle, Error, Frame, Page

from objector.browser.guard import Guard
from objector.page.look import Found, Option, Role
from objector.page.wait import changed

LIST_OPENS = 0.5
"""Seconds that a list may take to show the wanted option once it is clicked; then its filter is tried."""

LIST_FILTERS = 3.0
"""Seconds that a typeahead may take to offer its list."""

IS_TEXT_BOX = "element => element.matches('input,textarea,[contenteditable]')"

OFFERED = """names => {
  const plain = text => text.normalize('NFKD').replace(/\\p{M}/gu, '').replace(/\\s+/g, ' ').trim().toLowerCase();
  const shown = element => element.getClientRects().length && getComputedStyle(element).visibility !== 'hidden';
  const lists = [...document.querySelectorAll('[role=listbox],[role=menu],[role=dialog] ul,ul,ol')].filter(shown);
  const named = [...document.querySelectorAll('[role=option],[role=menuitem],[role=menuitemradio]')];
  const offered = [...new Set([...named, ...lists.flatMap(list => [...list.querySelectorAll('li')])])].filter(shown);
  for (const name of names.map(plain))
    for (const option of offered)
      if (plain(option.innerText || option.textContent) === name) return option;
  return null;
}"""

LABELS = """() => {
  const shown = element => element.getClientRects().length && getComputedStyle(element).visibility !== 'hidden';
  return [...document.querySelectorAll('[role=option],[role=menuitem],[role=menuitemradio]')].filter(shown)
    .map(option => (option.innerText || option.textContent).trim());
}"""

READ = """element => 'value' in element && element.type !== 'button' && element.tagName !== 'BUTTON'
  ? element.value : element.innerText"""


class UnfillableError(Exception):
    """A control did not take what it was given. ``holds`` is what it holds instead."""

    def __init__(self, found: Found, holds: str) -> None:
        super().__init__(found.label, holds)
        self.found = found
        self.holds = holds


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the text as it is compared: no case, no marks above letters, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def option_named(options: Sequence[Option], names: Sequence[str]) -> Option | None:
    """Return the first option whose label or value is one of the names, the earlier names first."""
    for name in map(plain, names):
        for option in options:
            if name in {plain(option.label), plain(option.value)}:
                return option
    return None


class Controls:
    """The hands on a page: every touch first asks the guard whether this is a place where something may be typed."""

    def __init__(self, page: Page, guard: Guard) -> None:
        self._page = page
        self._guard = guard

    async def fill(self, found: Found, text: str) -> None:
        """Type the text in place of what is there and read it back; raises UnfillableError."""
        element = await self._element(found)
        await element.fill(text)
        if not await self._holds(element, text):
            # Masked inputs and some editors only take keystrokes.
            await element.fill("")
            await element.type(text)
        if not await self._holds(element, text):
            raise UnfillableError(found, await element.evaluate(READ))

    async def type_code(self, found: Found, code: str) -> None:
        """Type a code; where it is asked in several boxes the page moves on from box to box by itself."""
        element = await self._element(found)
        await element.fill("")
        await element.focus()
        await self._page.keyboard.type(code)

    async def choose(self, found: Found, names: Sequence[str]) -> None:
        """Choose the option that bears one of the names, the earlier ones first; raises UnfillableError."""
        if found.role is Role.SELECT:
            await self._select(found, names)
        else:
            await self._pick(found, names)

    async def check_clickable(self, found: Found) -> None:
        """Wait until the button could be clicked (seen, enabled, not covered), without clicking it."""
        await (await self._element(found)).click(trial=True)

    async def click(self, found: Found) -> None:
        """Click a button."""
        await (await self._element(found)).click()

    async def click_option(self, found: Found, option: Option) -> None:
        """Click what stands for this choice of a radio group or a checkbox."""
        frame = self._frame(found)
        self._guard.check(frame.url)
        element = await frame.query_selector(option.selector)
        if element is None:
            raise UnfillableError(found, "")
        await element.click()

    async def select(self, found: Found, option: Option) -> None:
        """Choose this option of a native list and read it back; raises UnfillableError."""
        element = await self._element(found)
        await element.select_option(value=option.value)
        if await element.evaluate(READ) != option.value:
            raise UnfillableError(found, await element.evaluate(READ))

    async def offered(self, found: Found) -> list[Option]:
        """Open a list that is drawn elsewhere and return what it offers; it stays open."""
        await (await self._element(found)).click()
        end = time.monotonic() + LIST_FILTERS
        while not (labels := await self._page.evaluate(LABELS)) and (left := end - time.monotonic()) > 0:
            await changed(self._page, left)
        return [Option(label=label, value=label) for label in labels]

    async def close_list(self, found: Found) -> None:
        """Close it again without choosing."""
        await (await self._element(found)).press("Escape")

    async def take(self, found: Found, option: Option) -> None:
        """Choose from the open list and read it back; raises UnfillableError."""
        element = await self._element(found)
        if not await self._take([option.label], LIST_OPENS) or plain(option.label) not in plain(await element.evaluate(READ)):
            raise UnfillableError(found, await element.evaluate(READ))

    async def upload(self, found: Found, path: str) -> None:
        """Hand a file to a control for files; the page may take it out of the control at once."""
        await (await self._element(found)).set_input_files(path)

    async def press_enter(self, found: Found) -> None:
        """Press Enter in the control."""
        await (await self._element(found)).press("Enter")

    async def _select(self, found: Found, names: Sequence[str]) -> None:
        option = option_named(found.options, names)
        if option is None:
            raise UnfillableError(found, found.value)
        await self.select(found, option)

    async def _pick(self, found: Found, names: Sequence[str]) -> None:
        element = await self._element(found)
        taken = False
        if not await element.evaluate(IS_TEXT_BOX):
            await element.click()
            taken = await self._take(names, LIST_OPENS)
        for name in names if not taken else ():
            await self._type_to_filter(element, name)
            if taken := await self._take([name], LIST_FILTERS):
                break
        holds = plain(await element.evaluate(READ))
        if not (taken and any(re.search(rf"\b{re.escape(plain(name))}\b", holds) for name in names)):
            raise UnfillableError(found, holds)

    async def _type_to_filter(self, element: ElementHandle, name: str) -> None:
        if await element.evaluate(IS_TEXT_BOX):
            await element.fill("")
            await element.type(name)
        else:
            # The list has a box of its own for filtering, and opening the list has put the cursor there.
            await self._page.keyboard.press("ControlOrMeta+A")
            await self._page.keyboard.type(name)

    async def _take(self, names: Sequence[str], seconds: float) -> bool:
        """Click the option of that name as soon as the list shows it; tell whether it ever did."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and (option := await self._offered(names, left)):
            try:
                await option.click()
            except Error:
                # The list was drawn anew under the hand.
                if await option.evaluate("option => option.isConnected"):
                    raise
            else:
                return True
        return False

    async def _offered(self, names: Sequence[str], seconds: float) -> ElementHandle | None:
        end = time.monotonic() + seconds
        while True:
            option = (await self._page.evaluate_handle(OFFERED, list(names))).as_element()
            left = end - time.monotonic()
            if option is not None or left <= 0:
                return option
            await changed(self._page, left)

    async def _holds(self, element: ElementHandle, text: str) -> bool:
        return plain(await element.evaluate(READ)) == plain(text)

    async def _element(self, found: Found) -> ElementHandle:
        frame = self._frame(found)
        element = await frame.query_selector(found.selector)
        if element is None:
            raise UnfillableError(found, "")
        # The element belongs to one document for good, so the origin that is checked is the one typed into.
        self._guard.check(await element.evaluate("element => element.ownerDocument.location.href"))
        return element

    def _frame(self, found: Found) -> Frame:
        frames = [frame for frame in self._page.frames if frame.url == found.frame]
        return frames[0] if found.frame and frames else self._page.main_frame
