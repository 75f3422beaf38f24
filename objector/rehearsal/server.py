"""A web server over https in the caller's event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from objector.rehearsal.certificate import Certificate


class Server(uvicorn.Server):
    """A server that tells when it is ready, leaves the program's signals alone, and can break a connection."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave Ctrl-C to the program that the server runs in."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets=sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop at once: a browser that keeps its connections open isn't waited for."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets=sockets)

    def break_connection(self, client: tuple[str, int]) -> None:
        """Close the TCP connection from this address and port at once, without an answer."""
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.abort()


class Stand:
    """Where a server stands: a listening socket on a free port of 127.0.0.1, and the certificate it proves itself with.

    One stand can serve one server after another, so that a browser that was started for it need not be started again.
    """

    def __init__(self) -> None:
        self.certificate = Certificate()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"

    def listener(self) -> socket.socket:
        """Return a socket for one server, which closes it at its end."""
        return self._listener.dup()

    def close(self) -> None:
        """Give the port back."""
        self._listener.close()


@asynccontextmanager
async def serving(app: ASGIApp, stand: Stand) -> AsyncIterator[Server]:
    """Serve the app at the stand while the context lasts."""
    config = uvicorn.Config(
        app,
        http="h11",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=1,
        ssl_context_factory=lambda _config, _default: stand.certificate.context(),
    )
    server = Server(config)
    task = asyncio.create_task(server.serve(sockets=[stand.listener()]))
    await server.ready.wait()
    try:
        yield server
    finally:
        server.should_exit = True
        await task
