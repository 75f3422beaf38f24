"""A process that has loaded the program waits for orders and forks for each of them.

What runs is the real program, with the arguments, the environment, the folder and the standard streams of a process and a
session of its own; only the loading isn't paid for again.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import site
import socket
import sys
import tempfile
import threading
import time
from typing import NoReturn

STREAMS = (0, 1, 2)

RUN_WHEN_LOADED = ("objector.__main__", "objector.cases.migrations.")

LOADED_LATER = (
    "jeepney.io.blocking",
    "keyring.backends.SecretService",
    "playwright._impl.local_utils",
    "sqlalchemy.dialects.sqlite",
)
"""What libraries load only when they are used."""


def load() -> None:
    """Load what the commands load when they run."""
    import flows  # noqa: PLC0415
    import objector  # noqa: PLC0415

    modules = [module.name for module in pkgutil.walk_packages(objector.__path__, "objector.")]
    for name in (*modules, *LOADED_LATER):
        if not name.startswith(RUN_WHEN_LOADED):
            importlib.import_module(name)
    for name in flows.names():
        flows.get(name)
    assert threading.active_count() == 1, "a fork would miss the other threads"
    gc.freeze()  # what the forks share is left alone when they collect garbage


def serve(orders: socket.socket) -> None:
    """Fork for each order until nobody gives orders any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that look after a run
    while True:
        size, fds, _, _ = socket.recv_fds(orders, 4, len(STREAMS) + 1)
        if not size:
            return
        order = json.loads(orders.recv(int.from_bytes(size), socket.MSG_WAITALL))
        *streams, news = fds
        if not os.fork():
            orders.close()
            _look_after(order, streams, news)
        for fd in fds:
            os.close(fd)


def _look_after(order: tuple[list[str], dict[str, str], str], streams: list[int], news: int) -> NoReturn:
    """Fork for the run itself; its number is told when it has begun, and how it ended when it has."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if not child:
        os.setsid()
        os.write(news, os.getpid().to_bytes(4, signed=True))
        os.close(news)
        _become(*order, streams)
    for stream in streams:
        os.close(stream)
    try:
        os.write(news, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]).to_bytes(4, signed=True))
    finally:
        os._exit(0)  # also if nobody wants to know any more


def _become(arguments: list[str], environment: dict[str, str], folder: str, streams: list[int]) -> NoReturn:
    from objector.cli.start import main  # noqa: PLC0415 - loaded long before

    _take(streams)
    os.chdir(folder)
    _live_in(environment)
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
        _end(code)


def _take(streams: list[int]) -> None:
    """Make these the standard streams, opened as Python does when it starts."""
    for stream, own in zip(streams, STREAMS, strict=True):
        os.dup2(stream, own)
        os.close(stream)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", 1 if os.isatty(1) else -1, closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, errors="backslashreplace", closefd=False)


def _live_in(environment: dict[str, str]) -> None:
    """Take over the environment, with what Python has read of it by the time that it has started."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    tempfile.tempdir = None
    sys.path[:0] = environment["PYTHONPATH"].split(os.pathsep)
    sys.modules.pop("sitecustomize", None)
    site.execsitecustomize()


def _end(code: int) -> NoReturn:
    """Do what Python does at its end, but for clearing away what the fork shares with its parent."""
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    load()
    with socket.socket(fileno=int(sys.argv[1])) as told:
        serve(told)
