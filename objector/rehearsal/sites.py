"""The sites, selected by the request's host."""

from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Host, Route, Router

from objector.rehearsal.classic import ClassicDesk, classic_page
from objector.rehearsal.forms import BY_NUMBER, BY_WIZARD, Form
from objector.rehearsal.frame import CONSENT, frame
from objector.rehearsal.modern import GraphqlDesk, comet_page, wizard_page
from objector.rehearsal.office import Office
from objector.rehearsal.pages import page
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine, Platform
from objector.rehearsal.sessions import domain_of
from objector.rehearsal.sign_in import SignInDesk, sign_in_address
from objector.rehearsal.town import Town
from objector.rehearsal.visit import FormVisit, Visit, posted
from objector.rehearsal.wording import language_of_locale, texts

CONTACT = {Platform.FACEBOOK: "/help/contact/{number}", Platform.INSTAGRAM: "/contact/{number}"}
LOOK_ALIKE = "www.faceb00k-help.com"
WIZARD = "https://help.meta.com/requests/"


def sites(town: Town) -> Starlette:
    """Return the app that stands for all hosts."""
    office = Office(town)
    facebook = Router(platform_routes(town, office, Platform.FACEBOOK))
    instagram = Router(platform_routes(town, office, Platform.INSTAGRAM))
    return Starlette(
        routes=[
            Host("{part}.facebook.com", facebook),
            Host("facebook.com", facebook),
            Host("{part}.instagram.com", instagram),
            Host("instagram.com", instagram),
            Host("help.meta.com", Router(wizard_routes(town, office))),
            Host(LOOK_ALIKE, Router(look_alike_routes(town))),
            Host("www.google.com", Router(captcha_routes(town))),
        ]
    )


def platform_routes(town: Town, office: Office, platform: Platform) -> list[BaseRoute]:
    """Return what there is at one platform's hosts."""
    return [
        Route(CONTACT[platform], FormDoor(town, platform).show),
        *ClassicDesk(town, office).routes,
        *GraphqlDesk(town, office).routes,
        *SignInDesk(town, platform).routes,
        *Surroundings(town, platform).routes,
    ]


def wizard_routes(town: Town, office: Office) -> list[BaseRoute]:
    """Return what there is at help.meta.com."""
    return [
        Route("/requests/{number}", WizardDoor(town).show),
        *GraphqlDesk(town, office).routes,
        *Surroundings(town, Platform.FACEBOOK).routes,
    ]


class FormDoor:
    """The way to a form: past the sign-in, if the account may object at all."""

    def __init__(self, town: Town, platform: Platform) -> None:
        self._town = town
        self._platform = platform

    async def show(self, request: Request) -> Response:
        """Answer with the form, or with what is in the way."""
        form = BY_NUMBER.get(request.path_params["number"])
        if form is None or form.platform is not self._platform:
            return not_available(self._town.visit(request, self._platform), 404)
        visit = self._town.form_visit(request, form)
        elsewhere = self._elsewhere(visit, form)
        if elsewhere:
            return RedirectResponse(elsewhere, 302)
        return _form_page(visit) if visit.may_object else not_available(visit, 200)

    def _elsewhere(self, visit: FormVisit, form: Form) -> str | None:
        here = visit.request.url
        moved = visit.scenario.moved_to
        if visit.scenario.look_alike_redirect:
            return f"https://{LOOK_ALIKE}/help/contact/{form.number}"
        if visit.must_sign_in:
            return sign_in_address(self._platform, str(here))
        if moved and str(here.replace(query="")) != moved:
            return moved
        if visit.scenario.engine is Engine.WIZARD and visit.may_object:
            return self._to_wizard(visit, form)
        return None

    def _to_wizard(self, visit: FormVisit, form: Form) -> str:
        ticket = {"entry": self._town.sessions.ticket(visit.account)} if visit.account else {}
        return f"{WIZARD}{form.wizard}?{urlencode({'locale': texts(visit.language)['locale'], **ticket})}"


def _form_page(visit: FormVisit) -> Response:
    return comet_page(visit) if visit.scenario.engine is Engine.COMET else classic_page(visit)


class WizardDoor:
    """The way to a form at help.meta.com: whoever comes without a ticket from the form's own site is sent there for one."""

    def __init__(self, town: Town) -> None:
        self._town = town

    async def show(self, request: Request) -> Response:
        """Answer with the form, or with what is in the way."""
        form = BY_WIZARD.get(request.path_params["number"])
        if form is None:
            return not_available(self._town.visit(request, Platform.FACEBOOK), 404)
        holder = self._town.sessions.use(request.query_params.get("entry", ""))
        if holder:
            response = RedirectResponse(str(request.url.remove_query_params("entry")), 302)
            self._town.sessions.begin(request, response, holder)
            return response
        visit = self._town.form_visit(request, form)
        if visit.must_sign_in or visit.scenario.engine is not Engine.WIZARD:
            return RedirectResponse(form.address, 302)
        return wizard_page(visit)


def look_alike_routes(town: Town) -> list[BaseRoute]:
    """Return what there is at the host that only looks like Facebook's: the form, and an ear for what is typed there."""

    async def show(request: Request) -> Response:
        visit = town.form_visit(request, BY_NUMBER[request.path_params["number"]])
        return classic_page(visit, "look_alike.html")

    async def listen(request: Request) -> Response:
        town.record(Kind.TYPED, request, await posted(request))
        return JSONResponse({})

    return [Route("/help/contact/{number}", show), Route("/{rest:path}", listen, methods=["POST"])]


def captcha_routes(town: Town) -> list[BaseRoute]:
    """Return the frame of the captcha, which any tick satisfies."""

    async def show(request: Request) -> Response:
        visit = town.visit(request, Platform.FACEBOOK)
        language = language_of_locale(request.query_params.get("hl", "")) or visit.language
        return page("anchor.html", {"t": texts(language)})

    return [Route("/recaptcha/api2/anchor", show)]


class Surroundings:
    """What is on every page and none of the form's business."""

    def __init__(self, town: Town, platform: Platform) -> None:
        self._town = town
        self._platform = platform

    @property
    def routes(self) -> list[Route]:
        """Where its requests go; whatever else is asked for isn't there."""
        return [
            Route("/cookie/consent/", self.take_consent, methods=["POST"]),
            Route("/newsletter/", self.take_noise, methods=["POST"]),
            Route("/help/search/", self.take_noise),
            Route("/{rest:path}", self.nothing),
        ]

    async def take_consent(self, request: Request) -> Response:
        """Keep the visitor's choice about cookies."""
        fields = await posted(request)
        self._town.record(Kind.COOKIES, request, fields)
        response = JSONResponse({})
        response.set_cookie(CONSENT, fields["choice"], 86_400, domain=f".{domain_of(request)}", secure=True)
        return response

    async def take_noise(self, request: Request) -> Response:
        """Keep what was typed into a box that isn't the form's."""
        fields = await posted(request) | dict(request.query_params)
        self._town.record(Kind.NOISE, request, fields)
        return await self.nothing(request)

    async def nothing(self, request: Request) -> Response:
        """Say that there is no such page."""
        return not_available(self._town.visit(request, self._platform), 404)


def not_available(visit: Visit, status: int) -> Response:
    """Answer that the form isn't available to this visitor."""
    words = texts(visit.language)
    own = {"heading": words["not_available_title"], "text": words["not_available_text"]}
    return page("message.html", {**frame(visit, {}), **own}, status)
