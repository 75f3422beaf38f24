"""Starting the program, with what takes longest begun before anything else is loaded."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from objector.errors import ObjectorError

BETWEEN_COLLECTIONS = 300_000
"""How many more objects than before are there when Python looks for garbage: loading makes many, and none of them is any."""


def main() -> None:
    """Run the program; a failure that a person can meet becomes one sentence and the class's exit code."""
    gc.set_threshold(BETWEEN_COLLECTIONS)
    words = sys.argv[1:]
    try:
        with begun_for(words) as run:
            from objector.cli.app import assembled

            assembled(words)(obj=run)
    except ObjectorError as error:
        print(f"objector: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    finally:
        # Else Python goes through all that was loaded once more before it ends, for longer than loading it took.
        gc.freeze()


@contextmanager
def begun_for(words: Sequence[str]) -> Iterator[Callable[..., Any] | None]:
    """Start the browser's driver if this command line is about to file; give what runs the work with it, else None.

    The driver takes as long to start as the command line and the settings to be read. Raises DriverUnusableError.
    """
    if words[:1] != ["file"] or not {"-h", "--help"}.isdisjoint(words):
        yield None
        return
    from objector.cli.shared import require_driver

    require_driver()
    from objector.browser.driver import driver_ahead

    with driver_ahead() as run:
        yield run
