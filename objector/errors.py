"""Every failure that a person can meet: one class each, its message ending in what to do next.

The message is one plain sentence, or two: what is wrong (with the value, and the file and line where there is one), then the
remedy. The command line prints it without a traceback and leaves with the class's exit code.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the program's exit code tells a script."""

    DONE = 0
    UNEXPECTED = 1
    BAD_INPUT = 2
    NEEDS_PERSON = 3
    REFUSED = 4
    IN_DOUBT = 5
    RATE_LIMITED = 6


class ObjectorError(Exception):
    """A failure with a sentence for the person. Never raised itself: raise the class that names what happened."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNEXPECTED


class BadInputError(ObjectorError):
    """Something the person gave can't be used. Nothing was started."""

    exit_code = ExitCode.BAD_INPUT


class NeedsPersonError(ObjectorError):
    """A person has to do something before the case can go on: the message says what, where and how."""

    exit_code = ExitCode.NEEDS_PERSON


class UnknownNameError(BadInputError):
    """An account, flow or mailbox was named that objector doesn't know."""

    def __init__(self, what: str, name: str, known: "list[str]", remedy: str) -> None:
        from difflib import get_close_matches  # noqa: PLC0415 - only a failure needs it

        near = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        super().__init__(f"There is no {what} “{name}”.{hint} {remedy}")
