"""Lists that a page draws itself, wherever in its document they lie: what they offer, and bringing one option into sight."""

import time
from collections.abc import Sequence

from playwright.async_api import ElementHandle, Error, Frame, Page

from objector.page.lexicon.choices import cancelling
from objector.page.wait import changed

OPENS = 0.5
"""Seconds that an open list may take to show the wanted option; then it is scrolled, then filtered."""

FILTERS = 3.0
"""Seconds that a typeahead may take to offer its list, and any list to open at all."""

CLICKS = 3.0
"""Seconds that an option in sight may take to be clicked, before something else is taken to lie over it."""

LOADS = 0.25
"""Seconds that a list may take to show more once it is scrolled."""

SCROLLS = 20.0
"""Seconds that a list is scrolled through at most; one that is drawn more slowly is a person's to search."""

_OPTIONS = """
const roots = [document];
for (const root of roots) for (const node of root.querySelectorAll('*')) if (node.shadowRoot) roots.push(node.shadowRoot);
const all = selector => roots.flatMap(root => [...root.querySelectorAll(selector)]);
const clipped = node => {
  for (let at = node.parentElement, i = 0; at && at !== document.body && i < 6; at = at.parentElement, i++)
    if (Math.min(at.clientHeight, at.clientWidth) < 3 && getComputedStyle(at).overflow !== 'visible') return true;
  return false;
};
const shown = node => node.getClientRects().length && getComputedStyle(node).visibility !== 'hidden' && !clipped(node);
const floats = node => {
  for (let at = node; at && at !== document.body; at = at.parentElement)
    if (['absolute', 'fixed'].includes(getComputedStyle(at).position)) return true;
  return false;
};
const said = node => node.innerText || node.textContent.trim() || node.getRootNode().host?.innerText || '';
const edge = 'nav,footer,header,[role=navigation],[role=contentinfo],[role=banner]';
const named = () => all('[role=option],[role=treeitem],[role=menuitem],[role=menuitemradio]');
const listed = () => all('ul li,ol li').filter(node => !node.closest(edge));
const likely = '[class*=option i],[class*=item i],[class*=result i],[class*=suggestion i]';
const styled = () => all(likely).filter(node => !node.closest(edge) && floats(node));
const opened = '[role=dialog],[role=alertdialog],[role=menu],dialog[open],details[open]';
const reached = () => all('button,a,li,label,[tabindex="0"]').filter(node => !node.closest(edge));
const pressed = () => reached().filter(node => node.closest(opened) || floats(node));
const usable = node => node.localName !== 'option' && node.getAttribute('aria-disabled') !== 'true' && shown(node);
"""

OFFERED = f"""names => {{ {_OPTIONS}
  const flags = /[\\u{{1f1e6}}-\\u{{1f1ff}}\\u{{1f3f4}}\\u{{e0020}}-\\u{{e007f}}]/gu;
  const bare = text => text.replace(flags, '').normalize('NFKD').replace(/\\p{{M}}/gu, '');
  const plain = text => bare(text).replace(/\\s+/g, ' ').trim().toLowerCase();
  const texts = node => [said(node), node.getAttribute('aria-label') || ''].map(plain);
  for (const offered of [named, listed, styled, pressed].map(sort => sort().map(node => [node, texts(node)])))
    for (const name of names.map(plain)) {{
      const option = offered.filter(([node, told]) => told.includes(name) && usable(node)).pop();
      const [inner] = option ? option[0].querySelectorAll('a,button') : [];
      if (option) return inner && texts(inner).includes(name) ? inner : option[0];
    }}
  return null;
}}"""
"""The option that bears one of the names: what says that it is one, items of lists, what looks like one, what can be pressed."""

LABELS = f"""() => {{ {_OPTIONS}
  return named().filter(usable).map(node => said(node).trim());
}}"""

OPEN = f"""() => {{ {_OPTIONS}
  return [...named(), ...listed().filter(floats), ...styled()].some(usable);
}}"""

SCROLLED = f"""async anew => {{ {_OPTIONS}
  const options = [named, listed, styled].map(sort => sort().filter(usable)).find(sort => sort.length) || [];
  const above = node => {{
    const nodes = [];
    for (let at = node; at && at !== document.body; at = at.parentElement || at.getRootNode().host) nodes.push(at);
    return nodes.filter(at => at.scrollHeight > at.clientHeight + 2);
  }};
  const holders = above(options.pop());
  const scrolling = kinds => holders.find(node => kinds.test(getComputedStyle(node).overflowY));
  const list = scrolling(/auto|scroll/) || scrolling(/hidden/);
  if (!list || list === document.documentElement) return false;
  const before = list.scrollTop;
  const heard = new Promise(done => list.addEventListener('scroll', done, {{once: true}}));
  list.scrollTop = anew ? 0 : before + list.clientHeight * 0.8;
  if (list.scrollTop !== before) await Promise.race([heard, new Promise(done => setTimeout(done, 1000))]);
  const drawn = new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.race([drawn, new Promise(done => setTimeout(done, 200))]);
  return anew || list.scrollTop > before;
}}"""
"""Scrolls the open list back to its beginning or on by most of its height; tells whether there was anywhere to go.

Some lists hide what exceeds them and draw a bar of their own: they can be scrolled all the same.
Lists hear of it with the next frame only, and then draw what is in sight; no frames are drawn in a window that nobody sees.
"""

