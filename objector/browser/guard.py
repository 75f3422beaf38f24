"""The origin guard: nothing is typed or sent outside a flow's origins, and nothing is submitted twice under one fence."""

import asyncio
import base64
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from playwright.async_api import CDPSession, Error, Request, Response

from objector.browser.errors import StrayedError

SERVER_FAILED = 500
"""HTTP statuses from here on say that the server failed (RFC 9110, section 15.6)."""

SENDING = frozenset({"Document", "XHR", "Fetch", "Ping"})
"""Types of requests that are made to send something, by the names of the DevTools protocol (Network.ResourceType)."""

_SENDING = [{"urlPattern": "*", "resourceType": kind} for kind in sorted(SENDING)]
_ALL = [{"urlPattern": "*"}]
"""What is stopped to be looked at: until the first answer is typed, no picture can carry one away."""


def within(address: str, origins: Sequence[str]) -> bool:
    """Tell whether an address lies within one of the origins; ``https://*.example.com`` covers example.com's subdomains.

    Only https counts, and only its own port.
    """
    try:
        parts = urlsplit(address)
        if parts.scheme != "https" or parts.port not in {None, 443}:
            return False
    except ValueError:
        return False
    # A browser takes a backslash for a slash, which would make another host of it.
    return "\\" not in address and any(_covers(urlsplit(origin).hostname or "", parts.hostname or "") for origin in origins)


def _covers(pattern: str, host: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) or host == pattern[2:]
    return host == pattern


def foreign(origins: Sequence[str]) -> re.Pattern[str]:
    """Return what matches the addresses outside the origins, as a browser writes them."""
    ours = "|".join(re.escape(origin).replace(r"://\*\.", r"://([^/]*\.)?") for origin in origins)
    return re.compile(rf"^(?!({ours})/)")


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
        """Take over the requests of a window that the page has opened: that it goes elsewhere is no straying of the page."""
        await self._watch(session, "")

    async def _watch(self, session: CDPSession, main_frame: str) -> None:
        session.on("Fetch.requestPaused", lambda paused: self._start(session, paused, main_frame))
        await session.send("Fetch.enable", {"patterns": _ALL if self._answers else _SENDING})
        self._sessions.append(session)

    def allows(self, request: Request) -> bool:
        """Tell whether a window that is not watched yet may ask for this, its first page."""
        body = base64.b64encode(request.post_data_buffer or b"").decode()
        told = {"url": request.url, "method": request.method, "postDataEntries": [{"bytes": body}]}
        return self._allows({"request": told, "resourceType": "Document", "frameId": "its own"}, "")

    def check(self, address: str) -> None:
        """Raise StrayedError unless something may be typed at this address."""
        if not within(address, self.origins):
            raise StrayedError(address, self.origins)
        if self.strayed:
            raise StrayedError(self.strayed, self.origins)

    async def protect(self, answers: Sequence[str]) -> None:
        """Name more answers that must not leave for other origins; a request that carries one is a submitting one.

        Return once all that a page loads is looked at, down to its pictures. What a page sends through a WebSocket isn't seen.
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
            if self._allows(paused, main_frame):
                await session.send("Fetch.continueRequest", key)
            else:
                await session.send("Fetch.failRequest", {**key, "errorReason": "BlockedByClient"})
        except Error:
            return  # the page was closed or moved on, and its request with it

    def _allows(self, paused: dict[str, Any], main_frame: str) -> bool:
        request = paused["request"]
        carries = self._carries_answers(request)
        if not within(request["url"], self.origins):
            leaves = paused["resourceType"] == "Document" and paused["frameId"] == main_frame
            if leaves or (carries and paused["resourceType"] in SENDING):
                self.strayed = request["url"]
            return not (leaves or carries)
        submits = request["method"] != "GET" and (carries or paused["resourceType"] == "Document")
        if self._passage and (submits or carries):
            self._passage.left = True
        return not submits or self._once(request)

    def _once(self, request: dict[str, Any]) -> bool:
        if self._passage is None:
            return True
        key = _key(request["method"], request["url"])
        if key in self._passage.sent:
            self.stopped.append(request["url"])
            return False
        self._passage.sent.add(key)
        self._drop(urlsplit(request["url"]).hostname or "")
        return True

    def _carries_answers(self, request: dict[str, Any]) -> bool:
        sent = unquote_plus(request["url"]) + unquote_plus(_body(request))
        return any(answer in sent for answer in self._answers)


def _key(method: str, address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return method, f"{parts.netloc}{parts.path}"


def _body(request: dict[str, Any]) -> str:
    entries = request.get("postDataEntries") or []
    return b"".join(base64.b64decode(entry.get("bytes", "")) for entry in entries).decode("utf-8", "replace")
