"""The site's reply to the request that carries something, as far as the browser's network shows it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.async_api import Page, Response

SILENCE = 3.0
"""Seconds after a reply within which a page that shows anything new of it shows it."""


@contextmanager
def reply_to(page: Page, carried: str) -> Iterator[asyncio.Event]:
    """Watch, until the block ends, for the reply to a request whose body carries this text; the event is set when it has come."""
    replied = asyncio.Event()

    def note(response: Response) -> None:
        if carried.encode() in (response.request.post_data_buffer or b""):
            replied.set()

    page.on("response", note)
    try:
        yield replied
    finally:
        page.remove_listener("response", note)
