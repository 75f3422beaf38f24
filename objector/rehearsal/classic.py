"""The classic support form: its page, and the requests that its script makes."""

import json
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from objector.rehearsal.between import Step
from objector.rehearsal.fenced import Line
from objector.rehearsal.forms import BY_NUMBER, Field, Form, Role
from objector.rehearsal.frame import frame
from objector.rehearsal.office import Office
from objector.rehearsal.pages import page
from objector.rehearsal.received import Answers
from objector.rehearsal.scenario import Engine, Fence, Platform, Scenario, Version
from objector.rehearsal.town import Town
from objector.rehearsal.visit import FormVisit, posted
from objector.rehearsal.wording import countries, country_code

SUBMIT_PATHS = {"www": "/ajax/help/contact/submit/page", "m": "/a/help/contact_us/"}
CODE_PATH = "/ajax/help/contact/confirm/code"
RESEND_PATH = "/ajax/help/contact/resend/code"
CAPTCHA_PATH = "/ajax/help/contact/captcha/"
CODE_NAMES = {Platform.FACEBOOK: "confirmation_code", Platform.INSTAGRAM: "email_confirmation_code"}


def classic_page(visit: FormVisit, template: str = "classic.html") -> Response:
    """Answer with the form, from this template or one that extends it."""
    scenario = visit.scenario
    typeahead = scenario.engine is Engine.CLASSIC_TYPEAHEAD
    mobile = (visit.request.url.hostname or "").startswith("m.")
    values = {
        **frame(visit, {"countries": list(countries(visit.language).items()) if typeahead else []}),
        "form": visit.form,
        "fields": {field.role: field for field in fields_of(visit.form, scenario)},
        "engine": scenario.engine,
        "long": scenario.version is Version.LONG,
        "action": SUBMIT_PATHS["m" if mobile else "www"],
        "prefilled": (visit.account or "") if scenario.version is Version.SHORT else "",
        "resends_code": scenario.resends_code,
        "code_name": CODE_NAMES[visit.platform],
        "countries": countries(visit.language),
        "english": countries("en"),
    }
    return page(template, values)


def fields_of(form: Form, scenario: Scenario) -> list[Field]:
    """Return the fields that the form has in this scenario, in their order."""
    long = scenario.version is Version.LONG
    wanted = {
        Role.ABOUT_AI: scenario.asks_about_ai,
        Role.COUNTRY: long,
        Role.EMAIL: True,
        Role.CONFIRM_EMAIL: scenario.confirms_email,
        Role.REASON: True,
        Role.ADDITIONAL: long,
    }
    return [form.field(role) for role, has in wanted.items() if has]


def answers_of(form: Form, fields: Mapping[str, str]) -> Answers:
    """Read what was answered out of the fields as sent, wherever the country was chosen."""

    def value(role: Role) -> str:
        return fields.get(form.field(role).name, "")

    typeahead = fields.get(f"Field{form.field(Role.COUNTRY).id}_iso2_country_code")
    country = country_code(value(Role.COUNTRY)) if typeahead is None else typeahead
    return Answers(email=value(Role.EMAIL), country=country, reason=value(Role.REASON), additional=value(Role.ADDITIONAL))


class ClassicDesk:
    """Takes the requests of the classic form's script, each answered with ``for (;;);`` and JSON."""

    def __init__(self, town: Town, office: Office) -> None:
        self._town = town
        self._office = office
        self._line = Line(town)

    @property
    def routes(self) -> list[Route]:
        """Where the requests go."""
        return [
            *(Route(path, self.submit, methods=["POST"]) for path in SUBMIT_PATHS.values()),
            Route(CODE_PATH, self.hand_in_code, methods=["POST"]),
            Route(RESEND_PATH, self.resend_code, methods=["POST"]),
            Route(CAPTCHA_PATH, self.pass_captcha, methods=["POST"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Take the filled form."""
        fields = await posted(request)
        visit = self._visit(request, fields)
        form = visit.form
        return self._answer(visit, Fence.SUBMIT, fields, lambda: self._office.submit(visit, answers_of(form, fields), fields))

    async def hand_in_code(self, request: Request) -> Response:
        """Take the code."""
        fields = await posted(request)
        visit = self._visit(request, fields)
        handed_in = (fields["token"], fields[CODE_NAMES[visit.platform]])
        return self._answer(visit, Fence.CODE, fields, lambda: self._office.hand_in_code(visit, handed_in, fields))

    async def resend_code(self, request: Request) -> Response:
        """Send a new code."""
        fields = await posted(request)
        visit = self._visit(request, fields)
        return envelope(self._office.resend_code(visit, fields["token"], fields))

    async def pass_captcha(self, request: Request) -> Response:
        """Take the word of the captcha's frame that a person was there."""
        fields = await posted(request)
        visit = self._visit(request, fields)
        return envelope(self._office.pass_captcha(visit, fields["token"], fields))

    def _visit(self, request: Request, fields: Mapping[str, str]) -> FormVisit:
        form = BY_NUMBER[fields["support_form_id"]]
        return self._town.form_visit(request, form, fields["support_form_locale_id"])

    def _answer(self, visit: FormVisit, fence: Fence, fields: dict[str, str], work: Callable[[], Step]) -> Response:
        if visit.must_sign_in:
            return envelope({"step": "refused", "title": "Not logged in", "text": "Please log in to continue."})
        return self._line.answer(visit, fence, fields, lambda: envelope(work()))


def envelope(step: Step) -> Response:
    """Wrap an answer as the sites do, so that it can't be run as a script."""
    body = "for (;;);" + json.dumps({"__ar": 1, "payload": step}, ensure_ascii=False)
    return Response(body, media_type="application/x-javascript; charset=utf-8")
