"""The real program, run as a person runs it: a process of its own, told by arguments, environment and standard input."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from objector.browser.find import find_browser

PATIENCE = 100
"""Seconds that anything may take on a busy machine."""

Streams = tuple[int, int, int]
"""A program's standard input, output and error output."""


class Process(Protocol):
    """A process in a session of its own."""

    pid: int

    def poll(self) -> int | None:
        """Return how it ended, if it has; a negative number is the signal that it died of."""

    def wait(self, timeout: float) -> int:
        """Wait for its end, at most so many seconds, and return how it ended."""


Launch = Callable[[Sequence[str], Mapping[str, str], Path, Streams], Process]
"""A way to start ``objector`` with these arguments, this environment, folder and standard streams."""


def installed(arguments: Sequence[str], environment: Mapping[str, str], folder: Path, streams: Streams) -> Process:
    """Start the program as it is installed."""
    script = shutil.which("objector", path=Path(sys.executable).parent)
    assert script, "the program is not installed beside Python"
    stdin, stdout, stderr = streams
    return subprocess.Popen(
        [script, *arguments], env=environment, cwd=folder, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True
    )


@dataclass(frozen=True)
class Done:
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    @property
    def says(self) -> str:
        """All that it printed, on one line."""
        return " ".join(f"{self.out}\n{self.err}".split())

    @property
    def document(self) -> Any:
        """The JSON document that it printed."""
        return json.loads(self.out)


class Running:
    """A run of the program that is still going on, in a process group of its own."""

    def __init__(self, process: Process, out: Path, err: Path) -> None:
        self._process = process
        self._out, self._err = out, err

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_over(self) -> bool:
        return self._process.poll() is not None

    def interrupt(self) -> None:
        """Press Ctrl-C: the signal goes to everything that runs in the foreground."""
        os.killpg(self.pid, signal.SIGINT)

    def kill(self) -> None:
        """Kill the whole process group, and wait until it is gone."""
        os.killpg(self.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)

    def so_far(self) -> str:
        """Return what it has printed by now, on one line."""
        return " ".join((self._out.read_text() + self._err.read_text()).split())

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something is true that this run brings about."""
        until(true, lambda: f"the program is over: {self.so_far()}" if self.is_over else "")

    def until_it_says(self, words: str) -> None:
        self.until(lambda: words in self.so_far())

    def end(self) -> Done:
        """Wait for its end."""
        code = self._process.wait(PATIENCE)
        return Done(code, self._out.read_text(), self._err.read_text())


@dataclass
class Program:
    """The program in an environment, keeping everything under ``home``."""

    environment: Mapping[str, str]
    home: Path
    folder: Path
    launch: Launch
    runs: int = 0

    @property
    def world(self) -> Path:
        """Where the program keeps accounts, cases and evidence while a replica stands for the sites."""
        return self.home / "rehearsal"

    def start(self, *arguments: str, given: str | int = "", **environment: str) -> Running:
        """Start ``objector`` with these arguments and changes of its environment.

        ``given`` is its standard input: a text, or the end of a pipe that is closed here once the program has it. With a
        display it takes the browser that has windows.
        """
        self.runs += 1
        if "DISPLAY" in environment:
            environment |= {"OBJECTOR_BROWSER": str(find_browser(None))}
        told = self.folder / f"run-{self.runs}.in"
        told.write_text(str(given))
        out, err = (self.folder / f"run-{self.runs}.{stream}" for stream in ("out", "err"))
        with (
            os.fdopen(given) if isinstance(given, int) else told.open() as stdin,
            out.open("wb") as stdout,
            err.open("wb") as stderr,
        ):
            streams = (stdin.fileno(), stdout.fileno(), stderr.fileno())
            process = self.launch(arguments, {**self.environment, **environment}, self.folder, streams)
        return Running(process, out, err)

    def run(self, *arguments: str, given: str = "", **environment: str) -> Done:
        """Run ``objector`` with these arguments to its end."""
        return self.start(*arguments, given=given, **environment).end()


def until(true: Callable[[], object], hopeless: Callable[[], str] = str, patience: float = PATIENCE) -> None:
    """Wait until something is true that happens in another process; give up when ``hopeless`` says why."""
    deadline = time.monotonic() + patience
    while not true():
        why = hopeless() or ("it took too long" if time.monotonic() > deadline else "")
        assert not why or true(), why
        time.sleep(0.01)
