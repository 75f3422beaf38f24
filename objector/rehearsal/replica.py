"""The replica of the sites: all their hosts on one local port, over https, with everything recorded that reaches them."""

import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from objector.rehearsal.faults import Faults, Faulty
from objector.rehearsal.post import Deliver, Post
from objector.rehearsal.received import Filed, Kind, Received
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Scenario, Scenes
from objector.rehearsal.server import Stand, serving
from objector.rehearsal.sites import sites
from objector.rehearsal.town import Town


class Replica:
    """A running replica: ``address`` is its ``HOST:PORT``, ``certificate`` the PEM file of what it proves itself with."""

    def __init__(self, town: Town, address: str, certificate: Path) -> None:
        self.address = address
        self.certificate = certificate
        self._town = town

    @property
    def received(self) -> list[Received]:
        """Everything that was sent to the sites, in order."""
        return list(self._town.received)

    @property
    def filed_objections(self) -> list[Filed]:
        """The objections that count as filed, in order."""
        return list(self._town.filed)

    def of(self, kind: Kind) -> list[Received]:
        """Return what was received of one kind, in order."""
        return [received for received in self._town.received if received.kind is kind]

    def sign_everybody_out(self) -> None:
        """End all sessions, so that the next visit has to sign in again."""
        self._town.sessions.end_all()


def now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


@asynccontextmanager
async def replica(  # noqa: PLR0913 - only what differs between two rehearsals need be named
    scenario: Scenario | Scenes,
    residents: Sequence[Resident],
    *,
    deliver: Deliver,
    clock: Callable[[], datetime] = now,
    random: Random | None = None,
    stand: Stand | None = None,
    faults: Faults | None = None,
) -> AsyncIterator[Replica]:
    """Run the replica in this event loop while the context lasts.

    ``deliver`` is handed each mail that the sites send. Codes come from ``random`` (None: the system's), their age and the
    authenticator's codes from ``clock``. ``stand`` is the port and the certificate (None: its own), ``faults`` what goes wrong
    on the way (None: nothing). Raises, at the end, what ``deliver`` raised.
    """
    scenes = scenario if isinstance(scenario, Scenes) else Scenes(default=scenario)
    post = Post(deliver)
    town = Town(scenes, residents, post, (clock, random or secrets.SystemRandom()))
    app = sites(town)
    with TemporaryDirectory(prefix="replica-") as folder, ExitStack() as until_the_end:
        at = stand or until_the_end.enter_context(closing(Stand()))
        path = Path(folder) / "certificate.pem"
        at.certificate.save(path)
        line = Faulty(app, faults, time.monotonic) if faults else None
        async with serving(line or app, at) as server:
            app.state.server = server
            if line:
                line.server = server
            try:
                yield Replica(town, at.address, path)
            finally:
                await post.close()
