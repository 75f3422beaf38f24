"""Takes what the forms that need no account send: the pages, the upload, the code, and the objection itself."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import HTTP
from hashlib import sha256
from typing import cast
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from objector.rehearsal.between import Step
from objector.rehearsal.classic import envelope
from objector.rehearsal.fenced import Line
from objector.rehearsal.frame import frame
from objector.rehearsal.mails import Addressee, code_mail
from objector.rehearsal.modern import obfuscation
from objector.rehearsal.pages import page
from objector.rehearsal.received import Filed, Kind
from objector.rehearsal.rights import FORMS, LANGUAGES, SHORTEST, THIRD_PARTY, RightsAnswers, RightsForm, rights_texts
from objector.rehearsal.scenario import Engine, Fence, Platform, Version
from objector.rehearsal.town import Town
from objector.rehearsal.visit import Visit
from objector.rehearsal.wording import countries, country_code, texts

SUBMIT = "/ajax/help/contact/submit/files/"
UPLOAD = "/ajax/help/contact/upload/"
REQUEST_CODE = "/ajax/help/contact/request/code"
CODE = "/ajax/help/contact/confirm/email"

BY_NAME = {form.name: form for form in FORMS}


@dataclass(frozen=True)
class Waiting:
    """An objection that waits for its code."""

    form: RightsForm
    answers: RightsAnswers
    fields: dict[str, str]


class RightsDesk:
    """The two forms at one host. Both take an objection of somebody whom the site doesn't know."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._line = Line(town)
        self._waiting: dict[str, Waiting] = {}
        self._verified: set[str] = set()
        self._uploads: dict[str, str] = {}

    @property
    def routes(self) -> list[Route]:
        """Where the forms are, and where their scripts send."""
        shown = [(f"/help/contact/{number}", form) for form in FORMS for number in form.numbers]
        shown += [(f"/requests/{form.wizard}", form) for form in FORMS]
        return [
            *(Route(path, self._shows(form)) for path, form in shown),
            Route(UPLOAD, self.take_file, methods=["POST"]),
            Route(REQUEST_CODE, self.send_code, methods=["POST"]),
            Route(CODE, self.take_code, methods=["POST"]),
            Route(SUBMIT, self.take_form, methods=["POST"]),
        ]

    def _shows(self, form: RightsForm):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Starlette endpoint
        async def show(request: Request) -> Response:
            visit = self._visit(request)
            if visit.scenario.engine is not Engine.WIZARD:
                return _page(visit, form, "rights_classic.html")
            if not request.url.path.startswith("/requests/"):
                locale = urlencode({"locale": texts(visit.language)["locale"]})
                return RedirectResponse(f"https://help.meta.com/requests/{form.wizard}?{locale}", 302)
            return _page(visit, form, "rights_wizard.html")

        return show

    async def take_file(self, request: Request) -> Response:
        """Take a file that is sent ahead of the form, and name it."""
        fields = await _posted(request)
        token = secrets.token_hex(8)
        self._uploads[token] = fields["file"]
        return envelope({"step": "uploaded", "token": token})

    async def send_code(self, request: Request) -> Response:
        """Send a code before anything is submitted."""
        fields = await _posted(request)
        visit = self._visit(request)
        self._town.record(Kind.CODE_REQUEST, request, fields)
        self._mail_code(visit, fields["email"])
        return envelope({"step": "sent"})

    async def take_form(self, request: Request) -> Response:
        """Take the filled form."""
        fields = await _posted(request)
        visit = self._visit(request)
        return self._line.answer(visit, Fence.SUBMIT, fields, lambda: envelope(self._submit(visit, fields)))

    async def take_code(self, request: Request) -> Response:
        """Take the code, for a form that waits for it or for an address alone."""
        fields = await _posted(request)
        visit = self._visit(request)
        return self._line.answer(visit, Fence.CODE, fields, lambda: envelope(self._confirm(visit, fields)))

    def _submit(self, visit: Visit, fields: dict[str, str]) -> Step:
        self._town.record(Kind.SUBMISSION, visit.request, fields)
        form = BY_NAME[fields["support_form_name"]]
        waiting = Waiting(form, self._answers(form, fields), fields)
        if visit.scenario.rate_limited:
            return _message(visit, "refused", "too_often")
        if visit.scenario.engine is Engine.WIZARD:
            known = waiting.answers.email in self._verified
            return self._decide(visit, waiting) if known else _message(visit, "refused", "went_wrong")
        if visit.scenario.version is Version.SHORT:
            return self._decide(visit, waiting)
        token = secrets.token_hex(16)
        self._waiting[token] = waiting
        self._mail_code(visit, waiting.answers.email)
        text = texts(visit.language)["code_text"].format(email=waiting.answers.email)
        return {"step": "code", "token": token, "text": text}

    def _confirm(self, visit: Visit, fields: dict[str, str]) -> Step:
        self._town.record(Kind.CODE, visit.request, fields)
        waiting = self._waiting.get(fields.get("token", ""))
        email = waiting.answers.email if waiting else fields["email"]
        if not self._town.codes.redeem(email, fields["code"]):
            return {"step": "wrong", "text": texts(visit.language)["code_wrong"]}
        self._verified.add(email)
        return self._decide(visit, waiting) if waiting else {"step": "verified"}

    def _decide(self, visit: Visit, waiting: Waiting) -> Step:
        """File it, unless the site finds it too short, or without evidence not worth processing."""
        own = rights_texts(visit.language)
        answers = waiting.answers
        if waiting.form is THIRD_PARTY and len(answers.reason) < SHORTEST:
            return {"step": "refused", "title": own["too_short_title"], "text": own["too_short_text"]}
        if waiting.form is THIRD_PARTY and "evidence" not in answers.more:
            return {"step": "refused", "title": own["refused_title"], "text": own["refused_text"]}
        self._town.record(Kind.FILED, visit.request, waiting.fields)
        number = waiting.form.numbers[0]
        filed = Filed(platform=visit.platform, form=number, account=visit.account, answers=answers, at=self._town.clock())
        self._town.filed.append(filed)
        return _message(visit, "done", "receipt" if visit.scenario.engine is Engine.WIZARD else "thanks")

    def _answers(self, form: RightsForm, fields: Mapping[str, str]) -> RightsAnswers:
        given = {each.name: fields[each.slug] for each in form.fields if fields.get(each.slug)}
        typed = fields.get(f"{_slug(form, 'country')}_iso2_country_code")
        country = given.pop("country", "")
        if "evidence" in given:
            given["evidence"] = self._uploads.get(given["evidence"], given["evidence"])
        return RightsAnswers(
            email=given.pop("email", ""),
            country=country_code(country) if typed is None else typed,
            reason=given.pop("context" if form is THIRD_PARTY else "reason", ""),
            additional=given.pop("explanation", ""),
            more=given,
        )

    def _mail_code(self, visit: Visit, email: str) -> None:
        to = Addressee(email, visit.platform, visit.language, self._town.clock())
        mail = code_mail(to, self._town.codes.issue(email), self._town.random)
        self._town.post.send(mail, visit.scenario.mail_delay)

    def _visit(self, request: Request) -> Visit:
        visit = self._town.visit(request, Platform.FACEBOOK)
        return visit if visit.language in LANGUAGES else replace(visit, language="en")


