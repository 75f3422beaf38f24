"""The wire to a server, in a test's hands: it can be listened to, and it can go dead without a word."""

import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

HOST = "127.0.0.1"


class Wire:
    """Passes what it is sent on to a port of this machine, and back, on a ``port`` of its own.

    ``change`` may alter what clients say on its way. ``sent`` is everything that they said, and ``received`` counts the bytes
    that they were answered. After ``go_dead`` the connections that are open stay open, and nothing passes them any more, as
    behind a router that has forgotten them; new ones pass.
    """

    def __init__(self, to: int, change: Callable[[bytes], bytes] = bytes) -> None:
        self._to = to
        self._change = change
        self.sent = bytearray()
        self.received = 0
        self.connections = 0
        self._alive = threading.Event()
        self._alive.set()
        self._entrance = socket.create_server((HOST, 0))
        self.port: int = self._entrance.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def go_dead(self) -> None:
        self._alive.clear()
        self._alive = threading.Event()
        self._alive.set()

    def close(self) -> None:
        self._alive.clear()
        self._entrance.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed at the end
            while True:
                client, _ = self._entrance.accept()
                self.connections += 1
                threading.Thread(target=self._pass_on, args=(client, self._alive), daemon=True).start()

    def _pass_on(self, client: socket.socket, alive: threading.Event) -> None:
        with client, socket.create_connection((HOST, self._to)) as server, suppress(OSError):
            while alive.is_set():
                for end in select.select([client, server], [], [], 0.02)[0]:
                    octets = end.recv(65_536)
                    if not alive.is_set():
                        break
                    if not octets:
                        return
                    self._count(octets, said=end is client)
                    server.sendall(self._change(octets)) if end is client else client.sendall(octets)
            threading.Event().wait(60)  # open, and silent

    def _count(self, octets: bytes, *, said: bool) -> None:
        if said:
            self.sent += octets
        else:
            self.received += len(octets)
