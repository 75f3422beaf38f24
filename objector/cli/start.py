"""Starting the program, with what takes longest begun before anything else is loaded."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, TextIO

from objector.errors import ObjectorError, StoppedByHandError

BETWEEN_COLLECTIONS = 300_000
"""New objects after which Python looks for garbage: loading modules makes very many, and none of them is garbage."""


def main() -> None:
    """Run the program; a failure that a person can meet becomes one sentence and the class's exit code."""
    gc.set_threshold(BETWEEN_COLLECTIONS)
    spell_what_cannot_be_written(sys.stdout)
    try:
        _run(sys.argv[1:])
    except ObjectorError as error:
        from objector.cli.lines import laid_out

        print(laid_out(f"objector: {error}", sys.stderr), file=sys.stderr)
        sys.exit(error.exit_code)
    finally:
        # Otherwise Python looks for garbage in all modules once more at the end, which takes longer than loading them.
        gc.freeze()


def _run(words: Sequence[str]) -> None:
    try:
        with begun_for(words) as run:
            from objector.cli.app import assembled

            assembled(words)(obj=run)
    except KeyboardInterrupt:  # before a command was chosen, or after it was done
        raise StoppedByHandError from None


def spell_what_cannot_be_written(stream: TextIO) -> None:
    r"""Have a stream write ``\u2713`` for a sign that its encoding lacks, as standard error does: what is told ends no filing.

    The encoding of a file or pipe is the locale's, on Windows a code page of some 250 signs.
    """
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


@contextmanager
def begun_for(words: Sequence[str]) -> Iterator[Callable[..., Any] | None]:
    """Start the browser's driver if this command line is about to file; give a function that runs work with it, else None.

    Starting the driver takes as long as reading the command line and the settings. Raises DriverUnusableError.
    """
    if words[:1] != ["file"] or not {"-h", "--help"}.isdisjoint(words):
        yield None
        return
    from objector.cli.shared import require_driver

    require_driver()
    from objector.browser.driver import driver_ahead

    with driver_ahead() as run:
        yield run
