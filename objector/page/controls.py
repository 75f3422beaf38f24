"""Operating one control of a page: text boxes, lists and choices of every make, each read back after it was filled."""

import asyncio
import re
import time
import unicodedata
from collections.abc import Callable, Coroutine, Sequence
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from playwright.async_api import ElementHandle, Frame, Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from objector.browser.guard import Guard
from objector.errors import NeedsPersonError
from objector.page.keys import Keys
from objector.page.lists import FILTERS, OPENS, Lists
from objector.page.look import Found, Option, Role
from objector.page.wait import UNNOTICED, changed

IS_TEXT_BOX = "element => element.matches('input:not([readonly]),textarea:not([readonly]),[contenteditable]')"

REACHED = """element => {
  if (window !== top || element.matches(':disabled') || element.closest('[aria-disabled=true]')) return false;
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  let at = document.elementFromPoint(x, y);
  for (let inner; (inner = at?.shadowRoot?.elementFromPoint(x, y)) && inner !== at;) at = inner;
  return element.contains(at);
}"""
"""Whether a click in the middle of an element would reach it as the page stands; of what lies in a frame that isn't known."""

LEAVE = "() => document.activeElement?.blur()"

READ = """element => {
  if (!element.isConnected) return null;
  const own = 'value' in element && element.type !== 'button' && element.tagName !== 'BUTTON' ? element.value : element.innerText;
  const searches = element.matches('input[role=combobox],input[aria-autocomplete],input[aria-haspopup]');
  if (own.trim() || !searches) return own;
  for (let at = element.parentElement, level = 0; at && level < 3; at = at.parentElement, level++) {
    const shared = at.querySelectorAll('input:not([type=hidden]),select,textarea').length > 1;
    if (shared || at.querySelector('label,legend')) return own;
    const copy = at.cloneNode(true);
    copy.querySelectorAll('[role=listbox],[role=log],[role=status],[aria-live],script,style').forEach(part => part.remove());
    if (copy.textContent.trim()) return copy.textContent.trim();
  }
  return own;
}"""
"""What a control holds; a box to search in shows what was chosen beside itself. Null for one that is gone from the page."""

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

FROZEN = 180.0
"""Seconds after which a page whose script never returns is given up; scrolling and filtering a long list takes much less."""

HOLDS_CODE = 1.0
"""Seconds that a hidden input may take to hold the code of what was chosen."""

UNLINKED = """element => {
  if (!element.querySelector('a,button')) return null;
  const box = element.getBoundingClientRect();
  for (const part of [0.5, 0.02, 0.98, 0.1, 0.9, 0.25, 0.75]) {
    const [x, y] = [box.width * part, Math.min(box.height / 2, 12)];
    const at = element.getRootNode().elementFromPoint(box.left + x, box.top + y);
    if (at && element.contains(at) && !at.closest('a,button')) return {x, y};
  }
  return null;
}"""
"""Where to click a label that holds links, so that none of them is followed."""

PASTED = """(element, text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  element.focus();
  element.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true, composed: true}));
}"""

FLAGS = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3f4\U000e0020-\U000e007f]")

P = ParamSpec("P")
T = TypeVar("T")


class UnfillableError(NeedsPersonError):
    """A control did not take what it was given. ``holds`` is what it holds instead."""

    def __init__(self, found: Found, holds: str) -> None:
        super().__init__(
            f"“{found.label}” can't be operated: it does not take what it is given, or something lies over it. "
            "File this account with --headed and do this step in the window."
        )
        self.found = found
        self.holds = holds


class OverlongError(UnfillableError):
    """A control takes fewer characters than the answer has; nothing is cut. ``limit`` is how many it takes."""

    def __init__(self, found: Found, length: int, limit: int) -> None:
        super().__init__(found, "")
        self.length = length
        self.limit = limit


