"""Codes come in from standard input one a line, whenever they are written, until it ends."""

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from objector.cli.piped_codes import InputEndedError, PipedCodes
from objector.filing.person import CodeAsk

ASK = CodeAsk(account="anna", email="anna@example.org", until=datetime(2026, 3, 1, tzinfo=UTC))


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    os.close(read)


def test_each_line_is_one_code_and_empty_ones_are_none(run: Callable, pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"\n 123 456 \n\n65-43-21\n0077")
    os.close(pipe[1])

    async def codes() -> list[str]:
        piped = PipedCodes(pipe[0])
        return [await piped.code(ASK) for _ in range(3)]

    assert run(codes()) == ["123456", "654321", "0077"]


def test_a_question_that_was_answered_elsewhere_takes_no_line(run: Callable, pipe: tuple[int, int]) -> None:
    async def codes() -> str:
        piped = PipedCodes(pipe[0])
        dropped = asyncio.ensure_future(piped.code(ASK))
        await asyncio.sleep(0)
        dropped.cancel()
        await asyncio.gather(dropped, return_exceptions=True)
        os.write(pipe[1], b"123456\n")
        return await piped.code(ASK)

    assert run(codes()) == "123456"
    os.close(pipe[1])


def test_what_is_left_of_one_accounts_lines_never_goes_to_the_next(run: Callable, pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"123456\n234567\n")

    async def codes() -> list[str]:
        piped = PipedCodes(pipe[0])
        first = await piped.code(ASK)
        asking = asyncio.ensure_future(piped.code(replace(ASK, account="bert")))
        await asyncio.sleep(0)
        os.write(pipe[1], b"345678\n")
        return [first, await asking]

    assert run(codes()) == ["123456", "345678"]
    os.close(pipe[1])


def test_the_end_of_the_input_is_told_each_time(run: Callable, pipe: tuple[int, int]) -> None:
    os.close(pipe[1])

    async def ends() -> None:
        piped = PipedCodes(pipe[0])
        for _ in range(2):
            with pytest.raises(InputEndedError, match=r"objector file anna"):
                await piped.code(ASK)

    run(ends())
