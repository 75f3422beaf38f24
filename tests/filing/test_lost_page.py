"""A page that is lost while it is worked on ends its case at once, and only that one."""

import asyncio
from collections.abc import Callable

import pytest

from objector.browser.launch import Session
from objector.filing.lost_page import PageClosedError, PageCrashedError, while_open


async def _lose(session: Session, command: str) -> None:
    """Work for ever on a page that is lost by this DevTools command."""
    work = asyncio.ensure_future(while_open(lambda: session.page, asyncio.Event().wait()))
    await asyncio.sleep(0)
    losing = asyncio.ensure_future(session.devtools.send(command))
    try:
        await work
    finally:
        losing.cancel()
        await asyncio.gather(losing, return_exceptions=True)


@pytest.mark.parametrize(("command", "error"), [("Page.crash", PageCrashedError), ("Page.close", PageClosedError)])
def test_a_page_that_crashes_or_is_closed_is_not_waited_for(
    command: str, error: type[Exception], show: Callable[[str], Session], run: Callable
) -> None:
    session = show("<p>still here")
    with pytest.raises(error):
        run(_lose(session, command))
