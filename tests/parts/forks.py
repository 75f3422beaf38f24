"""The program as a process of its own that is started in a moment.

A process that has loaded the program waits for orders and forks for each of them. What runs is the real program, with the
arguments, the environment, the folder and the standard streams of a process of its own; only the loading isn't paid for again.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn, Self

SOURCE = Path(__file__).parents[2]
STREAMS = (0, 1, 2)


class Forks:
    """Runs ``objector``; use as a context manager. Only where there is ``os.fork``."""

    def __enter__(self) -> Self:
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.parts.forks", str(theirs.fileno())], pass_fds=[theirs.fileno()], cwd=SOURCE
            )
        return self

    def __exit__(self, *_exc: object) -> None:
        self._orders.close()
        self._process.wait(30)

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, given: bytes
    ) -> subprocess.CompletedProcess[str]:
        """Run it to its end, with this standard input."""
        with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            told.write(given)
            told.seek(0)
            order = json.dumps([[*arguments], {**environment}, str(folder)]).encode()
            socket.send_fds(self._orders, [len(order).to_bytes(4)], [stream.fileno() for stream in (told, out, err)])
            self._orders.sendall(order)
            code = int.from_bytes(self._orders.recv(4), signed=True)
            texts = [os.pread(stream.fileno(), os.fstat(stream.fileno()).st_size, 0).decode() for stream in (out, err)]
        return subprocess.CompletedProcess([*arguments], code, *texts)


def serve(orders: socket.socket) -> None:
    """Fork for each order, and answer with how it ended, until nobody gives orders any more."""
    while True:
        size, streams, _, _ = socket.recv_fds(orders, 4, len(STREAMS))
        if not size:
            return
        arguments, environment, folder = json.loads(orders.recv(int.from_bytes(size), socket.MSG_WAITALL))
        child = os.fork()
        if not child:
            _become(arguments, environment, folder, streams)
        for stream in streams:
            os.close(stream)
        orders.sendall(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]).to_bytes(4, signed=True))


def _become(arguments: list[str], environment: dict[str, str], folder: str, streams: list[int]) -> NoReturn:
    from objector.cli.start import main  # noqa: PLC0415 - loaded long before

    for stream, own in zip(streams, STREAMS, strict=True):
        os.dup2(stream, own)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["objector", *arguments]
    code = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - what a process prints before it dies of it
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def load() -> None:
    """Load what the commands load when they run."""
    import flows  # noqa: PLC0415
    import objector.cases.roster  # noqa: PLC0415
    import objector.cli.app  # noqa: PLC0415
    import objector.cli.start  # noqa: PLC0415
    import objector.filing.new_account  # noqa: PLC0415
    import objector.secrets.vault  # noqa: PLC0415

    objector.cli.app.assembled([])
    for name in flows.names():
        flows.get(name)


if __name__ == "__main__":
    load()
    with socket.socket(fileno=int(sys.argv[1])) as told:
        serve(told)
