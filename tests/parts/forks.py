"""The program as a process of its own that is started in a moment: a process that has loaded it forks for each run."""

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import pytest

SOURCE = Path(__file__).parents[2]


class Fork:
    """A run of the program, told of as by ``subprocess.Popen``."""

    def __init__(self, news: socket.socket) -> None:
        self._news = news
        self._code: int | None = None
        self.pid = self._number()

    def poll(self) -> int | None:
        """Return how it ended, if it has."""
        return self._ended_within(0)

    def wait(self, timeout: float) -> int:
        """Wait for its end, at most so many seconds, and return how it ended."""
        code = self._ended_within(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("objector", timeout)
        return code

    def _ended_within(self, seconds: float) -> int | None:
        if self._code is None and select.select([self._news], [], [], seconds)[0]:
            self._code = self._number()
            self._news.close()
        return self._code

    def _number(self) -> int:
        octets = self._news.recv(4, socket.MSG_WAITALL)
        assert octets, "there is no process that could have ended"
        return int.from_bytes(octets, signed=True)


class Forks:
    """Runs ``objector``; use as a context manager. Only where there is ``os.fork``."""

    def __enter__(self) -> Self:
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.parts.fork_server", str(theirs.fileno())],
                cwd=SOURCE,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        return self

    def __exit__(self, *_exc: object) -> None:
        self._orders.close()
        self._process.wait(30)

    def start(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, streams: tuple[int, int, int]
    ) -> Fork:
        """Start it with these standard streams."""
        order = json.dumps([[*arguments], {**environment}, str(folder)]).encode()
        news, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._orders, [len(order).to_bytes(4)], [*streams, theirs.fileno()])
        self._orders.sendall(order)
        return Fork(news)

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, given: bytes
    ) -> subprocess.CompletedProcess[str]:
        """Run it to its end, with this standard input."""
        with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            told.write(given)
            told.seek(0)
            streams = (told.fileno(), out.fileno(), err.fileno())
            code = self.start(arguments, environment, folder, streams).wait(100)
            texts = [os.pread(stream.fileno(), os.fstat(stream.fileno()).st_size, 0).decode() for stream in (out, err)]
        return subprocess.CompletedProcess([*arguments], code, *texts)


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Where the program has been loaded already."""
    if not hasattr(os, "fork"):
        pytest.skip("this system can't fork")
    with Forks() as forks:
        yield forks
