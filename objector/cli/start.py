"""Starting the program, with what takes longest begun before anything else is loaded."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from objector.errors import ObjectorError

BETWEEN_COLLECTIONS = 300_000
"""New objects after which Python looks for garbage: loading modules makes very many, and none of them is garbage."""


def main() -> None:
    """Run the program; a failure that a person can meet becomes one sentence and the class's exit code."""
    gc.set_threshold(BETWEEN_COLLECTIONS)
    words = sys.argv[1:]
    try:
        with begun_for(words) as run:
            from objector.cli.app import assembled

            assembled(words)(obj=run)
    except ObjectorError as error:
        print(_laid_out(f"objector: {error}"), file=sys.stderr)
        sys.exit(error.exit_code)
    finally:
        # Otherwise Python looks for garbage in all modules once more at the end, which takes longer than loading them.
        gc.freeze()


def _laid_out(text: str) -> str:
    """Return the text in lines that fit the terminal, which would break longer ones within a word; elsewhere as it is."""
    if not sys.stderr.isatty():
        return text
    from shutil import get_terminal_size
    from textwrap import fill

    def laid_out(line: str) -> str:
        indent = " " * (len(line) - len(line.lstrip()))
        return fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)

    width = get_terminal_size().columns
    return "\n".join(map(laid_out, text.splitlines()))


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
