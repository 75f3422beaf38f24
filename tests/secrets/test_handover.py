import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from objector.errors import BrokenSealError
from objector.secrets.handover import Handover
from objector.secrets.sealed import SealedStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "handover"


@pytest.fixture
def handover(folder: Path) -> Handover:
    return Handover(SealedStore(folder, bytes(32)))


def test_a_code_is_taken_once(handover: Handover) -> None:
    handover.leave("anna", "123456")
    assert (handover.take("anna"), handover.take("anna")) == ("123456", None)


def test_a_second_code_takes_the_place_of_the_first(handover: Handover) -> None:
    handover.leave("anna", "111111")
    handover.leave("anna", "222222")
    assert (handover.take("anna"), handover.take("anna")) == ("222222", None)


def test_a_code_is_for_its_account_only(handover: Handover) -> None:
    handover.leave("anna", "123456")
    assert handover.take("bea") is None


def test_a_code_never_lies_on_the_disk_in_plain(handover: Handover, folder: Path) -> None:
    handover.leave("anna", "86753099")
    assert [b"86753099" in path.read_bytes() for path in folder.iterdir()] == [False]


def test_a_waiting_run_sees_a_code_soon(handover: Handover, run: Callable[..., Any]) -> None:
    async def hand_in() -> tuple[str, float]:
        waiting = asyncio.create_task(handover.wait("anna"))
        await asyncio.sleep(0)
        handover.leave("anna", "123456")
        left = time.monotonic()
        return await waiting, time.monotonic() - left

    code, delay = run(hand_in())
    assert code == "123456"
    assert delay < 1


def test_a_code_from_before_the_wait_is_dropped(handover: Handover, run: Callable[..., Any]) -> None:
    async def hand_in() -> str:
        handover.leave("anna", "old")
        waiting = asyncio.create_task(handover.wait("anna"))
        await asyncio.sleep(0)
        handover.leave("anna", "new")
        return await waiting

    assert run(hand_in()) == "new"


def test_waiting_costs_next_to_nothing(handover: Handover, run: Callable[..., Any]) -> None:
    async def wait_in_vain() -> float:
        before = time.thread_time()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(handover.wait("anna"), timeout=1)
        return time.thread_time() - before

    assert run(wait_in_vain()) < 0.1


def test_a_code_sealed_with_another_key_is_refused(folder: Path, handover: Handover) -> None:
    Handover(SealedStore(folder, b"x" * 32)).leave("anna", "123456")
    with pytest.raises(BrokenSealError):
        handover.take("anna")
    assert list(folder.iterdir()) == []
