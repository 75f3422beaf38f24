"""Operating the controls of a page: typing, clicking, handing over a file, and choosing; what is typed is read back."""

from playwright.async_api import ElementHandle, Page

from objector.browser.guard import Guard
from objector.page.choosing import Choosing
from objector.page.look import Found, Option
from objector.page.options import plain
from objector.page.reach import READ, OverlongError, UnfillableError, plainly

REACHED = """element => {
  if (window !== top || element.matches(':disabled') || element.closest('[aria-disabled=true]')) return false;
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  let at = document.elementFromPoint(x, y);
  for (let inner; (inner = at?.shadowRoot?.elementFromPoint(x, y)) && inner !== at;) at = inner;
  return element.contains(at);
}"""
"""Whether a click in the middle of an element would reach it now; false also in a frame, where that can't be known."""

HAS_ONE_LINE = "element => element.matches('input')"
"""Whether a box has one line only: it drops line breaks, with which words run into each other, and Enter in it submits."""

LEAVE = "() => document.activeElement?.blur()"

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


WRITE = """(box, digit) => {
  const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value');
  value?.set.call(box, digit);
  box.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true, data: digit, inputType: 'insertText'}));
  return value !== undefined;
}"""
"""Writes a digit into a box wherever the focus is: some pages move it a moment later. Tells whether the box has any value."""


class Controls(Choosing):
    """The hands on a page."""

    def __init__(self, page: Page, guard: Guard) -> None:
        super().__init__(page, guard)
        self._checked: tuple[Found, ElementHandle] | None = None

    @plainly
    async def fill(self, found: Found, text: str) -> None:
        """Type the text in place of what is there and read it back; raises UnfillableError, OverlongError.

        Where a box takes no line breaks, there are spaces in place of them.
        """
        element = await self._element(found)
        if await element.evaluate(HAS_ONE_LINE):
            text = " ".join(text.split())
        await self._check_length(found, element, text)
        if await self._takes(found, element, text) or (
            "\n" in text and await self._takes(found, element, " ".join(text.split()))
        ):
            return
        # Masked inputs and some editors only take keystrokes.
        element = await self._element(found)
        await element.fill("")
        await element.focus()
        await self._keys.type(text)
        if plain(held := await self._read(found, element)) != plain(text):
            raise UnfillableError(found, held)

    async def _takes(self, found: Found, element: ElementHandle, text: str) -> bool:
        """Put a text into a box at once; tell whether it holds that then."""
        await element.fill(text)
        return plain(await self._read(found, element)) == plain(text)

    @plainly
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

    @plainly
    async def check_clickable(self, found: Found) -> None:
        """Wait until the button could be clicked (seen, enabled, not covered), without clicking it; raises UnfillableError.

        What is open below the field that was filled last, and lies over the button, closes when that field is left.
        """
        element = await self._element(found)
        if not await element.evaluate(REACHED):
            await element.evaluate(LEAVE)
            await element.click(trial=True)
        self._checked = found, element

    @plainly
    async def click(self, found: Found) -> None:
        """Click a button, or a label beside its links: the very one that was checked, if it was; raises UnfillableError."""
        await _click(await self._just_checked(found) or await self._element(found))

    async def _just_checked(self, found: Found) -> ElementHandle | None:
        """Return the element that was last checked, if that was for this control and it is still there."""
        checked, self._checked = self._checked, None
        if checked is None or checked[0] is not found:
            return None
        return checked[1] if await checked[1].evaluate("element => element.isConnected") else None

    @plainly
    async def click_option(self, found: Found, option: Option) -> None:
        """Click what stands for this choice of a radio group or a checkbox; raises UnfillableError."""
        frame = self._frame(found)
        self._guard.check(frame.url)
        element = await frame.query_selector(option.selector)
        if element is None:
            raise UnfillableError(found, "")
        await _click(element)

    @plainly
    async def upload(self, found: Found, path: str) -> None:
        """Hand a file to a control for files; the page may take it out of the control at once."""
        await (await self._element(found)).set_input_files(path)

    @plainly
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
        await self._keys.type(code[1:-1])
        # Some pages go on a moment later, and the next digit takes the place of the one before; the last one may send it all.
        if await self._boxes_hold(found) == code[:-1]:
            await self._keys.type(code[-1])
            return
        for option, digit in zip(found.options, code, strict=False):
            box = await self._frame(found).query_selector(option.selector)
            if box and not await box.evaluate(WRITE, digit):
                await box.fill(digit)


async def _click(element: ElementHandle) -> None:
    await element.click(position=await element.evaluate(UNLINKED))
