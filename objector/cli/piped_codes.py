"""Codes from standard input: a program or a file hands them in, one a line, beside the mailbox and other terminals."""

import asyncio
import os
import threading
from contextlib import suppress

from objector.errors import NeedsPersonError
from objector.filing.person import CodeAsk, Nobody
from objector.filing.typed_code import bare
from objector.typed import typed

STANDARD_INPUT = 0


class InputEndedError(NeedsPersonError):
    """Standard input has no further code, and nothing else is left to give one."""

    def __init__(self, account: str, email: str) -> None:
        super().__init__(
            f"Standard input ended before a code came for {email}, and nobody else can give one. "
            f"“objector file {typed(account)}” asks the platform to mail a new one."
        )


class PipedCodes(Nobody):
    """Whoever writes codes into ``descriptor`` (see ``objector.filing.person.Person``); for anything else nobody is there.

    A line that comes before a code is asked for waits until one is; what is left of one account's lines never goes to the next.
    """

    def __init__(self, descriptor: int = STANDARD_INPUT) -> None:
        self._descriptor = descriptor
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        self._end: asyncio.Event | None = None
        self._account = ""

    async def code(self, ask: CodeAsk) -> str:
        """Return the next line that isn't empty, without spaces and hyphens; raises InputEndedError."""
        end = self._begun()
        self._turn_to(ask.account)
        while not (end.is_set() and self._lines.empty()):
            if code := bare(await self._next(end)):
                return code
        raise InputEndedError(ask.account, ask.email)

    def _turn_to(self, account: str) -> None:
        if self._account not in {"", account}:
            while not self._lines.empty():
                self._lines.get_nowait()
        self._account = account

    async def _next(self, end: asyncio.Event) -> str:
        line, over = asyncio.ensure_future(self._lines.get()), asyncio.ensure_future(end.wait())
        try:
            await asyncio.wait({line, over}, return_when=asyncio.FIRST_COMPLETED)
            return line.result().strip() if line.done() else ""
        finally:
            line.cancel()
            over.cancel()

    def _begun(self) -> asyncio.Event:
        """Begin to read when the first code is asked for; return what is set at the end of the input."""
        if self._end is None:
            self._end = asyncio.Event()
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._read, args=(loop, self._end), name="codes", daemon=True).start()
        return self._end

    def _read(self, loop: asyncio.AbstractEventLoop, end: asyncio.Event) -> None:
        # Not through sys.stdin: its lock, held by a thread that waits, would abort the interpreter when the program ends.
        rest = b""
        with suppress(RuntimeError):  # the run is over, and nobody listens any more
            while octets := os.read(self._descriptor, 4096):
                *lines, rest = (rest + octets).split(b"\n")
                loop.call_soon_threadsafe(self._put, lines)
            loop.call_soon_threadsafe(self._put, [rest])
            loop.call_soon_threadsafe(end.set)

    def _put(self, lines: list[bytes]) -> None:
        """Take what was written at once in one go: nothing of it is left for whoever asks after the first line."""
        for line in lines:
            self._lines.put_nowait(line.decode(errors="replace"))
