"""What all the sites of the replica share: who lives there, what was received, and the post."""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

from starlette.requests import Request

from objector.rehearsal.codes import Codes
from objector.rehearsal.forms import Form
from objector.rehearsal.post import Post
from objector.rehearsal.received import Filed, Kind, Received
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Drop, Fence, Platform, Scenes
from objector.rehearsal.sessions import Sessions
from objector.rehearsal.visit import FormVisit, Visit, language_of

Clock = Callable[[], datetime]


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
        return FormVisit(**vars(visit), form=form)

    def drop_due(self, visit: Visit, fence: Fence) -> Drop | None:
        """Return whether and when this request's connection is to break: for each account only the first time."""
        scenario = visit.scenario
        if scenario.drop_connection is None or scenario.drop_at is not fence or visit.account in self._dropped:
            return None
        self._dropped.add(visit.account)
        return scenario.drop_connection
