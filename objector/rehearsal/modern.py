"""The two newer engines: pages that a script builds, with class names that mean nothing, and one GraphQL endpoint."""

import json
import secrets
from collections.abc import Callable, Mapping
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from objector.rehearsal.between import Step
from objector.rehearsal.fenced import Line
from objector.rehearsal.forms import BY_NUMBER
from objector.rehearsal.frame import frame
from objector.rehearsal.office import Office
from objector.rehearsal.pages import page
from objector.rehearsal.received import Answers
from objector.rehearsal.scenario import Fence, Version
from objector.rehearsal.town import Town
from objector.rehearsal.visit import FormVisit, posted
from objector.rehearsal.wording import countries, texts


def comet_page(visit: FormVisit) -> Response:
    """Answer with the form as Facebook's newer pages have it."""
    return _page(visit, "comet.html", {})


def wizard_page(visit: FormVisit) -> Response:
    """Answer with the form as help.meta.com has it, step by step."""
    return _page(visit, "wizard.html", {"site": "Meta"})


def _page(visit: FormVisit, template: str, own: Mapping[str, object]) -> Response:
    scenario = visit.scenario
    long = scenario.version is Version.LONG
    data = {
        "form": visit.form.number,
        "asks_about_ai": scenario.asks_about_ai,
        "long": long,
        "signed_in": visit.resident is not None,
        "resends_code": scenario.resends_code,
        "token": secrets.token_urlsafe(16),
        "jazoest": f"2{secrets.randbelow(90_000) + 10_000}",
        "document": str(24 * 10**15 + secrets.randbelow(10**15)),
        "countries": list(countries(visit.language).items()),
    }
    values = {
        **frame(visit, data),
        "asks_about_ai": scenario.asks_about_ai,
        "long": long,
        "resends_code": scenario.resends_code,
        "prefilled": "" if long else (visit.account or ""),
        "c": obfuscation(secrets.token_bytes(8)),
        **own,
    }
    return page(template, values)


def obfuscation(salt: bytes) -> Callable[[str], str]:
    """Return what gives each class a name that says nothing and differs from page to page."""

    def name(plain: str) -> str:
        return "x" + blake2b(salt + plain.encode(), digest_size=4).hexdigest()[:7]

    return name


class GraphqlDesk:
    """Takes the requests of both engines' scripts, told apart by the name of their mutation."""

    def __init__(self, town: Town, office: Office) -> None:
        self._town = town
        self._office = office
        self._line = Line(town)

    @property
    def routes(self) -> list[Route]:
        """Where the requests go."""
        return [Route("/api/graphql/", self.take, methods=["POST"])]

    async def take(self, request: Request) -> Response:
        """Take a mutation and answer what the page shows next."""
        fields = await posted(request)
        values = json.loads(fields["variables"])["input"]
        visit = self._town.form_visit(request, BY_NUMBER[values["form_id"]], values["locale"])
        if visit.must_sign_in:
            return JSONResponse({"errors": [{"message": "Not logged in", "code": 1357001}]})
        name = fields["fb_api_req_friendly_name"]
        fence = Fence.SUBMIT if name == "SupportFormSubmitMutation" else Fence.CODE
        if name in {"SupportFormSubmitMutation", "SupportFormCodeMutation"}:
            return self._line.answer(visit, fence, fields, lambda: _data(self._work(visit, name, values, fields)))
        return _data(self._work(visit, name, values, fields))

    def _work(self, visit: FormVisit, name: str, values: Mapping[str, str], fields: dict[str, str]) -> Step:
        office = self._office
        work: dict[str, Callable[[], Step]] = {
            "SupportFormSubmitMutation": lambda: office.submit(visit, _answers(values), fields),
            "SupportFormCaptchaMutation": lambda: office.pass_captcha(visit, values["token"], fields),
            "SupportFormCodeMutation": lambda: office.hand_in_code(visit, (values["token"], values["code"]), fields),
            "SupportFormResendCodeMutation": lambda: office.resend_code(visit, values["token"], fields),
            "SupportFormRequestCodeMutation": lambda: office.request_code(visit, values["email"], fields),
            "SupportFormVerifyCodeMutation": lambda: office.verify_code(visit, (values["email"], values["code"]), fields),
        }
        if name in work:
            return work[name]()
        return {"step": "refused", "title": "", "text": texts(visit.language)["went_wrong_text"]}


def _answers(values: Mapping[str, str]) -> Answers:
    return Answers(
        email=values["email"],
        country=values.get("country", ""),
        reason=values.get("reason", ""),
        additional=values.get("additional", ""),
    )


def _data(step: Step) -> Response:
    return JSONResponse({"data": step, "extensions": {"is_final": True}})
