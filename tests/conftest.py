"""What all tests share."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any, TypeVar

import hypothesis
import pytest

T = TypeVar("T")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background, a shell has its children ignore Ctrl-C, and theirs; tests press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("shared machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("shared machine")

pytest_plugins = [
    "tests.parts.crashes",
    "tests.parts.system",
    "tests.parts.forks",
    "tests.parts.keyring",
    "tests.parts.display",
    "tests.parts.tokens",
    "tests.parts.dovecot",
    "tests.parts.postgresql",
    "tests.parts.served",
    "tests.parts.small_disk",
]


def pytest_xdist_auto_num_workers() -> int:
    """Run two workers a core: half of their time they wait for a browser, a mail server or another process."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Collector, obj: object) -> list[pytest.Item] | None:
    """Don't even count the thousands of tests that are left out: each worker would, for seconds."""
    marks = {mark.name for mark in getattr(obj, "pytestmark", ())}
    is_left_out = "everything" in marks and collector.config.option.markexpr == "not everything"
    return [] if is_left_out else None


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop in a thread of its own: Playwright's sync fixtures occupy the main thread's."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def apart() -> Iterator[Callable[[Callable[[], T]], T]]:
    """Run a function in a thread of its own, for what runs an event loop itself: the main thread's may be running."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda function: thread.submit(function).result()


@pytest.fixture(scope="session")
def run(loop: asyncio.AbstractEventLoop) -> Callable[[Coroutine[Any, Any, T]], T]:
    """Run a coroutine to its end and return its result."""

    def run(coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result(timeout=100)

    return run


@pytest.fixture
def entered(run: Callable) -> Iterator[Callable[[AbstractAsyncContextManager[T]], T]]:
    """Enter a context for the rest of the test and return what it gives: `entered(replica(…))`."""
    contexts = AsyncExitStack()
    yield lambda context: run(contexts.enter_async_context(context))
    run(contexts.aclose())
