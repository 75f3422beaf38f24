"""Signing in: the pages of both sites, with and without field names, and the second factor."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pyotp
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from objector.rehearsal.frame import frame, notice_address
from objector.rehearsal.pages import page
from objector.rehearsal.received import Kind
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import PROMPTS, Interruption, Platform, Position, SignIn
from objector.rehearsal.sessions import BY_DOMAIN
from objector.rehearsal.town import Town
from objector.rehearsal.visit import Visit, posted
from objector.rehearsal.wording import texts


@dataclass(frozen=True)
class Doors:
    """Where one of the sites lets people in, and how its requests call what they typed."""

    host: str
    pages: tuple[str, ...]
    password: str
    factor: str
    names: tuple[str, str]
    factor_name: str


DOORS = {
    Platform.FACEBOOK: Doors(
        "www.facebook.com",
        ("/login.php", "/login/", "/login"),
        "/login/device-based/regular/login/",
        "/two_step_verification/authentication/",
        ("email", "pass"),
        "approvals_code",
    ),
    Platform.INSTAGRAM: Doors(
        "www.instagram.com",
        ("/accounts/login/",),
        "/api/v1/web/accounts/login/ajax/",
        "/accounts/login/two_factor",
        ("username", "password"),
        "verificationCode",
    ),
}


def sign_in_address(platform: Platform, back_to: str) -> str:
    """Return the address of the page where one signs in and comes back from."""
    doors = DOORS[platform]
    return f"https://{doors.host}{doors.pages[0]}?{urlencode({'next': back_to})}"


class SignInDesk:
    """Lets residents in at one of the sites."""

    def __init__(self, town: Town, platform: Platform) -> None:
        self._town = town
        self._platform = platform
        self._doors = DOORS[platform]

    @property
    def routes(self) -> list[Route]:
        """Where people come in."""
        doors = self._doors
        return [
            *(Route(path, self.show) for path in doors.pages),
            Route(doors.password, self.take_password, methods=["POST"]),
            Route(doors.factor, self.show_factor),
            Route(doors.factor.rstrip("/"), self.show_factor),
            Route(doors.factor, self.take_factor, methods=["POST"]),
            Route("/", self.home),
        ]

    async def show(self, request: Request) -> Response:
        """Answer with the page that asks for the password; who is signed in already goes on."""
        visit = self._town.visit(request, self._platform)
        if visit.resident:
            return RedirectResponse(back_to(request.query_params), 302)
        return self._page(visit, "sign_in.html", {"next": back_to(request.query_params)})

    async def home(self, request: Request) -> Response:
        """Answer with the site's first page: the sign-in, or home."""
        visit = self._town.visit(request, self._platform)
        if visit.resident:
            return page("home.html", {**frame(visit, {}), "email": visit.account})
        return await self.show(request)

    async def take_password(self, request: Request) -> Response:
        """Check who comes in; ask for a second factor or let them in."""
        fields = await posted(request)
        self._town.record(Kind.SIGN_IN, request, fields)
        user, password = (fields.get(name, "") for name in self._doors.names)
        resident = self._town.residents.get(user.strip())
        if resident is None or resident.password != password:
            visit = self._town.visit(request, self._platform)
            return self._refuse(visit, fields, "sign_in")
        if self._town.scenes.of(self._platform, resident.email).second_factor:
            ticket = self._town.sessions.ticket(resident.email)
            query = urlencode({"encrypted_context": ticket, "next": back_to(fields)})
            return self._lead(request, f"{self._doors.factor}?{query}")
        return self._let_in(request, fields, resident)

    async def show_factor(self, request: Request) -> Response:
        """Answer with the page that asks for the authenticator's code."""
        visit = self._town.visit(request, self._platform)
        ticket = request.query_params.get("encrypted_context", "")
        if self._town.sessions.holder(ticket) is None:
            return RedirectResponse(self._doors.pages[0], 302)
        return self._page(visit, "second_factor.html", {"next": back_to(request.query_params), "ticket": ticket})

    async def take_factor(self, request: Request) -> Response:
        """Check the authenticator's code, good for half a minute before and after its own."""
        fields = await posted(request)
        self._town.record(Kind.SECOND_FACTOR, request, fields)
        ticket = fields.get("encrypted_context", "")
        resident = self._town.residents[self._town.sessions.holder(ticket) or ""]
        code = fields.get(self._doors.factor_name, "").replace(" ", "")
        seed = resident.totp_seed
        if seed is None or not pyotp.TOTP(seed).verify(code, for_time=self._town.clock(), valid_window=1):
            visit = self._town.visit(request, self._platform)
            return self._refuse(visit, fields, "factor")
        self._town.sessions.use(ticket)
        return self._let_in(request, fields, resident)

    def _let_in(self, request: Request, fields: Mapping[str, str], resident: Resident) -> Response:
        response = self._lead(request, self._first(resident, back_to(fields)))
        self._town.sessions.begin(request, response, resident.email)
        return response

    def _first(self, resident: Resident, onward: str) -> str:
        """Return where somebody who has just come in is led first."""
        scenario = self._town.scenes.of(self._platform, resident.email)
        comes = scenario.interruption in {*PROMPTS, Interruption.CHECKPOINT, Interruption.CAPTCHA}
        between = scenario.interruption if comes and scenario.at is Position.SIGNED_IN else None
        return notice_address(between, onward) if between else onward

    def _lead(self, request: Request, address: str) -> Response:
        return JSONResponse({"next": address}) if scripted(request) else RedirectResponse(address, 303)

    def _refuse(self, visit: Visit, fields: Mapping[str, str], what: str) -> Response:
        wrong = texts(visit.language)[f"{what}_wrong"]
        if scripted(visit.request):
            return JSONResponse({"error": wrong})
        template = "sign_in.html" if what == "sign_in" else "second_factor.html"
        ticket = fields.get("encrypted_context", "")
        return self._page(visit, template, {"next": back_to(fields), "ticket": ticket, "wrong": wrong})

    def _page(self, visit: Visit, template: str, values: Mapping[str, object]) -> Response:
        named = visit.scenario.sign_in is not SignIn.NAMELESS
        factor = template == "second_factor.html"
        names = (self._doors.factor_name,) if factor else self._doors.names
        by_script = not named or self._platform is Platform.INSTAGRAM
        action = self._doors.factor if factor else self._doors.password
        own = {"named": named, "names": names, "action": action, "wrong": ""}
        return page(template, {**frame(visit, {"names": names, "scripted": by_script}), **own, **values})


def scripted(request: Request) -> bool:
    """Whether the page's script makes the request, and wants JSON."""
    return "x-requested-with" in request.headers


def back_to(fields: Mapping[str, str]) -> str:
    """Return where a sign-in leads: ``next`` if it is on one of the sites, else the first page."""
    address = fields.get("next", "/")
    parts = urlsplit(address)
    ours = parts.scheme == "https" and ".".join((parts.hostname or "").split(".")[-2:]) in BY_DOMAIN
    return address if ours else "/"
