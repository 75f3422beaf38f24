"""The sites, selected by the request's host."""

from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Host, Route, Router

from objector.rehearsal.between import LOOK_ALIKE, Between, look_alike_address, message
from objector.rehearsal.classic import ClassicDesk, classic_page
from objector.rehearsal.forms import BY_NUMBER, BY_WIZARD, Form
from objector.rehearsal.frame import CONSENT, cookie_dialog, frame
from objector.rehearsal.links import LinkDesk
from objector.rehearsal.modern import GraphqlDesk, comet_page, wizard_page
from objector.rehearsal.office import Office
from objector.rehearsal.pages import page
from objector.rehearsal.received import Kind
from objector.rehearsal.rights_desk import RightsDesk
from objector.rehearsal.scenario import CookieDialog, Engine, Interruption, Platform
from objector.rehearsal.sessions import domain_of
from objector.rehearsal.sign_in import SignInDesk, back_to, sign_in_address
from objector.rehearsal.town import Town
from objector.rehearsal.visit import WIZARD_HOST, FormVisit, posted
from objector.rehearsal.wording import language_of_locale, texts

CONTACT = {Platform.FACEBOOK: "/help/contact/{number}", Platform.INSTAGRAM: "/contact/{number}"}
COOKIE_CHOICE = "/privacy/consent/user_cookie_choice/"


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
            Host(WIZARD_HOST, Router(wizard_routes(town, office))),
            Host(LOOK_ALIKE, Router(look_alike_routes(town))),
            Host("www.google.com", Router(captcha_routes(town))),
        ]
    )


def platform_routes(town: Town, office: Office, platform: Platform) -> list[BaseRoute]:
    """Return what there is at one platform's hosts."""
    return [
        *(RightsDesk(town).routes if platform is Platform.FACEBOOK else ()),
        Route(CONTACT[platform], FormDoor(town, platform).show),
        *ClassicDesk(town, office).routes,
        *GraphqlDesk(town, office).routes,
        *SignInDesk(town, platform).routes,
        *LinkDesk(town, office, platform).routes,
        *Between(town, platform).routes,
        *Surroundings(town, platform).routes,
    ]


def wizard_routes(town: Town, office: Office) -> list[BaseRoute]:
    """Return what there is at help.meta.com."""
    return [
        *RightsDesk(town).routes,
        Route("/requests/{number}", WizardDoor(town).show),
        *GraphqlDesk(town, office).routes,
        *Between(town, Platform.FACEBOOK).routes,
        *Surroundings(town, Platform.FACEBOOK).routes,
    ]


class FormDoor:
    """The way to a form: past the sign-in, if the account may object at all."""

    def __init__(self, town: Town, platform: Platform) -> None:
        self._town = town
        self._platform = platform
        self._between = Between(town, platform)

    async def show(self, request: Request) -> Response:
        """Answer with the form, or with what is in the way."""
        form = BY_NUMBER.get(request.path_params["number"])
        if form is None or form.platform is not self._platform:
            return message(self._town.visit(request, self._platform), "not_available", 404)
        visit = self._town.form_visit(request, form)
        if trouble := self._between.trouble(visit):
            return trouble
        elsewhere = self._elsewhere(visit, form)
        if elsewhere:
            return RedirectResponse(elsewhere, 302)
        return _form_page(visit) if visit.may_object else message(visit, "not_available", 200)

    def _elsewhere(self, visit: FormVisit, form: Form) -> str | None:
        here = visit.request.url
        moved = visit.scenario.moved_to
        if visit.scenario.look_alike_redirect:
            return look_alike_address(form)
        if cookie_dialog(visit) is CookieDialog.WHOLE_PAGE:
            return cookie_page(here)
        if visit.must_sign_in:
            return sign_in_address(self._platform, str(here))
        if moved and str(here.replace(query="")) != moved:
            return moved
        if between := self._between.elsewhere(visit):
            return between
        return self._between.wizard_address(visit, form) if visit.scenario.engine is Engine.WIZARD and visit.may_object else None


def cookie_page(onward: URL) -> str:
    """Return the address, on this host, of the page that asks about cookies and then leads on."""
    return str(onward.replace(path=COOKIE_CHOICE, query=urlencode({"next": str(onward)})))


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
            return message(self._town.visit(request, Platform.FACEBOOK), "not_available", 404)
        holder = self._town.sessions.use(request.query_params.get("entry", ""))
        if holder:
            response = RedirectResponse(str(request.url.remove_query_params("entry")), 302)
            self._town.sessions.begin(request, response, holder)
            return response
        visit = self._town.form_visit(request, form)
        if visit.must_sign_in or not _leads_here(visit):
            return RedirectResponse(form.address, 302)
        if cookie_dialog(visit) is CookieDialog.WHOLE_PAGE:
            return RedirectResponse(cookie_page(request.url), 302)
        return wizard_page(visit)


def _leads_here(visit: FormVisit) -> bool:
    return visit.scenario.engine is Engine.WIZARD or visit.scenario.interruption is Interruption.MOVED


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
            Route(COOKIE_CHOICE, self.ask_consent),
            Route("/newsletter/", self.take_noise, methods=["POST"]),
            Route("/help/search/", self.take_noise),
            Route("/{rest:path}", self.nothing),
        ]

    async def ask_consent(self, request: Request) -> Response:
        """Ask about cookies on a page of its own."""
        visit, onward = self._town.visit(request, self._platform), back_to(request.query_params)
        if cookie_dialog(visit) is None:
            return RedirectResponse(onward, 302)
        return page("cookie_page.html", {**frame(visit, {"next": onward}), "cookie_dialog": None})

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
        return message(self._town.visit(request, self._platform), "not_available", 404)
