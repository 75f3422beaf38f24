"""Kills the program at an event of its ledger; Python loads this by itself where PYTHONPATH leads here.

``CRASH_AT`` says when: ``before 3`` or ``after submitting``, the third event of this run, or the first one of that kind, being
about to be on disk or just on disk.
"""

import os
import signal
from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Any

from objector.cases.ledger import Ledger

MOMENT, EVENT = os.environ["CRASH_AT"].split()

numbers = count(1)


def crashing(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return the method with a crash before or after it, if this is the time."""

    @wraps(method)
    def crash_or_go_on(ledger: Ledger, about: int | str, what: str, /, **data: Any) -> Any:
        crashes = EVENT in {str(next(numbers)), what}
        if crashes and MOMENT == "before":
            os.killpg(0, signal.SIGKILL)
        result = method(ledger, about, what, **data)
        if crashes:
            os.killpg(0, signal.SIGKILL)
        return result

    return crash_or_go_on


Ledger.open_case = crashing(Ledger.open_case)  # type: ignore[method-assign]
Ledger.append = crashing(Ledger.append)  # type: ignore[method-assign]
