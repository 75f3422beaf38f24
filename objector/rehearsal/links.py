"""The link that the sites mail instead of a code: whoever opens it has the objection filed."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from objector.rehearsal.between import message
from objector.rehearsal.office import LINK_PATH, Office
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Platform
from objector.rehearsal.town import Town


class LinkDesk:
    """Takes the visits of those who open a mailed link."""

    def __init__(self, town: Town, office: Office, platform: Platform) -> None:
        self._town = town
        self._office = office
        self._platform = platform

    @property
    def routes(self) -> list[Route]:
        """Where the links lead."""
        return [Route(LINK_PATH, self.open)]

    async def open(self, request: Request) -> Response:
        """File what the link stands for, once."""
        self._town.record(Kind.LINK, request, dict(request.query_params))
        visit = self._town.visit(request, self._platform)
        filed = self._office.open_link(request, request.query_params.get("token", ""))
        return message(visit, "thanks", 200) if filed else message(visit, "not_available", 404)
