"""Choosing from lists of every make: native, drawn elsewhere on the page, or typed ahead; each read back after it was chosen."""

import re
import time
from collections.abc import Sequence

from playwright.async_api import ElementHandle
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from objector.page.lists import FILTERS, OPENS, Lists
from objector.page.look import Found, Option, Role
from objector.page.options import option_named, plain
from objector.page.reach import IS_TEXT_BOX, Reach, UnfillableError, plainly
from objector.page.wait import UNNOTICED, changed

IS_PLAIN = """element => {
  const listed = '[aria-autocomplete],[aria-haspopup],[aria-controls],[aria-owns],[autocomplete=off],[type=search]';
  return element.matches('input') && !element.matches(listed) && !element.closest('[role=combobox]');
}"""
"""Whether nothing about a text box says that what it takes is chosen from a list."""

SUGGESTED = "element => [...(element.list?.options || [])].map(({label, value}) => ({label, value}))"
"""What the browser itself suggests in a text box (its datalist)."""

CODE_BESIDE = r"""element => {
  const places = [element.closest('[role=row],fieldset,li,p,label')?.parentElement, element.form, element.parentElement];
  const base = (element.name || element.id || '').replace(/\[.*$/, '');
  for (const place of places.filter(Boolean)) {
    const hidden = [...place.querySelectorAll('input[type=hidden]')];
    const coded = hidden.filter(each => /iso|country_?code/i.test(each.name || each.id));
    const own = coded.filter(each => base && (each.name || each.id).startsWith(base));
    if (own.length || coded.length === 1) return (own[0] || coded[0]).value;
  }
  return null;
}"""
"""The code that a typeahead keeps in a hidden input beside it; null where there is none."""

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
"""Whether what lies over a control is a part of what is drawn around that one alone, and takes the clicks for it."""

IS_EXPANDED = "element => element.getAttribute('aria-expanded') === 'true'"

HOLDS_CODE = 1.0
"""Seconds that a hidden input may take to hold the code of what was chosen."""


class Choosing(Reach):
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
        element, lists = await self._element(found), self._lists(found)
        if suggested := [Option(**each) for each in await element.evaluate(SUGGESTED)]:
            taken = await self._take_suggested(element, option_named(suggested, names))
        elif await element.evaluate(IS_PLAIN):
            taken = await self._type_ahead(found, names[:1]) or await self._write(found, names[0])
        elif await element.evaluate(IS_TEXT_BOX):
            taken = await self._type_ahead(found, names)
        else:
            await _open(element)
            taken = await lists.take(names, OPENS) or await lists.take_further_down(names) or await self._filter(names, found)
        holds = plain(await self._read(found))
        if not taken:
            await self._close(found)
        if not (taken and any(re.search(rf"\b{re.escape(plain(name))}\b", holds) for name in names)):
            raise UnfillableError(found, holds)
        await self._check_code(found, names)

    async def _close(self, found: Found) -> None:
        """Close the list that the control says is open still: over some forms nothing else can be seen meanwhile."""
        element = await self._element(found)
        if await element.evaluate(IS_EXPANDED):
            await element.press("Escape")

    async def _check_code(self, found: Found, names: Sequence[str]) -> None:
        """Compare the code that is kept beside a typeahead with the one among the names; raises UnfillableError."""
        codes = {name for name in names if re.fullmatch("[A-Z]{2,3}", name)}
        end = time.monotonic() + HOLDS_CODE
        while codes:
            held = await (await self._element(found)).evaluate(CODE_BESIDE)
            if held is None or held.upper() in codes:
                return
            if time.monotonic() > end:
                raise UnfillableError(found, held)
            await changed(self._page, UNNOTICED)

    async def _type_ahead(self, found: Found, names: Sequence[str]) -> bool:
        """Type the names into a box that offers what fits, until one is offered; tell whether one was taken.

        A box in which nothing was chosen is left empty: a name that was only typed looks like an answer, and is none.
        """
        for name in names:
            await self._emptied(found)
            await self._keys.type(name)
            try:
                if await self._lists(found).take([name], FILTERS):
                    return True
            except PlaywrightTimeoutError:
                # Something has come over the list.
                break
        await self._emptied(found)
        return False

    async def _take_suggested(self, element: ElementHandle, option: Option | None) -> bool:
        if option:
            await element.fill(option.value)
        return option is not None

    async def _write(self, found: Found, name: str) -> bool:
        """Write a name into a box that offers nothing; tell whether it stands there with no list that it should come from."""
        await (await self._element(found)).fill(name)
        if await self._lists(found).are_open():
            await self._emptied(found)
            return False
        return True

    async def _emptied(self, found: Found) -> None:
        element = await self._element(found)
        await element.fill("")
        await element.focus()

    async def _filter(self, names: Sequence[str], found: Found) -> bool:
        """Type the names into the box that an open list has of its own; tell whether one was offered and taken."""
        lists = self._lists(found)
        for name in names if await lists.is_typed_into() else ():
            await self._keys.press("ControlOrMeta+A")
            await self._keys.type(name)
            if await lists.take([name], FILTERS):
                return True
        return False

    def _lists(self, found: Found) -> Lists:
        return Lists(self._page, self._frame(found))


async def _open(element: ElementHandle) -> None:
    await element.click(force=await element.evaluate(IS_DRAWN_OVER))
