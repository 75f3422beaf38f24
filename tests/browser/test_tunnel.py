"""The tunnel lets https through to where a host really is, and nothing else; it can cut what is open."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from objector.browser.tunnel import TELL_TALES, Tunnel


@asynccontextmanager
async def far_end() -> AsyncIterator[tuple[str, int]]:
    """A server that says everything back."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1000):
            writer.write(data)
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        server.close()


async def ask(tunnel: Tunnel, head: str) -> tuple[str, asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = tunnel.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"{head}\r\nHost: x\r\n\r\n".encode())
    return (await reader.readuntil(b"\r\n\r\n")).decode().split()[1], reader, writer


def test_a_host_is_reached_where_it_really_is(run: Callable) -> None:
    async def through() -> tuple[list[object], str, bytes]:
        asked: list[object] = []
        async with far_end() as place, Tunnel(lambda address: asked.append(address) or place) as tunnel:
            status, reader, writer = await ask(tunnel, "CONNECT WWW.Facebook.com:443 HTTP/1.1")
            writer.write(b"hello")
            said = await reader.readexactly(5)
            writer.close()
        return asked, status, said

    assert run(through()) == ([("www.facebook.com", 443)], "200", b"hello")


@pytest.mark.parametrize(
    "head",
    [
        "GET http://www.facebook.com/ HTTP/1.1",
        "POST https://www.facebook.com/ HTTP/1.1",
        "CONNECT www.facebook.com:80 HTTP/1.1",
        "CONNECT www.facebook.com:8443 HTTP/1.1",
        "CONNECT www.facebook.com HTTP/1.1",
        *(f"CONNECT {host}:443 HTTP/1.1" for host in sorted(TELL_TALES)),
    ],
)
def test_whatever_is_not_https_or_not_a_pages_wish_is_refused(head: str, run: Callable) -> None:
    async def refused() -> tuple[list[object], str]:
        asked: list[object] = []
        async with far_end() as place, Tunnel(lambda address: asked.append(address) or place) as tunnel:
            status, _, writer = await ask(tunnel, head)
            writer.close()
        return asked, status

    assert run(refused()) == ([], "403")


def test_a_host_that_does_not_answer_is_said_not_to(run: Callable) -> None:
    async def unreachable() -> str:
        async with far_end() as gone:
            pass
        async with Tunnel(lambda _address: gone) as tunnel:
            return (await ask(tunnel, "CONNECT www.facebook.com:443 HTTP/1.1"))[0]

    assert run(unreachable()) == "502"


def test_dropping_a_host_closes_its_connections_and_leaves_others(run: Callable) -> None:
    async def dropped() -> tuple[bytes, bytes]:
        async with far_end() as place, Tunnel(lambda _address: place) as tunnel:
            _, doomed, _ = await ask(tunnel, "CONNECT www.facebook.com:443 HTTP/1.1")
            _, other, writer = await ask(tunnel, "CONNECT help.meta.com:443 HTTP/1.1")
            tunnel.drop("www.facebook.com")
            try:
                ended = await doomed.read()
            except ConnectionResetError:
                ended = b""
            writer.write(b"still here")
            said = await other.readexactly(10)
            writer.close()
        return ended, said

    assert run(dropped()) == (b"", b"still here")


def test_after_a_drop_the_host_can_be_reached_anew(run: Callable) -> None:
    async def anew() -> str:
        async with far_end() as place, Tunnel(lambda _address: place) as tunnel:
            await ask(tunnel, "CONNECT www.facebook.com:443 HTTP/1.1")
            tunnel.drop("www.facebook.com")
            status, _, writer = await ask(tunnel, "CONNECT www.facebook.com:443 HTTP/1.1")
            writer.close()
        return status

    assert run(anew()) == "200"
