"""Reaching one control of a page, and reading what it holds; each time the guard is asked first."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from playwright.async_api import ElementHandle, Error, Frame, Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from objector.browser.guard import Guard
from objector.errors import NeedsPersonError
from objector.page.keys import Keys
from objector.page.look import Found

IS_TEXT_BOX = "element => element.matches('input:not([readonly],[inputmode=none]),textarea:not([readonly]),[contenteditable]')"

SHOWN_BESIDE = """
const drawnOver = (part, element) => {
  const [one, other] = [part.getBoundingClientRect(), element.getBoundingClientRect()];
  return one.width > 2 && one.height > 2 && one.top < other.bottom && one.bottom > other.top && one.left < other.right;
};
const listens = '[role=log],[role=status],[aria-live]';
const shownBeside = element => {
  for (let at = element.parentElement, level = 0; at && level < 3; at = at.parentElement, level++) {
    const shared = at.querySelectorAll('input:not([type=hidden]),select,textarea').length > 1;
    if (shared || at.querySelector('label,legend')) return '';
    const copy = at.cloneNode(true);
    const told = [...at.querySelectorAll(listens)].map(part => drawnOver(part, element));
    [...copy.querySelectorAll(listens)].filter((part, i) => !told[i]).forEach(part => part.remove());
    copy.querySelectorAll('[role=listbox],script,style').forEach(part => part.remove());
    if (copy.textContent.trim()) return copy.textContent.trim();
  }
  return '';
};
"""
"""What is drawn beside a box to search in. What is only announced is none of it; in the box's own place it is the choice."""

READ = f"""(element, asChoice) => {{ {SHOWN_BESIDE}
  if (!element.isConnected) return null;
  const drawn = element.isContentEditable || element.type === 'button' || element.tagName === 'BUTTON';
  const lists = element.matches('[role=combobox]') ? [...element.querySelectorAll('[role=listbox]')] : [];
  const parts = [...(element.shadowRoot?.children || [])].filter(part => !part.matches('style,script,slot'));
  const text = [element, ...parts].map(part => part.innerText || '').join(' ');
  const shown = lists.reduce((text, list) => text.replace(list.innerText, ''), text);
  const own = 'value' in element && !drawn ? String(element.value) : shown.trim();
  const searches = element.matches('input[role=combobox],input[aria-autocomplete],input[aria-haspopup]');
  return own.trim() || !(searches || (asChoice && element.matches('input,button'))) ? own : shownBeside(element);
}}"""
"""What a control holds; a box to search in, or any that was chosen in, shows it beside itself. Null for one that is gone."""

FROZEN = 180.0
"""Seconds after which a page whose script never returns is given up; scrolling and filtering a long list takes much less."""

GONE = "not attached to the DOM"
"""What Playwright says of an element that the page has taken out meanwhile."""

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound="Reach")


class UnfillableError(NeedsPersonError):
    """A control did not take what it was given. ``holds`` is what it holds instead."""

    def __init__(self, found: Found, holds: str) -> None:
        super().__init__(
            f"“{found.label}” can't be operated: it does not take what it is given, or something lies over it. "
            "File this account with --headed and do this step in the window."
        )
        self.found = found
        self.holds = holds


class NotOfferedError(UnfillableError):
    """A list was opened or typed into and offered none of the ``names``."""

    def __init__(self, found: Found, holds: str, names: Sequence[str]) -> None:
        super().__init__(found, holds)
        self.names = names


class OverlongError(UnfillableError):
    """A control takes fewer characters than the answer has; nothing is cut. ``limit`` is how many it takes."""

    def __init__(self, found: Found, length: int, limit: int) -> None:
        super().__init__(found, "")
        self.length = length
        self.limit = limit


def plainly(
    verb: Callable[Concatenate[R, Found, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate[R, Found, P], Coroutine[Any, Any, T]]:
    """Have a verb raise UnfillableError where the page kept it waiting until Playwright's patience ended, or FROZEN.

    So it does where the page drew the control anew under the hand.
    """

    @wraps(verb)
    async def patient(self: R, found: Found, /, *args: P.args, **more: P.kwargs) -> T:
        try:
            async with asyncio.timeout(FROZEN):
                return await verb(self, found, *args, **more)
        except (PlaywrightTimeoutError, TimeoutError):
            # Playwright's own words tell what was typed.
            raise UnfillableError(found, "") from None
        except Error as error:
            if GONE not in error.message:
                raise
            raise UnfillableError(found, "") from None

    return patient


class Reach:
    """What the hands on a page can reach: every way to a control leads past the guard, who knows where may be typed."""

    def __init__(self, page: Page, guard: Guard) -> None:
        self._page = page
        self._guard = guard
        self._keys = Keys(page)

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
