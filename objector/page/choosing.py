"""Choosing from lists of every make: native, drawn elsewhere on the page, or typed ahead; each read back after it was chosen."""

import re
import time
from collections.abc import Sequence

from playwright.async_api import ElementHandle
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from objector.page.lists import CLICKS, FILTERS, OPENS, Lists
from objector.page.look import Found, Option, Role
from objector.page.options import option_named, plain
from objector.page.reach import IS_TEXT_BOX, READ, NotOfferedError, Reach, UnfillableError, plainly
from objector.page.wait import UNNOTICED, changed

IS_PLAIN = """element => {
  const listed = '[aria-autocomplete],[aria-haspopup],[aria-controls],[aria-owns],[autocomplete=off],[type=search]';
  return element.matches('input:not([readonly])') && !element.matches(listed) && !element.closest('[role=combobox]');
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

LIST_BESIDE = """element => {
  for (let at = element.parentElement, level = 0; at && level < 4; at = at.parentElement, level++) {
    const lists = [...at.querySelectorAll('select')];
    const others = [...at.querySelectorAll('input:not([type=hidden]),textarea')].filter(other => other !== element);
    if (lists.length > 1 || others.some(other => other.checkVisibility())) return [];
    if (!lists.length) continue;
    return [...lists[0].options].map(({label, value, selected}) => ({label, value, checked: selected}));
  }
  return [];
}"""
"""What the native list offers that a script keeps for the form to send, beside the box that it has drawn for it."""

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
"""Seconds that a control, and what is hidden beside it, may take to hold what was chosen."""

EMPTY = "–"
"""What is told of a hidden input that holds nothing."""

TYPES = 8.0
"""Seconds that all the names of one country may take to be typed, and nothing offered, before a person is asked."""


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
        element = await self._element(found)
        if suggested := [Option(**each) for each in await element.evaluate(SUGGESTED)]:
            taken = await self._take_suggested(element, option_named(suggested, names))
        elif await element.evaluate(IS_PLAIN):
            taken = await self._search(found, names[:1], names) or await self._write(found, names[0])
        elif await element.evaluate(IS_TEXT_BOX):
            taken = await self._search(found, names, names)
        else:
            taken = await self._open_and_take(found, names)
        holds = await (self._settled(found, names) if taken else self._read(found))
        if not taken:
            await self._close(found)
            raise NotOfferedError(found, holds, names)
        if not _shows(holds, names):
            raise UnfillableError(found, holds)
        await self._check_beside(found, names)

    async def _open_and_take(self, found: Found, names: Sequence[str]) -> bool:
        """Open a list that is drawn elsewhere and choose from it; tell whether anything was."""
        lists = self._lists(found)
        await _open(await self._element(found))
        if await lists.take(names, OPENS):
            return True
        if not (await lists.are_open() or await lists.is_typed_into()) and await lists.take(names, FILTERS):
            return True
        return await lists.take_further_down(names) or await self._filter(names, found)

    async def _search(self, found: Found, typed: Sequence[str], names: Sequence[str]) -> bool:
        """Choose what a box offers for what is typed, else from all that it offers once it is clicked; tell whether."""
        lists = self._lists(found)
        if await self._type_ahead(found, typed):
            return True
        await _open(await self._element(found))
        return await lists.take(names, OPENS) or (await lists.are_open() and await lists.take_further_down(names))

    async def _settled(self, found: Found, names: Sequence[str]) -> str:
        """Return what the control shows once it shows the choice, which is confirmed where its dialog waits for that."""
        end = time.monotonic() + HOLDS_CODE
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
        end = time.monotonic() + HOLDS_CODE
        while held := await self._kept_otherwise(found, names):
            if time.monotonic() > end:
                raise UnfillableError(found, held)
            await changed(self._page, UNNOTICED)

    async def _kept_otherwise(self, found: Found, names: Sequence[str]) -> str:
        """Return what is kept beside the control in place of what was chosen; empty where that is kept, or nothing is."""
        element = await self._element(found)
        codes = {name for name in names if re.fullmatch("[A-Z]{2,3}", name)}
        code = await element.evaluate(CODE_BESIDE) if codes else None
        if code is not None and code.upper() not in codes:
            return code or EMPTY
        options = [Option(**each) for each in await element.evaluate(LIST_BESIDE)]
        chosen = [option for option in options if option.checked and option.value]
        is_listed = option_named(options, names) is not None
        if not options or option_named(chosen, names) or (chosen and not is_listed):
            return ""
        return chosen[0].label if chosen else EMPTY

    async def _type_ahead(self, found: Found, names: Sequence[str]) -> bool:
        """Type the names into a box that offers what fits, until one is offered; tell whether one was taken.

        A box in which nothing was chosen is left empty: a name that was only typed looks like an answer, and is none.
        """
        end = time.monotonic() + TYPES
        for name in names:
            if (left := end - time.monotonic()) <= 0:
                break
            await self._emptied(found)
            await self._type_in(name)
            try:
                if await self._lists(found).take([name], min(FILTERS, left)):
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
        lists, end = self._lists(found), time.monotonic() + TYPES
        for name in names if await lists.is_typed_into() else ():
            if (left := end - time.monotonic()) <= 0:
                break
            await self._keys.press("ControlOrMeta+A")
            await self._type_in(name)
            if await lists.take([name], min(FILTERS, left)):
                return True
        return False

    async def _type_in(self, name: str) -> None:
        """Type a name, and let go of a key where none was pressed for it: many a box looks for what fits at that only."""
        await self._keys.type(name)
        if not name.isascii():
            await self._keys.press("Shift")

    def _lists(self, found: Found) -> Lists:
        return Lists(self._page, self._frame(found))


def _shows(text: str, names: Sequence[str]) -> bool:
    """Tell whether one of the names stands in the text, in whole words."""
    return any(re.search(rf"\b{re.escape(plain(name))}\b", plain(text)) for name in names)


async def _open(element: ElementHandle) -> None:
    await element.click(force=await element.evaluate(IS_DRAWN_OVER))
