"""Choosing from lists of every make: native, drawn elsewhere on the page, or typed ahead; each read back after it was chosen."""

import re
import time
from collections.abc import Sequence

from playwright.async_api import ElementHandle

from objector.page.kept_beside import kept_otherwise
from objector.page.lists import CLICKS, FILTERS, OPENS
from objector.page.look import Found, Option, Role
from objector.page.options import option_named, plain
from objector.page.reach import IS_TEXT_BOX, READ, NotOfferedError, UnfillableError, plainly
from objector.page.typeahead import Typeahead
from objector.page.wait import UNNOTICED, changed

IS_PLAIN = """element => {
  const listed = '[aria-autocomplete],[aria-haspopup],[aria-controls],[aria-owns],[autocomplete=off],[type=search]';
  return element.matches('input:not([readonly])') && !element.matches(listed) && !element.closest('[role=combobox]');
}"""
"""Whether nothing about a text box says that what it takes is chosen from a list."""

SUGGESTED = "element => [...(element.list?.options || [])].map(({label, value}) => ({label, value}))"
"""What the browser itself suggests in a text box (its datalist)."""

IS_SEEN = """element => {
  const {width, height} = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({visibilityProperty: true});
}"""

IS_DRAWN_OVER = """element => {
  element.scrollIntoViewIfNeeded();
  const {left, top, width, height} = element.getBoundingClientRect();
  const over = element.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
  if (!over || element.contains(over)) return false;
  for (let at = element.parentElement, level = 0; at && level < 4; at = at.parentElement, level++) {
    const others = [...at.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(other => other !== element);
    if (others.some(other => other.checkVisibility())) return false;
    if (at.contains(over)) return true;
  }
  return false;
}"""
"""Whether what lies over a control belongs to it alone, as a drawn box around it does, and takes the clicks for it."""

IS_EXPANDED = "element => element.getAttribute('aria-expanded') === 'true'"

HOLDS = 1.0
"""Seconds that a control, and what is hidden beside it, may take to hold what was chosen."""


