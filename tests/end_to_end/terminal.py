"""The program in a real terminal, where somebody sits and types."""

import os
import pty
import re
import select
import signal
import time
from types import TracebackType
from typing import Self

from tests.end_to_end.program import PATIENCE, Program

ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>])")
WHERE_IS_THE_CURSOR = "\x1b[6n"


class Terminal:
    """A run of the program in a pseudo-terminal of its own."""

    def __init__(self, program: Program, *arguments: str) -> None:
        self._program, self._arguments = program, arguments
        self._shown = ""

    def __enter__(self) -> Self:
        self._ours, theirs = pty.openpty()
        environment = {**self._program.environment, "TERM": "xterm", "COLUMNS": "200", "LINES": "50"}
        self._process = self._program.launch(self._arguments, environment, self._program.folder, (theirs, theirs, theirs))
        os.close(theirs)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process.poll() is None:
            self.kill()
        os.close(self._ours)

    @property
    def says(self) -> str:
        """All that was shown by now, on one line, without colours and the like."""
        return " ".join(ESCAPES.sub("", self._shown).split())

    def until_it_says(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.says:
            assert time.monotonic() < deadline, self.says
            assert self._read(), self.says

    def type(self, text: str) -> None:
        """Type something and press Enter."""
        os.write(self._ours, f"{text}\r".encode())

    def end(self) -> int:
        """Wait for the program's end and return its exit code."""
        while self._read():
            pass
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)

    def _read(self) -> bool:
        """Take in what is shown next; tell whether anything more can come."""
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        try:
            new = os.read(self._ours, 65_536).decode(errors="replace") if ready else ""
        except OSError:  # how Linux says that the other side is closed
            return False
        self._shown += new
        if WHERE_IS_THE_CURSOR in new:
            os.write(self._ours, b"\x1b[1;1R")
        return bool(new)
