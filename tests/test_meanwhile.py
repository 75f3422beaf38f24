"""What is begun is got ready while other things are done, handed on, and left once."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from objector.meanwhile import Begun, aside


@asynccontextmanager
async def door(told: list[str], opens: asyncio.Event | None = None) -> AsyncIterator[str]:
    told.append("asked for")
    if opens:
        await opens.wait()
    told.append("open")
    try:
        yield "room"
    finally:
        told.append("closed")


def test_the_block_goes_on_before_what_is_begun_is_there(run: Callable) -> None:
    async def scene() -> list[str]:
        told, opens = [], asyncio.Event()
        async with Begun(door(told, opens)) as room:
            told.append("meanwhile")
            opens.set()
            told.append(await room)
        return told

    assert run(scene()) == ["asked for", "meanwhile", "open", "room", "closed"]


def test_who_it_is_handed_to_has_it_and_it_is_left_once(run: Callable) -> None:
    async def scene() -> list[str]:
        told = []
        begun = Begun(door(told))
        async with begun:
            async with begun as room:
                told.append(await room)
            told.append("after")
        return told

    assert run(scene()) == ["asked for", "open", "room", "closed", "after"]


def test_what_nobody_waited_for_is_left_when_it_is_there(run: Callable) -> None:
    async def scene() -> list[str]:
        told, opens = [], asyncio.Event()
        async with Begun(door(told, opens)):
            asyncio.get_running_loop().call_later(0.01, opens.set)
        return told

    assert run(scene()) == ["asked for", "open", "closed"]


def test_what_it_fails_with_is_raised_where_it_is_awaited_and_nowhere_else(run: Callable) -> None:
    @asynccontextmanager
    async def locked() -> AsyncIterator[None]:
        raise PermissionError("locked")
        yield

    async def scene() -> None:
        async with Begun(locked()):
            pass
        async with Begun(locked()) as room:
            with pytest.raises(PermissionError, match="locked"):
                await room

    run(scene())


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_done_aside_is_let_go_without_a_word(monkeypatch: pytest.MonkeyPatch, run: Callable, fails: bool) -> None:
    trouble: list[object] = []
    monkeypatch.setattr(threading, "excepthook", trouble.append)
    threads, go_on = set(threading.enumerate()), threading.Event()

    def act() -> None:
        go_on.wait()
        if fails:
            raise PermissionError

    async def stopped() -> None:
        waiting = asyncio.wrap_future(aside(act))
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    run(stopped())
    [thread] = set(threading.enumerate()) - threads
    go_on.set()
    thread.join()
    assert trouble == []


def test_who_waits_can_be_cancelled_and_what_is_begun_is_there_before_it_is_left(run: Callable) -> None:
    async def scene() -> list[str]:
        told, opens = [], asyncio.Event()

        async def wait(room: Awaitable[str]) -> None:
            try:
                await room
            except asyncio.CancelledError:
                told.append("let go")

        async with Begun(door(told, opens)) as room:
            waiting = asyncio.ensure_future(wait(room))
            await asyncio.sleep(0)
            waiting.cancel()
            await waiting
            opens.set()
        return told

    assert run(scene()) == ["asked for", "let go", "open", "closed"]


def test_a_block_that_never_begins_leaves_nothing_open(run: Callable) -> None:
    async def scene() -> list[str]:
        told: list[str] = []

        async def block() -> None:
            async with Begun(door(told)):
                told.append("the block")

        stopped = asyncio.ensure_future(block())
        await asyncio.sleep(0)
        stopped.cancel()
        await asyncio.gather(stopped, return_exceptions=True)
        return told

    assert run(scene()) == ["asked for", "open", "closed"]
