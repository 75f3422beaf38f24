"""When a case may go on: one of many shares pages, and each platform's pace, with the others."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import ClassVar, Protocol

from objector.errors import ExitCode, ObjectorError


class NotNowError(ObjectorError):
    """It is not the time to file on the platform: nothing was sent, and the case stays planned. ``why`` ends without a stop."""

    exit_code: ClassVar[ExitCode] = ExitCode.RATE_LIMITED

    def __init__(self, account: str, why: str) -> None:
        super().__init__(f"“{account}” is left as planned: {why}. Nothing was sent; the same command goes on from here.")


class Schedule(Protocol):
    """The place of one case among others."""

    def aside(self) -> AbstractAsyncContextManager[None]:
        """Let others work for as long as the block lasts, in which the case waits for a mail or a person."""

    def checked(self) -> AbstractAsyncContextManager[None]:
        """Let others work on other platforms only, for as long as a person passes this platform's check."""

    async def turn(self) -> None:
        """Return when the case may submit; raises NotNowError."""


class Alone:
    """The schedule of a case that no other one waits for."""

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """Go on at once."""
        yield

    checked = aside

    async def turn(self) -> None:
        """Return at once."""