def _slug(form: RightsForm, name: str) -> str:
    return next(each.slug for each in form.fields if each.name == name)


async def _posted(request: Request) -> dict[str, str]:
    """Return the fields of a multipart form, a file as its name and its SHA-256; one without a name is none."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + await request.body(), policy=HTTP)
    return {name: text for part in message.iter_parts() for name, text in [_field(cast("EmailMessage", part))]}


def _field(part: EmailMessage) -> tuple[str, str]:
    name = str(part.get_param("name", header="content-disposition"))
    data = cast("bytes", part.get_payload(decode=True))
    filename = part.get_filename()
    if filename is None:
        return name, data.decode().replace("\r\n", "\n")
    return name, f"{filename} {sha256(data).hexdigest()}" if filename else ""


def _page(visit: Visit, form: RightsForm, template: str) -> Response:
    own = rights_texts(visit.language)
    drawn = visit.scenario.engine is Engine.CLASSIC_TYPEAHEAD
    words = {**texts(visit.language), **own, "title": own[form.name], "intro": own[f"{form.name}_intro"]}
    around = frame(visit, {"countries": list(countries(visit.language).items()), "form": form.name})
    data = {**cast("dict[str, object]", around["data"]), "texts": words, "steps": _steps(form)}
    values = {
        **around,
        "t": words,
        "data": data,
        "form": form,
        "drawn": drawn,
        "label": lambda each: own[f"{form.name}_{each.name}"],
        "choice": lambda each, choice: own[f"{form.name}_{each.name}_{choice}"],
        "paths": {"submit": SUBMIT, "upload": UPLOAD, "request_code": REQUEST_CODE, "code": CODE},
        "countries": countries(visit.language),
    }
    modern = {"c": obfuscation(secrets.token_bytes(8)), "site": "Meta"} if template == "rights_wizard.html" else {}
    return page(template, {**values, **modern})


def _steps(form: RightsForm) -> str:
    return json.dumps([[each.name for each in step] for step in form.steps])


def _message(visit: Visit, step: str, text: str) -> Step:
    words = texts(visit.language)
    return {"step": step, "title": words[f"{text}_title"], "text": words[f"{text}_text"]}
