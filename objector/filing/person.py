"""The person at the other end: what they can be asked, and what it means when there is nobody."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from objector.errors import NeedsPersonError
from objector.page.desk import Decision, Need, Review
from objector.typed import typed

T = TypeVar("T")


class NobodyThereError(NeedsPersonError):
    """Something has to be done by a person, and the run has no window."""

    def __init__(self, need: Need, account: str = "ACCOUNT") -> None:
        super().__init__(
            f"{need.what}: that is for a person to do, at {need.where}. {need.why} "
            f"Run “objector file {typed(account)} --headed” and do it in the window."
        )
        self.need = need


class TerminalClosedError(NeedsPersonError):
    """The terminal takes no more input (Ctrl-D), and nothing else is left to answer."""

    def __init__(self, what: str, account: str) -> None:
        super().__init__(
            f"The terminal was closed (Ctrl-D) instead of {what}, and nobody else can give it. "
            f"Nothing is lost: “objector file {typed(account)}” goes on from here."
        )


class UnreviewedError(NeedsPersonError):
    """Nobody is there to look at the review."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody is there to look at what will be sent: there is neither a terminal nor a window. "
            "Nothing was sent. Run it in a terminal, with --headed, or with --yes to go without the review."
        )


@dataclass(frozen=True, kw_only=True)
class CodeAsk:
    """A code is waited for: for which account, mailed to which address, until when; what the site said of the last one.

    ``is_watched`` tells whether the mailbox is watched for it, so that it may come without the person.
    """

    account: str
    email: str
    until: datetime
    complaint: str = ""
    is_watched: bool = False


class Person(Protocol):
    """One way to reach the person. A question that is answered elsewhere first is cancelled."""

    async def agrees(self, account: str, review: Review) -> bool:
        """Show what will be sent and return whether it may be."""

    async def code(self, ask: CodeAsk) -> str:
        """Return the code that the person types."""

    async def acts(self, account: str, need: Need) -> Decision:
        """Ask the person to do something in the window; return which of the need's decisions they made."""


class Nobody:
    """No way to reach anybody: neither a terminal nor a window."""

    async def agrees(self, account: str, review: Review) -> bool:  # noqa: ARG002 - as every Person takes it
        """Raise UnreviewedError."""
        raise UnreviewedError

    async def code(self, ask: CodeAsk) -> str:  # noqa: ARG002 - as every Person takes it
        """Never return: a code can still come from elsewhere."""
        return await asyncio.Event().wait() and ""

    async def acts(self, account: str, need: Need) -> Decision:
        """Raise NobodyThereError."""
        raise NobodyThereError(need, account)


class Together:
    """Several ways to reach the person; whichever answers first counts."""

    def __init__(self, ways: Sequence[Person]) -> None:
        self._ways = ways

    async def agrees(self, account: str, review: Review) -> bool:
        """Show what will be sent and return whether it may be."""
        return await first([lambda way=way: way.agrees(account, review) for way in self._ways])  # type: ignore[misc]

    async def code(self, ask: CodeAsk) -> str:
        """Return the code that the person types."""
        return await first([lambda way=way: way.code(ask) for way in self._ways])  # type: ignore[misc]

    async def acts(self, account: str, need: Need) -> Decision:
        """Ask the person to do something in the window; return which of the need's decisions they made."""
        return await first([lambda way=way: way.acts(account, need) for way in self._ways])  # type: ignore[misc]


async def first(asked: Sequence[Callable[[], Awaitable[T]]], aside: Sequence[Callable[[], Awaitable[T]]] = ()) -> T:
    """Return the first answer and cancel the others; an error counts only when nobody else is left to answer.

    Those ``aside`` are asked, too, but nobody waits for them alone.
    """
    counting = {asyncio.ensure_future(ask()) for ask in asked}
    waiting = counting | {asyncio.ensure_future(ask()) for ask in aside}
    try:
        while True:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            answers = [task for task in done if task.exception() is None]
            if answers or not waiting & counting:
                return (answers or list(done & counting))[0].result()
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
