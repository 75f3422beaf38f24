"""Getting one thing ready while another is done."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

MOMENT = 0.001
"""Seconds in which what is begun comes to where it first waits for something outside, such as a process to start."""


@asynccontextmanager
async def begun(manager: AbstractAsyncContextManager[T]) -> AsyncIterator[Awaitable[T]]:
    """Begin to enter the context and go on after a moment; what it gives can be awaited. It is left when the block ends."""
    async with AsyncExitStack() as stack:
        entering = asyncio.ensure_future(stack.enter_async_context(manager))
        try:
            await asyncio.sleep(MOMENT)
            yield entering
        finally:
            # Whatever ended the block, what has been begun must be there before it can be left.
            await asyncio.gather(entering, return_exceptions=True)


def aside(act: Callable[[], T]) -> "Future[T]":
    """Run it in a thread of its own, which never keeps the program from ending; its result or error is in the future."""
    answer: Future[T] = Future()
    Thread(target=_answer, args=(answer, act), daemon=True).start()
    return answer


def _answer(answer: "Future[T]", act: Callable[[], T]) -> None:
    try:
        answer.set_result(act())
    except BaseException as error:  # noqa: BLE001 - it is raised where the answer is awaited
        answer.set_exception(error)
