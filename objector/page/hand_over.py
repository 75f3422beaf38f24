"""Handing the page over to the person, and going on as soon as they have done what was needed."""

import asyncio
from typing import TYPE_CHECKING

from objector.browser.address import without_query
from objector.page.desk import Ask, Need
from objector.page.look import Look, PageKind
from objector.page.wait import look_for_ever

if TYPE_CHECKING:
    from objector.page.form import Form


async def hand_over(form: "Form", look: Look, ask: Ask) -> None:
    """Have the person do it; return when they say so or when the page has moved on. Raises NeedsPersonError."""
    need = Need(ask=ask, where=without_query(look.url), language=look.language)
    said = asyncio.ensure_future(form.desk.person(need))
    seen = asyncio.ensure_future(look_for_ever(form.page, lambda now: now.is_ not in {look.is_, PageKind.UNKNOWN}))
    try:
        done, _ = await asyncio.wait({said, seen}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        said.cancel()
        seen.cancel()
        await asyncio.gather(said, seen, return_exceptions=True)
