"""Connections that break around a request that can file an objection."""

from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Drop, Fence
from objector.rehearsal.town import Town
from objector.rehearsal.visit import Visit


class Broken(Response):
    """No answer: the connection is closed instead."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - an ASGI app's signature
        """Break the connection and wait until it is gone."""
        scope["app"].state.server.break_connection(scope["client"])
        while (await receive())["type"] != "http.disconnect":
            pass


class Line:
    """The line that filing requests come on, which the scenario can break."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def answer(self, visit: Visit, fence: Fence, fields: dict[str, str], work: Callable[[], Response]) -> Response:
        """Work on a request and answer it, unless the line breaks before or after the work."""
        drop = self._town.drop_due(visit, fence)
        if drop is Drop.BEFORE:
            self._town.record(Kind.DROPPED, visit.request, fields)
            return Broken()
        response = work()
        return Broken() if drop is Drop.AFTER else response
