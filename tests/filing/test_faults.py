"""Whatever goes wrong on the way: nothing is filed twice, nothing is lost, and the batch ends by itself."""

import asyncio
from collections.abc import Callable

import pytest

from tests.parts.storm import Aftermath, weathered
from tests.parts.system import require


def assert_weathered(after: Aftermath) -> None:
    assert after.wrongs() == [], (after.states, after.runs)
    assert set(after.states) <= {"filed", "in_doubt"}, (after.states, after.runs)


def test_a_few_accounts_come_through_a_storm(apart: Callable) -> None:
    require("browser")
    after = apart(lambda: asyncio.run(weathered(4, seed=11, share=0.05, patience=12, offline=(0, 2))))
    assert_weathered(after)
    assert after.states["filed"] >= 1, after.runs


@pytest.mark.everything
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_accounts_come_through_a_storm(seed: int, apart: Callable) -> None:
    after = apart(lambda: asyncio.run(weathered(200, seed=seed, share=0.03, patience=20, offline=(60, 60))))
    assert_weathered(after)
    assert after.states["filed"] >= 150
