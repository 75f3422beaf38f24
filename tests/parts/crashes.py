"""A worker that dies in the middle of a test: the test is run again, once, and how the worker ended is told with its last words.

Interpreters crash now and then where greenlets, threads and native code meet, whatever test happens to run. A test that kills its
worker does so again, and fails.
"""

import faulthandler
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

LAST_WORDS = pytest.StashKey[Path]()
"""The folder where each worker's fault handler has a file."""

AGAIN = "run again"
"""What became of a test whose worker died for the first time."""


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
def pytest_handlecrashitem(crashitem: str, report: Any, sched: Any) -> None:
    """Put how the worker ended into the report; a negative exit code is the signal that it died of."""
    worker = report.node
    words = (worker.config.stash[LAST_WORDS] / worker.gateway.id).read_text(encoding="utf-8")
    report.sections.append((f"{report.longrepr}: exit code {worker.gateway._io.wait()}", words))
    terminal = worker.config.pluginmanager.getplugin("terminalreporter")
    if crashitem not in {each.nodeid for each in terminal.getreports(AGAIN)}:
        report.outcome = AGAIN
        sched.mark_test_pending(crashitem)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell of each worker that died."""
    for report in terminalreporter.getreports(AGAIN):
        for title, words in report.sections:
            terminalreporter.section(title)
            terminalreporter.line(words)


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Tell it among the dots as what it is."""
    return (AGAIN, "R", AGAIN.upper()) if report.outcome == AGAIN else None
