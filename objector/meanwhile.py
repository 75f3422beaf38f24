"""Getting one thing ready while another is done."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from threading import Thread
from types import TracebackType
from typing import Any, Generic, TypeVar

T = TypeVar("T")

MOMENT = 0.001
"""Seconds in which what is begun gets as far as its first wait for something outside, such as a process to start."""


class Begun(Generic[T]):
    """A context that is entered in the background; the block begins after a MOMENT, and is given an awaitable of what it gives.

    It may be entered again, such as by a function that it is handed to: it is left when the first of the blocks ends. Whoever
    waits for it can be cancelled, and the entering goes on: asyncio waits for ever for a process that it was to stop starting
    before it had its pipes.
    """

    def __init__(self, manager: AbstractAsyncContextManager[T]) -> None:
        self._stack = AsyncExitStack()
        self._entering = asyncio.ensure_future(self._stack.enter_async_context(manager))

    def __await__(self) -> Generator[Any, None, T]:
        return asyncio.shield(self._entering).__await__()

    async def __aenter__(self) -> Awaitable[T]:
        try:
            await asyncio.sleep(MOMENT)
        except asyncio.CancelledError:
            await self.__aexit__(*sys.exc_info())
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # Whatever ended the block, what has been begun must be there before it can be left.
        await asyncio.gather(self._entering, return_exceptions=True)
        await self._stack.__aexit__(kind, error, trace)


def aside(act: Callable[[], T]) -> "Future[T]":
    """Run it in a thread of its own, which never keeps the program from ending; its result or error is in the future."""
    answer: Future[T] = Future()
    Thread(target=_answer, args=(answer, act), daemon=True).start()
    return answer


def _answer(answer: "Future[T]", act: Callable[[], T]) -> None:
    if not answer.set_running_or_notify_cancel():  # from here on nobody cancels it, who waits for it or not
        return
    try:
        answer.set_result(act())
    except BaseException as error:  # noqa: BLE001 - it is raised where the answer is awaited
        answer.set_exception(error)
