"""Waiting that another thread can end at once."""

import selectors
import socket
from collections.abc import Sequence


class Bell:
    """Ends a wait in another thread at once; stays rung. It can be waited for like a socket."""

    def __init__(self) -> None:
        self._pull, self._hear = socket.socketpair()
        self.rung = False

    def ring(self) -> None:
        """Ring; everybody who waits with this bell at hand stops waiting."""
        self.rung = True
        self._pull.close()

    def put_away(self) -> None:
        """Close it, once nobody waits with it any more."""
        self._pull.close()
        self._hear.close()

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when the bell rings."""
        return self._hear.fileno()


def readable(waiting: Sequence[socket.socket | Bell], seconds: float) -> list[object]:
    """Return those that can be read within so many seconds; ``select.select`` knows none above the 1,024th that is open."""
    with selectors.DefaultSelector() as selector:
        for each in waiting:
            selector.register(each, selectors.EVENT_READ)
        return [key.fileobj for key, _ in selector.select(max(0.0, seconds))]
