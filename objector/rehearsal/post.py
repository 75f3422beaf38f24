"""Delivery of the sites' mail while the sites go on."""

import asyncio
from collections.abc import Awaitable, Callable
from email.message import EmailMessage

Deliver = Callable[[EmailMessage], Awaitable[None]]


class Post:
    """Hands mails over, each after its delay, without anybody waiting for it."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._under_way: set[asyncio.Task[None]] = set()

    def send(self, message: EmailMessage, delay: float) -> None:
        """Hand the mail over in ``delay`` seconds."""
        self._under_way.add(asyncio.create_task(self._carry(message, delay)))

    async def _carry(self, message: EmailMessage, delay: float) -> None:
        await asyncio.sleep(delay)
        await self._deliver(message)

    async def close(self) -> None:
        """Give up the mails that are not yet handed over. Raises what the delivery of another one raised."""
        for task in self._under_way:
            task.cancel()
        for outcome in await asyncio.gather(*self._under_way, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome
