"""One request for a form, and who makes it, in which language and under which scenario."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from objector.rehearsal.forms import Form
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Engine, Interruption, Platform, Scenario, SignIn
from objector.rehearsal.wording import language_of_locale

WIZARD_HOST = "help.meta.com"


@dataclass(frozen=True)
class Visit:
    """A visitor of a platform: ``resident`` is None while nobody is signed in; ``language`` is a key of the texts."""

    request: Request
    platform: Platform
    scenario: Scenario
    resident: Resident | None
    language: str

    @property
    def account(self) -> str | None:
        """The signed-in account's email."""
        return self.resident.email if self.resident else None

    @property
    def must_sign_in(self) -> bool:
        """Whether the site shows its form to this visitor only after a sign-in."""
        return self.resident is None and self.scenario.sign_in is not SignIn.NONE

    @property
    def may_object(self) -> bool:
        """Whether the site offers this visitor the form."""
        return self.scenario.available and (self.resident is None or self.resident.may_object)


@dataclass(frozen=True)
class FormVisit(Visit):
    """A visitor of a form."""

    form: Form
    between: Interruption | None = None

    @property
    def engine(self) -> Engine:
        """What the page is built with that the visitor sees; help.meta.com has only one."""
        return Engine.WIZARD if self.request.url.hostname == WIZARD_HOST else self.scenario.engine


def language_of(request: Request, scenario: Scenario, posted: str = "") -> str:
    """Return the page's language: what was posted, ``?locale=``, a host like ``fr-fr.facebook.com``, else the scenario's."""
    host = re.match(r"([a-z]{2})-[a-z]{2}\.", request.url.hostname or "")
    wished = posted or request.query_params.get("locale") or (host.group(1) if host else "")
    return language_of_locale(wished) or scenario.language


async def posted(request: Request) -> dict[str, str]:
    """Return the request's form fields exactly as sent."""
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
