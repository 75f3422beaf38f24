"""Typing the name of a choice into a box that offers what fits: the control itself, or the filter that its list opens with."""

import time
from collections.abc import Sequence

from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from objector.page.lists import FILTERS, Lists
from objector.page.look import Found
from objector.page.reach import Reach

TYPES = 8.0
"""Seconds that all the names of one country may take to be typed, and nothing offered, before a person is asked."""


class Typeahead(Reach):
    """The hands on boxes that look for what fits."""

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
