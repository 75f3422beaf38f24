"""Runs a command and prints what it and every process that it started took: ``{"wall": seconds, "cpu": seconds, "out": text}``.

A browser leaves processes behind that end a moment after it. Here they become this process's children (Linux's prctl(2)) and
are waited for, so that their CPU time counts too.

    python -m bench.whole COMMAND...
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress

PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    """Run the command, wait for all that it started, and print."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    began = time.monotonic()
    done = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    if done.returncode:
        sys.exit(f"{sys.argv[1:]} failed:\n{done.stdout}{done.stderr}")
    with suppress(ChildProcessError):  # there is none left
        while True:
            os.wait()
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"wall": wall, "cpu": taken.ru_utime + taken.ru_stime, "out": done.stdout}))


if __name__ == "__main__":
    main()
