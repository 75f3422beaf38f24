"""Kills the program at an event of its ledger; Python loads this by itself where PYTHONPATH leads here.

``CRASH_AT`` says when: ``before 3`` or ``after 3``, the third event of this run being about to be on disk or just on disk.
"""

import os
import signal
from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Any

from objector.cases.ledger import Ledger

MOMENT, NUMBER = os.environ["CRASH_AT"].split()

numbers = count(1)


def crashing(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return the method with a crash before or after it, if this is the time."""

    @wraps(method)
    def crash_or_go_on(*arguments: Any, **data: Any) -> Any:
        crashes = next(numbers) == int(NUMBER)
        if crashes and MOMENT == "before":
            os.killpg(0, signal.SIGKILL)
        result = method(*arguments, **data)
        if crashes:
            os.killpg(0, signal.SIGKILL)
        return result

    return crash_or_go_on


Ledger.open_case = crashing(Ledger.open_case)  # type: ignore[method-assign]
Ledger.append = crashing(Ledger.append)  # type: ignore[method-assign]