TYPED_INTO = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return Boolean(at?.matches('input:not([readonly]):not([type=checkbox]):not([type=radio]),textarea,[contenteditable]'));
}"""

CONFIRMS = f"""([element, cancelling]) => {{ {_OPTIONS}
  const plain = text => text.normalize('NFD').replace(/\\p{{M}}/gu, '').replace(/\\s+/g, ' ').trim().toLowerCase();
  const holds = (node, at) => node.contains(at) || Boolean(at.getRootNode().host && holds(node, at.getRootNode().host));
  const dialogs = all('[role=dialog],[role=alertdialog],[aria-modal=true],dialog[open]').filter(shown);
  const dialog = dialogs.filter(each => !holds(each, element)).pop();
  const options = [...named(), ...styled(), ...all('[role=radio],[aria-selected],[aria-checked]')];
  if (!dialog || !options.some(option => dialog.contains(option))) return null;
  const says = node => /\\p{{L}}{{2}}/u.test(said(node)) && !cancelling.includes(plain(said(node)));
  const sends = node => node.type === 'submit' && node.form;
  const buttons = [...dialog.querySelectorAll('button,[role=button]')].filter(node => shown(node) && !options.includes(node));
  const ends = buttons.filter(node => says(node) && !sends(node));
  return ends.length === 1 && !ends[0].disabled ? ends[0] : null;
}}"""
"""The one button of the dialog in which something was chosen that neither is an option nor cancels; null without one."""


class Lists:
    """The drawn lists of one frame of a page."""

    def __init__(self, page: Page, frame: Frame) -> None:
        self._page = page
        self._frame = frame

    async def labels(self) -> list[str]:
        """Return what an open list offers, as soon as it offers anything; empty if it never does."""
        end = time.monotonic() + FILTERS
        while not (labels := await self._frame.evaluate(LABELS)) and (left := end - time.monotonic()) > 0:
            await changed(self._page, min(left, LOADS))
        return list(labels)

    async def take(self, names: Sequence[str], seconds: float) -> bool:
        """Click the option that bears one of the names as soon as the list shows it; tell whether it ever did.

        Raises Playwright's TimeoutError where something lies over the option.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and (option := await self._offered(names, left)):
            try:
                await option.click(timeout=CLICKS * 1000)
            except Error:
                # The list was drawn anew under the hand.
                if await option.evaluate("option => option.isConnected"):
                    raise
            else:
                return True
        return False

    async def take_further_down(self, names: Sequence[str]) -> bool:
        """Scroll the open list from its beginning until it shows the option, and click it; tell whether it ever did."""
        end = time.monotonic() + SCROLLS
        goes_on = await self._frame.evaluate(SCROLLED, True)
        while goes_on and time.monotonic() < end:
            if await self._offered(names, 0) and await self.take(names, CLICKS):
                return True
            goes_on = await self._frame.evaluate(SCROLLED, False) or await self._grew()
        return False

    async def confirming(self, element: ElementHandle) -> ElementHandle | None:
        """Return what confirms a choice in the dialog that was opened for this control, or None."""
        return (await self._frame.evaluate_handle(CONFIRMS, [element, sorted(cancelling())])).as_element()

    async def are_open(self) -> bool:
        """Tell whether any list is shown."""
        return bool(await self._frame.evaluate(OPEN))

    async def is_typed_into(self) -> bool:
        """Tell whether what is typed now goes into a text box, such as the filter that a list opened with."""
        return bool(await self._frame.evaluate(TYPED_INTO))

    async def _grew(self) -> bool:
        """Tell whether the list has more to show now that its end was reached."""
        await changed(self._page, LOADS)
        return bool(await self._frame.evaluate(SCROLLED, False))

    async def _offered(self, names: Sequence[str], seconds: float) -> ElementHandle | None:
        end = time.monotonic() + seconds
        while True:
            option = (await self._frame.evaluate_handle(OFFERED, list(names))).as_element()
            left = end - time.monotonic()
            if option is not None or left <= 0:
                return option
            await changed(self._page, min(left, LOADS))
