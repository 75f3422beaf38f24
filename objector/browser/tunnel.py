"""The browser's only way out: a local proxy that tunnels https, and can make sure that a request goes out on a new connection.

Chromium by itself sends a request again, a POST too, when a connection that was used before dies ahead of the answer
(``HttpNetworkTransaction::ShouldResendRequest``). On a connection of its own a request is sent once or fails. Nothing in the
browser's own interfaces closes idle connections, so they run through here and are closed here.
"""

import asyncio
from collections.abc import Callable
from typing import Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

Address = tuple[str, int]

TELL_TALES = frozenset({"content-autofill.googleapis.com"})
"""Hosts that no page asks for, but the browser itself, telling its maker which forms somebody has before them."""

_REFUSED = b"HTTP/1.1 403 Only https\r\nContent-Length: 0\r\n\r\n"
_UNREACHABLE = b"HTTP/1.1 502 Unreachable\r\nContent-Length: 0\r\n\r\n"
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Tunnel:
    """Tunnels ``CONNECT host:443`` and nothing else, and nothing to TELL_TALES.

    ``locate`` says where a host is really to be found. ``address`` is what a browser takes as its proxy. Use as an asynchronous
    context manager.
    """

    def __init__(self, locate: Callable[[Address], Address]) -> None:
        self._locate = locate
        self._open: dict[str, set[asyncio.StreamWriter]] = {}
        self._server: asyncio.Server | None = None

    @property
    def address(self) -> str:
        """The proxy's address, ``http://127.0.0.1:PORT``."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_exc: object) -> None:
        assert self._server is not None
        self._server.close()
        for host in list(self._open):
            self.drop(host)

    def drop(self, host: str) -> None:
        """Close every connection to this host, so that the next request opens a new one."""
        for writer in self._open.pop(host, set()):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            target = _target(await reader.readuntil(b"\r\n\r\n"))
            if target is None:
                writer.write(_REFUSED)
                return
            await self._connect(target, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return  # either end went away, as connections do
        finally:
            writer.close()

    async def _connect(self, target: Address, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await _dial(self._locate(target))
        except OSError:
            writer.write(_UNREACHABLE)
            return
        host = target[0]
        self._open.setdefault(host, set()).add(writer)
        writer.write(_ESTABLISHED)
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            far_writer.close()
            self._open.get(host, set()).discard(writer)


def _target(head: bytes) -> Address | None:
    method, _, rest = head.decode("latin-1").partition(" ")
    host, _, port = rest.split(" ", 1)[0].rpartition(":")
    allowed = method == "CONNECT" and port == "443" and host.lower() not in TELL_TALES
    return (host.lower(), 443) if allowed else None


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


async def _dial(target: Address) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = target
    upstream = getproxies().get("https")
    if not upstream or host == "127.0.0.1" or proxy_bypass(host):
        return await asyncio.open_connection(host, port)
    proxy = urlsplit(upstream)
    reader, writer = await asyncio.open_connection(proxy.hostname, proxy.port or 8080)
    writer.write(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    if b" 200 " not in (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n", 1)[0] + b" ":
        writer.close()
        raise ConnectionRefusedError(upstream)
    return reader, writer
