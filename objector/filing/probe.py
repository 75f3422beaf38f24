"""Whether a form is still what its flow expects: it is opened and looked at, and nothing is filled in."""

from dataclasses import dataclass, replace
from typing import NoReturn

from playwright.async_api import Browser, Page, StorageState

from objector.browser.launch import open_session
from objector.cases.details import Detail
from objector.cases.model import Objection
from objector.errors import NeedsPersonError
from objector.filing.drift import Finding, Standing, compared
from objector.page import walk
from objector.page.answers import Answer, answers_to
from objector.page.desk import Need, Review
from objector.page.flow import Flow
from objector.page.form import Form
from objector.page.learned import Lesson, Lessons
from objector.page.lexicon.meanings import Meaning
from objector.page.look import Kind, Look
from objector.page.scrub import scrubbed
from objector.page.wait import still
from objector.settings import Settings

BELONG = """([known, all]) => {
  const homes = known.map(selector => document.querySelector(selector)?.closest('form,main,[role=main],[role=dialog]'));
  return all.map(selector => document.querySelector(selector)).map(node => !node || homes.some(home => home?.contains(node)));
}"""
"""Tells which controls share a form, or the page's main part, with known ones; those within shadow roots count as sharing."""


@dataclass(frozen=True, kw_only=True)
class Probed:
    """What a probe saw. ``page`` is a copy of it without personal data and tokens (see ``objector.page.scrub``)."""

    flow: str
    address: str
    language: str
    findings: tuple[Finding, ...]
    page: str

    @property
    def has_drifted(self) -> bool:
        """Whether anything is in the way of filing."""
        return any(finding.is_drift for finding in self.findings)

    @property
    def has_moved(self) -> bool:
        """Whether the form is at none of the flow's own addresses."""
        return any(finding.standing is Standing.MOVED for finding in self.findings)


class SignInToProbeError(NeedsPersonError):
    """The form is shown to those only who have done something first, such as signing in."""

    def __init__(self, flow: str, need: Need) -> None:
        super().__init__(
            f"The form of {flow} can't be seen yet: {need.what[:1].lower()}{need.what[1:]}, at {need.where}. "
            "Run “objector sign-in ACCOUNT” for an account of this form, then probe again."
        )


async def probe(browser: Browser, settings: Settings, flow: Flow, state: StorageState | None) -> Probed:
    """Open the form in a session of its own and compare it with what the flow expects, and with what a person pointed at before.

    ``state`` is a signed-in session. Raises SignInToProbeError, NotAvailableError, NoFormError and what opening a page raises.
    """
    async with open_session(browser, settings, flow.origins, storage_state=state) as session:
        form = _Probing(session, _Onlooker(flow.name, Lessons(settings.world)), settings.page_timeout)
        try:
            await flow.file(form, specimen(flow))
        except _SeenError as seen:
            look = await _the_form_of(session.page, seen)
            return Probed(
                flow=flow.name,
                address=form.address,
                language=look.language,
                findings=tuple(compared(flow, form.address, look, seen.answers)),
                page=await scrubbed(session.page, [found.selector for found in look.found if not found.frame]),
            )
        raise AssertionError("a flow asked for no answer")


async def _the_form_of(page: Page, seen: "_SeenError") -> Look:
    """Return the look without the page's other controls, such as its search box."""
    ways_on = {button.selector for kind in (Kind.SUBMIT, Kind.NEXT) if (button := seen.look.the(kind))}
    known = [f.selector for f in seen.look.found if f.selector in ways_on or any(answer.fits(f) for answer in seen.answers)]
    belongs = await page.evaluate(BELONG, [known, [found.selector for found in seen.look.found]])
    pairs = zip(seen.look.found, belongs, strict=True)
    return replace(seen.look, found=tuple(found for found, is_part in pairs if is_part or found.frame))


def specimen(flow: Flow) -> Objection:
    """Return an objection that has an answer to everything; it is never typed."""
    return Objection(
        email="you@example.org",
        country=min(flow.countries or {"DE"}),
        reason="…",
        additional="…",
        language="en",
        details={detail.name: _any_answer(detail) for detail in flow.asks},
    )


def _any_answer(detail: Detail) -> str:
    return detail.usual or "…"


class _SeenError(Exception):
    """Ends a flow once its form was seen as it is before anything is answered."""

    def __init__(self, look: Look, answers: list[Answer]) -> None:
        super().__init__()
        self.look = look
        self.answers = answers


class _Probing(Form):
    """A form that is opened like any other, and looked at where it would be answered."""

    async def answer(self, **given: str | Meaning) -> NoReturn:
        await still(self.page)
        raise _SeenError(await walk.to_the_form(self), answers_to(given))


class _Onlooker:
    """A desk at which nothing is sent, signed in or asked (see ``objector.page.desk.Desk``)."""

    def __init__(self, flow: str, known: Lessons) -> None:
        self._flow = flow
        self._known = known

    def done(self, verb: str, detail: str = "") -> None:
        """Keep nothing: what a probe does is not part of a case."""

    def note(self, text: str) -> None:
        """Keep nothing."""

    async def keep_outcome(self, page: Page, look: Look) -> None:
        """Keep nothing either."""

    def credentials(self) -> None:
        """Return None: a probe signs nobody in."""

    def lessons(self) -> list[Lesson]:
        """Return what was pointed at before: a form that can be filed with its help has not drifted."""
        return self._known.of(self._flow)

    def unlearn(self, lesson: Lesson) -> None:
        """Forget nothing: that is left to the next filing."""

    async def person(self, need: Need) -> NoReturn:
        """Raise SignInToProbeError."""
        raise SignInToProbeError(self._flow, need)

    def _never(self, *_given: object) -> NoReturn:
        raise AssertionError("a probe only looks")

    async def _never_at_all(self, *_given: object) -> NoReturn:
        self._never()

    fence = unfence = code_rejected = learn = _never
    await_mail = code = link = keep_filled = signed_in = point = _never_at_all

    async def review(self, review: Review, page: Page) -> None:
        """Raise: nothing is ever about to be sent."""
        self._never(review, page)
