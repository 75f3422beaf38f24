"""A display of its own for windows that a test opens."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from tests.parts.system import require


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of a private display (``:N``), free when the tests began."""
    require("display")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as number:
            name = number.readline().strip()
        try:
            yield f":{name}"
        finally:
            server.terminate()
            server.wait(10)
