"""What all the sites of the replica share: who lives there, what was received, and the post."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request

from objector.rehearsal.codes import Codes
from objector.rehearsal.forms import BY_NUMBER, Form
from objector.rehearsal.post import Post
from objector.rehearsal.received import Filed, Kind, Received
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Drop, Fence, Interruption, Platform, Position, Scenes
from objector.rehearsal.sessions import Sessions
from objector.rehearsal.visit import FormVisit, Visit, language_of

Clock = Callable[[], datetime]

TIMES = {Interruption.MAINTENANCE: 2, Interruption.RESET: 2}
"""How often an account meets what it meets more than once."""


class Town:
    """The state behind the sites."""

    def __init__(self, scenes: Scenes, residents: Sequence[Resident], post: Post, chance: tuple[Clock, Random]) -> None:
        self.scenes = scenes
        self.residents = {resident.email: resident for resident in residents}
        self.post = post
        self.clock, self.random = chance
        self.codes = Codes(self.random, self.clock)
        self.sessions = Sessions(self.random)
        self.received: list[Received] = []
        self.filed: list[Filed] = []
        self._dropped: set[str | None] = set()
        self._met: Counter[str | None] = Counter()

    def record(self, kind: Kind, request: Request, fields: dict[str, str]) -> None:
        """Keep what was received."""
        host, account = request.url.hostname or "", self.sessions.account(request)
        received = Received(kind=kind, host=host, path=request.url.path, account=account, at=self.clock(), fields=fields)
        self.received.append(received)

    def visit(self, request: Request, platform: Platform, locale: str = "") -> Visit:
        """Return who visits the platform; ``locale`` is the one that the request's fields name."""
        resident = self.residents.get(self.sessions.account(request) or "")
        scenario = self.scenes.of(platform, resident.email if resident else None)
        return Visit(request, platform, scenario, resident, language_of(request, scenario, locale))

    def form_visit(self, request: Request, form: Form, locale: str = "") -> FormVisit:
        """Return who visits the form."""
        visit = self.visit(request, form.platform, locale)
        return FormVisit(**vars(visit), form=form, between=self.due(visit, visit.scenario.at))

    def form_at(self, address: str) -> Form:
        """Return the form that is at this address."""
        return BY_NUMBER[urlsplit(address).path.rstrip("/").rpartition("/")[2]]

    def with_ticket(self, visit: Visit, address: str) -> str:
        """Return the address with a ticket, good once, for who is signed in."""
        return f"{address}&{urlencode({'entry': self.sessions.ticket(visit.account)})}" if visit.account else address

    def due(self, visit: Visit, position: Position) -> Interruption | None:
        """Return what comes between the visitor and what they want at this position, if anything still does."""
        what = visit.scenario.interruption
        if what is None or visit.scenario.at is not position:
            return None
        # Whoever has just signed in has met before what they met as nobody.
        met = sum(self._met[who] for who in {None, visit.account})
        return what if met < TIMES.get(what, 1) else None

    def meet(self, visit: Visit) -> None:
        """Take note that the visitor has met what came between."""
        self._met[visit.account] += 1

    def drop_due(self, visit: Visit, fence: Fence) -> Drop | None:
        """Return whether and when this request's connection is to break: for each account only the first time."""
        scenario = visit.scenario
        if scenario.drop_connection is None or scenario.drop_at is not fence or visit.account in self._dropped:
            return None
        self._dropped.add(visit.account)
        return scenario.drop_connection