class Choosing(Typeahead):
    """The hands on a page's lists."""

    @plainly
    async def choose(self, found: Found, names: Sequence[str]) -> None:
        """Choose the option that bears one of the names, the earlier ones first; raises UnfillableError."""
        if found.role is Role.SELECT:
            await self._select(found, names)
        else:
            await self._pick(found, names)

    @plainly
    async def select(self, found: Found, option: Option) -> None:
        """Choose this option of a native list and read it back; raises UnfillableError.

        One that is hidden behind a drawn list is set through that, as a person would; where nothing is drawn, it is set itself.
        """
        element = await self._element(found)
        if await element.evaluate(IS_SEEN):
            await element.select_option(value=option.value)
        elif not (option.selector and await self._select_drawn(found, option)):
            await element.select_option(value=option.value, force=True)
        if (held := await self._read(found, element)) != option.value:
            raise UnfillableError(found, held)

    @plainly
    async def offered(self, found: Found) -> list[Option]:
        """Open a list that is drawn elsewhere and return what it offers; it stays open."""
        await _open(await self._element(found))
        return [Option(label=label, value=label) for label in await self._lists(found).labels()]

    @plainly
    async def close_list(self, found: Found) -> None:
        """Close it again without choosing."""
        await (await self._element(found)).press("Escape")

    @plainly
    async def take(self, found: Found, option: Option) -> None:
        """Choose from the open list and read it back; raises UnfillableError."""
        taken = await self._lists(found).take([option.label], OPENS)
        held = await self._read(found)
        if not taken or plain(option.label) not in plain(held):
            raise UnfillableError(found, held)

    async def _select(self, found: Found, names: Sequence[str]) -> None:
        option = option_named(found.options, names)
        if option is None:
            raise UnfillableError(found, found.value)
        await self.select(found, option)

    async def _select_drawn(self, found: Found, option: Option) -> bool:
        """Choose from the list that is drawn for a native one; tell whether that has set the native one."""
        drawn, lists = await self._frame(found).query_selector(option.selector), self._lists(found)
        if drawn is None or not await drawn.is_visible():
            return False
        await drawn.click()
        if not (await lists.take([option.label], OPENS) or await self._filter([option.label], found)):
            await self._keys.press("Escape")
        return await self._read(found) == option.value

    async def _pick(self, found: Found, names: Sequence[str]) -> None:
        if not await self._take_offered(found, names):
            holds = await self._read(found)
            await self._close(found)
            raise NotOfferedError(found, holds, names)
        if not _shows(holds := await self._settled(found, names), names):
            raise UnfillableError(found, holds)
        await self._check_beside(found, names)

    async def _take_offered(self, found: Found, names: Sequence[str]) -> bool:
        """Choose in the way that the control takes, as far as that shows; tell whether anything was chosen."""
        element = await self._element(found)
        if suggested := [Option(**each) for each in await element.evaluate(SUGGESTED)]:
            return await self._take_suggested(element, option_named(suggested, names))
        if await element.evaluate(IS_PLAIN):
            return await self._search(found, names[:1], names) or await self._write(found, names[0])
        if await element.evaluate(IS_TEXT_BOX):
            return await self._search(found, names, names)
        return await self._open_and_take(found, names)

    async def _open_and_take(self, found: Found, names: Sequence[str]) -> bool:
        """Open a list that is drawn elsewhere and choose from it; tell whether anything was chosen."""
        lists = self._lists(found)
        await _open(await self._element(found))
        if await lists.take(names, OPENS):
            return True
        if not (await lists.are_open() or await lists.is_typed_into()) and await lists.take(names, FILTERS):
            return True
        return await lists.take_further_down(names) or await self._filter(names, found)

    async def _search(self, found: Found, typed: Sequence[str], names: Sequence[str]) -> bool:
        """Choose what a box offers for what is typed, else from all that it offers once it is clicked; tell whether it chose."""
        lists = self._lists(found)
        if await self._type_ahead(found, typed):
            return True
        await _open(await self._element(found))
        return await lists.take(names, OPENS) or (await lists.are_open() and await lists.take_further_down(names))

    async def _settled(self, found: Found, names: Sequence[str]) -> str:
        """Return what the control shows once it shows the choice, which is confirmed where its dialog waits for that."""
        end = time.monotonic() + HOLDS
        while True:
            element = await self._element(found)
            holds = str(await element.evaluate(READ, True))
            if _shows(holds, names) or time.monotonic() > end:
                return holds
            if button := await self._lists(found).confirming(element):
                await button.click(timeout=CLICKS * 1000)
            await changed(self._page, UNNOTICED)

    async def _close(self, found: Found) -> None:
        """Close the list that the control says is open still: over some forms nothing else can be seen meanwhile."""
        element = await self._element(found)
        if await element.evaluate(IS_EXPANDED):
            await element.press("Escape")

    async def _check_beside(self, found: Found, names: Sequence[str]) -> None:
        """Compare what is kept beside a typeahead for the form to send, code or list, with the names; raises UnfillableError."""
        end = time.monotonic() + HOLDS
        while held := await kept_otherwise(await self._element(found), names):
            if time.monotonic() > end:
                raise UnfillableError(found, held)
            await changed(self._page, UNNOTICED)

    async def _take_suggested(self, element: ElementHandle, option: Option | None) -> bool:
        if option:
            await element.fill(option.value)
        return option is not None


def _shows(text: str, names: Sequence[str]) -> bool:
    """Tell whether one of the names stands in the text, in whole words."""
    return any(re.search(rf"\b{re.escape(plain(name))}\b", plain(text)) for name in names)


async def _open(element: ElementHandle) -> None:
    await element.click(force=await element.evaluate(IS_DRAWN_OVER))