def _plainly(
    verb: Callable[Concatenate["Controls", Found, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate["Controls", Found, P], Coroutine[Any, Any, T]]:
    """Have a verb raise UnfillableError where the page kept it waiting until Playwright's patience ended, or FROZEN."""

    @wraps(verb)
    async def plainly(self: "Controls", found: Found, /, *args: P.args, **more: P.kwargs) -> T:
        try:
            async with asyncio.timeout(FROZEN):
                return await verb(self, found, *args, **more)
        except (PlaywrightTimeoutError, TimeoutError):
            # Playwright's own words tell what was typed.
            raise UnfillableError(found, "") from None

    return plainly


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the text as it is compared: no case, no marks above letters, no flags, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", FLAGS.sub("", text)) if not unicodedata.combining(c))
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
        self._keys = Keys(page)

    @_plainly
    async def fill(self, found: Found, text: str) -> None:
        """Type the text in place of what is there and read it back; raises UnfillableError, OverlongError."""
        element = await self._element(found)
        await self._check_length(found, element, text)
        await element.fill(text)
        if plain(await self._read(found, element)) == plain(text):
            return
        # Masked inputs and some editors only take keystrokes.
        element = await self._element(found)
        await element.fill("")
        await element.focus()
        await self._keys.type(text)
        if plain(held := await self._read(found, element)) != plain(text):
            raise UnfillableError(found, held)

    @_plainly
    async def type_code(self, found: Found, code: str) -> None:
        """Type a code; where it is asked in several boxes the page moves on from box to box by itself.

        Boxes that don't move on are filled one by one, boxes that only take what is pasted get it pasted.
        """
        element = await self._element(found)
        await (element.fill("") if await element.evaluate(READ) else element.wait_for_element_state("editable"))
        await element.focus()
        # Read back before the code is whole: many a page sends it by itself then, and it must not go there twice.
        await self._keys.type(code[0])
        if not await self._code_held(found, element):
            await element.evaluate(PASTED, code)
        elif not found.options:
            await self._keys.type(code[1:])
        else:
            await self._type_over_boxes(found, code)

    @_plainly
    async def choose(self, found: Found, names: Sequence[str]) -> None:
        """Choose the option that bears one of the names, the earlier ones first; raises UnfillableError."""
        if found.role is Role.SELECT:
            await self._select(found, names)
        else:
            await self._pick(found, names)

    @_plainly
    async def check_clickable(self, found: Found) -> None:
        """Wait until the button could be clicked (seen, enabled, not covered), without clicking it; raises UnfillableError.

        What is open below the field that was filled last, and lies over the button, closes when that field is left.
        """
        element = await self._element(found)
        if not await element.evaluate(REACHED):
            await element.evaluate(LEAVE)
            await element.click(trial=True)

    @_plainly
    async def click(self, found: Found) -> None:
        """Click a button, or a label beside its links; raises UnfillableError."""
        await _click(await self._element(found))

    @_plainly
    async def click_option(self, found: Found, option: Option) -> None:
        """Click what stands for this choice of a radio group or a checkbox; raises UnfillableError."""
        frame = self._frame(found)
        self._guard.check(frame.url)
        element = await frame.query_selector(option.selector)
        if element is None:
            raise UnfillableError(found, "")
        await _click(element)

    @_plainly
    async def select(self, found: Found, option: Option) -> None:
        """Choose this option of a native list and read it back; raises UnfillableError.

        One that is hidden behind a drawn list is set through that, as a person would; where nothing is drawn, it is set itself.
        """
        element = await self._element(found)
        if await element.is_visible():
            await element.select_option(value=option.value)
        elif not (option.selector and await self._select_drawn(found, option)):
            await element.select_option(value=option.value, force=True)
        if (held := await self._read(found, element)) != option.value:
            raise UnfillableError(found, held)

    @_plainly
    async def offered(self, found: Found) -> list[Option]:
        """Open a list that is drawn elsewhere and return what it offers; it stays open."""
        await (await self._element(found)).click()
        return [Option(label=label, value=label) for label in await self._lists(found).labels()]

    @_plainly
    async def close_list(self, found: Found) -> None:
        """Close it again without choosing."""
        await (await self._element(found)).press("Escape")

    @_plainly
    async def take(self, found: Found, option: Option) -> None:
        """Choose from the open list and read it back; raises UnfillableError."""
        taken = await self._lists(found).take([option.label], OPENS)
        held = await self._read(found)
        if not taken or plain(option.label) not in plain(held):
            raise UnfillableError(found, held)

    @_plainly
    async def upload(self, found: Found, path: str) -> None:
        """Hand a file to a control for files; the page may take it out of the control at once."""
        await (await self._element(found)).set_input_files(path)

    @_plainly
    async def press_enter(self, found: Found) -> None:
        """Press Enter in the control."""
        await (await self._element(found)).press("Enter")

    async def _check_length(self, found: Found, element: ElementHandle, text: str) -> None:
        limit = int(await element.evaluate("element => element.maxLength ?? -1"))
        length = len(text.encode("utf-16-le")) // 2
        if 0 <= limit < length:
            raise OverlongError(found, length, limit)

    async def _code_held(self, found: Found, element: ElementHandle) -> str:
        """Return as much of the code as its box holds, or its boxes, ``element`` being the first one."""
        return await (self._boxes_hold(found) if found.options else self._read(found, element))

    async def _boxes_hold(self, found: Found) -> str:
        boxes = [await self._frame(found).query_selector(option.selector) for option in found.options]
        return "".join([await box.evaluate(READ) or "" for box in boxes if box])

    async def _type_over_boxes(self, found: Found, code: str) -> None:
        """Type the rest of a code, whose first box is filled, going on from box to box where the page doesn't by itself."""
        await self._keys.type(code[1])
        if await self._boxes_hold(found) == code[:2]:
            await self._keys.type(code[2:])
            return
        for option, digit in list(zip(found.options, code, strict=False))[1:]:
            if box := await self._frame(found).query_selector(option.selector):
                await box.fill(digit)

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
            await element.click()
            taken = await lists.take(names, OPENS) or await lists.take_further_down(names) or await self._filter(names, found)
        holds = plain(await self._read(found))
        if not (taken and any(re.search(rf"\b{re.escape(plain(name))}\b", holds) for name in names)):
            raise UnfillableError(found, holds)
        await self._check_code(found, names)

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

    async def _read(self, found: Found, element: ElementHandle | None = None) -> str:
        """Return what the control holds; it is found anew if it isn't there any more: some pages draw it with every keystroke."""
        held = await element.evaluate(READ) if element else None
        return str(await (await self._element(found)).evaluate(READ) if held is None else held)

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


async def _click(element: ElementHandle) -> None:
    await element.click(position=await element.evaluate(UNLINKED))
