"""How a worker died in the middle of a test, and its last words: in the report of that test, not lost among the dots."""

import faulthandler
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

LAST_WORDS = pytest.StashKey[Path]()
"""The folder where each worker's fault handler has a file."""


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Have a worker's fault handler write to a file; pytest's own, which comes first, writes among the dots."""
    stack = ExitStack()
    config.add_cleanup(stack.close)
    given = getattr(config, "workerinput", None)
    if given is None:
        config.stash[LAST_WORDS] = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    else:
        file = Path(given["last_words"], given["workerid"])
        faulthandler.enable(stack.enter_context(file.open("w", encoding="utf-8")))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where its fault handler writes."""
    node.workerinput["last_words"] = str(node.config.stash[LAST_WORDS])


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(report: Any) -> None:
    """Add to the report of the test how its worker ended; a negative exit code is the signal that it died of."""
    worker = report.node
    code = worker.gateway._io.wait()
    words = (worker.config.stash[LAST_WORDS] / worker.gateway.id).read_text(encoding="utf-8")
    report.sections.append(("the worker's end", f"exit code {code}\n{words}"))
