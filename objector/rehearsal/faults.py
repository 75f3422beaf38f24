"""What goes wrong on the way to the sites and back, by chance: failing servers, broken connections, late answers, no network."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from objector.rehearsal.server import Server


class Fault(StrEnum):
    """What happens to a request: the site fails or the connection breaks, before it worked on it or after, or it takes long."""

    ERROR_BEFORE = "error_before"
    ERROR_AFTER = "error_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    SLOW = "slow"


BEFORE = frozenset({Fault.ERROR_BEFORE, Fault.RESET_BEFORE})
RESETS = frozenset({Fault.RESET_BEFORE, Fault.RESET_AFTER})


@dataclass(frozen=True, kw_only=True)
class Faults:
    """How often something goes wrong: ``share`` of the requests, 0 to 1. ``slow`` is how many seconds a late answer takes.

    From ``offline_from`` on, in seconds after the first request, nothing gets through for ``offline_for`` seconds.
    """

    random: Random
    share: float
    slow: float = 20.0
    offline_from: float = 0.0
    offline_for: float = 0.0


class Faulty:
    """The sites behind a line on which things go wrong; ``met`` counts what did. ``now`` gives seconds that never go back."""

    def __init__(self, app: ASGIApp, faults: Faults, now: Callable[[], float]) -> None:
        self._app = app
        self._faults = faults
        self._now = now
        self._began: float | None = None
        self.server: Server | None = None
        self.met: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or don't."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._is_offline():
            self.met["offline"] += 1
            await self._break(scope, receive)
            return
        fault = self._drawn()
        if fault is None:
            await self._app(scope, receive, send)
            return
        self.met[fault] += 1
        await self._go_wrong(fault, scope, receive, send)

    async def _go_wrong(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault is Fault.SLOW:
            # Worked on in any case, even if nobody waits for the answer any more.
            again = await _taken(receive)
            await asyncio.sleep(self._faults.slow)
            await self._app(scope, again, send)
            return
        if fault not in BEFORE:
            await self._app(scope, receive, _nowhere)
        if fault in RESETS:
            await self._break(scope, receive)
        else:
            await PlainTextResponse("Sorry, something went wrong.", 500)(scope, receive, send)

    async def _break(self, scope: Scope, receive: Receive) -> None:
        """Break the connection, and return once it is gone."""
        assert self.server is not None
        self.server.break_connection(scope["client"])
        while (await receive())["type"] != "http.disconnect":
            pass

    def _is_offline(self) -> bool:
        now = self._now()
        if self._began is None:
            self._began = now
        return 0 <= now - self._began - self._faults.offline_from < self._faults.offline_for

    def _drawn(self) -> Fault | None:
        faults = self._faults
        return faults.random.choice(list(Fault)) if faults.random.random() < faults.share else None


async def _taken(receive: Receive) -> Receive:
    """Take a request in whole, and return what gives it once more."""
    taken = [await receive()]
    while taken[-1].get("more_body"):
        taken.append(await receive())

    async def again() -> Message:
        return taken.pop(0) if taken else await receive()

    return again


async def _nowhere(message: Message) -> None:
    """Lose an answer."""
