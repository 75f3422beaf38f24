"""What comes between a visitor and the form's confirmation: pages of their own, questions over the page, and silence."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from babel.dates import format_timedelta
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from objector.rehearsal.fenced import Broken
from objector.rehearsal.forms import Form
from objector.rehearsal.frame import frame, notice_address
from objector.rehearsal.pages import page
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import PROMPTS, Interruption, Platform, Position
from objector.rehearsal.sign_in import back_to, sign_in_address
from objector.rehearsal.town import Town
from objector.rehearsal.visit import FormVisit, Visit, posted
from objector.rehearsal.wording import texts

LOOK_ALIKE = "www.faceb00k-help.com"
WIZARD = "https://help.meta.com/requests/"

BLOCKED_FOR = timedelta(hours=2)
"""For how long the sites say that they block who tries too often."""

MESSAGES = {
    Interruption.NOT_AVAILABLE: "not_available",
    Interruption.ALREADY_OBJECTED: "already",
    Interruption.RATE_LIMITED: "too_often",
}
"""What the sites just say, and under which names its texts are kept."""

TROUBLE = frozenset({Interruption.MAINTENANCE, Interruption.RESET, Interruption.MISSING})
"""What happens to whoever opens an address, known or not."""

Step = Mapping[str, object]
"""What the page shows next: ``step`` names it, the rest are its texts."""


class Between:
    """What comes between at one platform's hosts."""

    def __init__(self, town: Town, platform: Platform) -> None:
        self._town = town
        self._platform = platform

    @property
    def routes(self) -> list[Route]:
        """Where its pages are."""
        return [
            Route("/notice/", self.show),
            Route("/checkpoint/{number}/", self.show),
            Route("/notice/", self.take_choice, methods=["POST"]),
        ]

    def trouble(self, visit: FormVisit) -> Response | None:
        """Return the site's failure to answer with its form, while it fails."""
        what = visit.between
        if what not in TROUBLE or (visit.scenario.at is Position.SIGNED_IN and visit.must_sign_in):
            return None
        self._town.meet(visit)
        if what is Interruption.RESET:
            return Broken()
        maintained = what is Interruption.MAINTENANCE
        return message(visit, "maintenance", 503) if maintained else message(visit, "not_available", 404)

    def elsewhere(self, visit: FormVisit) -> str | None:
        """Return where whoever opens the form's address is led first."""
        what = visit.between
        if what is None or visit.scenario.at is not Position.ARRIVAL or what in PROMPTS | TROUBLE:
            return None
        return notice_address(what, visit.form.address)

    async def show(self, request: Request) -> Response:
        """Answer with the page that comes between."""
        visit = self._town.visit(request, self._platform)
        what, onward = Interruption(request.query_params["what"]), back_to(request.query_params)
        if what in MESSAGES:
            return message(visit, MESSAGES[what], 200)
        if what in PROMPTS or what in {Interruption.CHECKPOINT, Interruption.CAPTCHA}:
            return page("notice.html", {**frame(visit, {"what": what, "next": onward}), "what": what})
        self._town.meet(visit)
        return RedirectResponse(self._leads_to(visit, what, onward), 302)

    def _leads_to(self, visit: Visit, what: Interruption, onward: str) -> str:
        form = self._town.form_at(onward)
        if what is Interruption.SIGN_IN:
            self._town.sessions.end(visit.account)
            return sign_in_address(form.platform, onward)
        return self.wizard_address(visit, form) if what is Interruption.MOVED else look_alike_address(form)

    def wizard_address(self, visit: Visit, form: Form) -> str:
        """Return where the form is on help.meta.com, with a ticket for who is signed in."""
        return self._town.with_ticket(visit, f"{WIZARD}{form.wizard}?locale={texts(visit.language)['locale']}")

    async def take_choice(self, request: Request) -> Response:
        """Take note of what was chosen, and say where it goes on."""
        fields = await posted(request)
        self._town.record(Kind.PROMPT, request, fields)
        self._town.meet(self._town.visit(request, self._platform))
        return JSONResponse({"next": back_to(fields)})


class Interrupter:
    """Puts what comes between in front of the answers to requests."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def answer(self, visit: FormVisit, position: Position, work: Callable[[], Step]) -> Step:
        """Return what the page shows next: what comes between instead of the work's answer, or before it."""
        what = self._town.due(visit, position)
        if what is None:
            return work()
        if what in PROMPTS:
            return {**work(), "prompt": True}
        if what in MESSAGES:
            return refusal(visit, MESSAGES[what])
        return {"step": "go", "address": notice_address(what, visit.form.address)}


def look_alike_address(form: Form) -> str:
    """Return the address of the form on the host that only looks like Facebook's."""
    return f"https://{LOOK_ALIKE}/help/contact/{form.number}"


def refusal(visit: Visit, name: str) -> Step:
    """Return that the site says so and goes no further."""
    return {"step": "refused", "title": texts(visit.language)[f"{name}_title"], "text": said(visit, name)}


def message(visit: Visit, name: str, status: int) -> Response:
    """Answer with a page that only says something."""
    own = {"heading": texts(visit.language)[f"{name}_title"], "text": said(visit, name)}
    return page("message.html", {**frame(visit, {}), **own}, status)


def said(visit: Visit, name: str) -> str:
    """Return the text of that name; one that sends people away says for how long."""
    words = texts(visit.language)
    if name != "too_often":
        return words[f"{name}_text"]
    when = format_timedelta(BLOCKED_FOR, granularity="hour", add_direction=True, locale=visit.language)
    return f"{words['too_often_text']} {words['too_often_when'].format(when=when)}"
