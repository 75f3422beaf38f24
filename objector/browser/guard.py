"""The origin guard: nothing is typed or sent outside a flow's origins, and nothing is submitted twice under one fence."""

import asyncio
import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from playwright.async_api import CDPSession, Error, Request, Response

from objector.browser.errors import StrayedError
from objector.browser.origins import within

SERVER_FAILED = 500
"""HTTP statuses from here on say that the server failed (RFC 9110, section 15.6)."""

DOCUMENT = "Document"
"""The type of a request for a page or a frame, as the DevTools protocol names it (Network.ResourceType)."""

SENDING = frozenset({DOCUMENT, "XHR", "Fetch", "Ping"})
"""Types of requests that are made to send something."""

_SENDING = [{"urlPattern": "*", "resourceType": kind} for kind in sorted(SENDING)]
_ALL = [{"urlPattern": "*"}]
"""Which requests are looked at: those that send something; and once an answer is typed all, for any address can carry it."""


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A request that is about to go out: ``kind`` is its type, ``moves_page`` whether the page itself goes to its address."""

    method: str
    address: str
    body: str
    kind: str = DOCUMENT
    moves_page: bool = False

    @property
    def carried(self) -> str:
        """What its address and its body carry, decoded."""
        return unquote_plus(self.address) + unquote_plus(self.body)


@dataclass
class Passage:
    """What went through one fence: the submitting requests, and those of them that the site has replied to.

    A server's own failure (status 500 and above) is no reply: it may come before or after the work was done. ``left`` says
    whether anything has gone out that submits, or that carries an answer.
    """

    sent: set[tuple[str, str]] = field(default_factory=set)
    replied: set[tuple[str, str]] = field(default_factory=set)
    left: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether nothing that was sent still waits for its reply."""
        return self.sent <= self.replied


class Guard:
    """Watches the requests of one page from before its first one.

    ``drop`` closes the connections to a host (see ``objector.browser.tunnel``). ``strayed`` is the address outside the origins
    that the page wanted to go to, ``stopped`` the submits that were stopped as second ones.
    """

    def __init__(self, origins: tuple[str, ...], drop: Callable[[str], None]) -> None:
        self.origins = origins
        self.strayed: str | None = None
        self.stopped: list[str] = []
        self._drop = drop
        self._answers: tuple[str, ...] = ()
        self._passage: Passage | None = None
        self._sessions: list[CDPSession] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def watch(self, session: CDPSession) -> None:
        """Take over the requests of the page that this is the DevTools session of; call before the first navigation."""
        tree = await session.send("Page.getFrameTree")
        await self._watch(session, tree["frameTree"]["frame"]["id"])

    async def watch_window(self, session: CDPSession) -> None:
        """Take over the requests of a window that the page has opened: where it goes is not where the page goes."""
        await self._watch(session, "")

    async def _watch(self, session: CDPSession, main_frame: str) -> None:
        session.on("Fetch.requestPaused", lambda paused: self._start(session, paused, main_frame))
        await session.send("Fetch.enable", {"patterns": _ALL if self._answers else _SENDING})
        self._sessions.append(session)

    def allows_first(self, request: Request) -> bool:
        """Tell whether a window that is not watched yet may ask for this, its first page."""
        body = (request.post_data_buffer or b"").decode("utf-8", "replace")
        return self._allows(Outgoing(method=request.method, address=request.url, body=body))

    def check(self, address: str) -> None:
        """Raise StrayedError unless something may be typed at this address."""
        if not within(address, self.origins):
            raise StrayedError(address, self.origins)
        if self.strayed:
            raise StrayedError(self.strayed, self.origins)

    async def protect(self, answers: Sequence[str]) -> None:
        """Name more answers that must not leave for other origins; a request that carries one counts as a submit.

        Return once every request is looked at, those for pictures included. What a page sends through a WebSocket isn't seen.
        """
        looks_at_all = bool(self._answers)
        self._answers += tuple(answer for answer in answers if len(answer) >= 4)
        if self._answers and not looks_at_all:
            with suppress(Error):  # a window has closed itself
                await asyncio.gather(*(session.send("Fetch.enable", {"patterns": _ALL}) for session in self._sessions))

    @contextmanager
    def fence(self) -> Iterator[Passage]:
        """Let each submitting request through once, on a new connection, until the fence ends."""
        self._passage = Passage()
        try:
            yield self._passage
        finally:
            self._passage = None

    def note_reply(self, response: Response) -> None:
        """Take note of what the site replies; hand it every response of the page."""
        if self._passage and response.status < SERVER_FAILED:
            self._passage.replied.add(_key(response.request.method, response.url))

    def _start(self, session: CDPSession, paused: dict[str, Any], main_frame: str) -> None:
        task = asyncio.ensure_future(self._decide(session, paused, main_frame))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _decide(self, session: CDPSession, paused: dict[str, Any], main_frame: str) -> None:
        key = {"requestId": paused["requestId"]}
        try:
            if self._allows(_outgoing(paused, main_frame)):
                await session.send("Fetch.continueRequest", key)
            else:
                await session.send("Fetch.failRequest", {**key, "errorReason": "BlockedByClient"})
        except Error:
            return  # the page was closed or moved on, and its request with it

    def _allows(self, request: Outgoing) -> bool:
        carried = request.carried
        carries = any(answer in carried for answer in self._answers)
        if not within(request.address, self.origins):
            if request.moves_page or (carries and request.kind in SENDING):
                self.strayed = request.address
            return not (request.moves_page or carries)
        submits = request.method != "GET" and (carries or request.kind == DOCUMENT)
        if self._passage and (submits or carries):
            self._passage.left = True
        return not submits or self._once(request)

    def _once(self, request: Outgoing) -> bool:
        if self._passage is None:
            return True
        key = _key(request.method, request.address)
        if key in self._passage.sent:
            self.stopped.append(request.address)
            return False
        self._passage.sent.add(key)
        self._drop(urlsplit(request.address).hostname or "")
        return True


def _key(method: str, address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return method, f"{parts.netloc}{parts.path}"


def _outgoing(paused: dict[str, Any], main_frame: str) -> Outgoing:
    """Return the request of a Fetch.requestPaused event."""
    request, kind = paused["request"], paused["resourceType"]
    entries = request.get("postDataEntries") or []
    return Outgoing(
        method=request["method"],
        address=request["url"],
        body=b"".join(base64.b64decode(entry.get("bytes", "")) for entry in entries).decode("utf-8", "replace"),
        kind=kind,
        moves_page=kind == DOCUMENT and paused["frameId"] == main_frame,
    )
