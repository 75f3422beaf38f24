"""Whatever comes between, wherever, in whichever language: it is filed exactly once, or it says why not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, product

import pytest

from objector.browser.errors import StrayedError
from objector.filing.person import NobodyThereError
from objector.page.errors import FiledEarlierError, NoAnswerError, NotAvailableError, RateLimitedError
from objector.rehearsal.received import Answers, Kind
from objector.rehearsal.scenario import (
    POSITIONS,
    Confirms,
    CookieDialog,
    Engine,
    Interruption,
    Position,
    Scenario,
    SignIn,
    Version,
)
from objector.rehearsal.wording import LANGUAGES
from tests.flows.conftest import ANNA, REASON, Filed

File = Callable[..., Filed]

ENDINGS = {
    Interruption.NOT_AVAILABLE: NotAvailableError,
    Interruption.ALREADY_OBJECTED: FiledEarlierError,
    Interruption.RATE_LIMITED: RateLimitedError,
    Interruption.STRAYED: StrayedError,
}
"""What ends the case; anything else is gone past."""

OBSTACLES = [
    *({"interruption": what, "at": at} for what, places in POSITIONS.items() for at in places),
    *({"cookie_make": make} for make in CookieDialog),
    {"confirms_by": Confirms.LINK},
    {"look_alike_redirect": True},
    {"second_factor": True, "sign_in": SignIn.NAMELESS},
]


def possible(scenario: Scenario) -> bool:
    """Tell whether the sites could be like that: a code is asked for by the long form, and where it comes before the submit, as
    the wizard has it, the box says only that it's wrong.
    """
    wizard = scenario.engine is Engine.WIZARD
    if scenario.at in {Position.COUNTRY, Position.CODE} and scenario.version is Version.SHORT:
        return False
    if wizard and scenario.interruption is Interruption.MOVED:
        return False
    silent = {Interruption.NOT_AVAILABLE, Interruption.ALREADY_OBJECTED}
    return not (wizard and (scenario.interruption in silent and scenario.at is Position.CODE))


def scenarios() -> Iterator[Scenario]:
    """Yield each language with each engine, and over them each obstacle at least once."""
    waiting = list(OBSTACLES)
    repeated = cycle(OBSTACLES)
    for number, (language, engine) in enumerate(product(LANGUAGES, Engine)):
        version = Version.SHORT if number % 3 == 0 else Version.LONG
        plain = Scenario(engine=engine, version=version, language=language, asks_about_ai=number % 2 == 0)
        fitting = next((each for each in waiting if possible(replace(plain, **each))), None)
        if fitting in waiting:
            waiting.remove(fitting)
        yield replace(plain, **(fitting or next(each for each in repeated if possible(replace(plain, **each)))))
    assert not waiting


def everything() -> Iterator[Scenario]:
    for engine, version, language, obstacle in product(Engine, Version, LANGUAGES, OBSTACLES):
        scenario = Scenario(engine=engine, version=version, language=language, **obstacle)
        if possible(scenario):
            yield scenario


def name(scenario: Scenario) -> str:
    others = {"link": scenario.confirms_by is Confirms.LINK, "look_alike": scenario.look_alike_redirect}
    what = (
        scenario.interruption or scenario.cookie_make or next((each for each, is_so in others.items() if is_so), "second_factor")
    )
    return f"{scenario.language}-{scenario.engine}-{scenario.version}-{what}-{scenario.at}"


def flow(scenario: Scenario) -> str:
    """Return whose form it is."""
    return "instagram" if scenario.language in {"de", "el", "fr", "he", "pt", "tr"} else "facebook"


def ending(scenario: Scenario) -> type[Exception] | None:
    """Return what ends the case, if anything must."""
    return StrayedError if scenario.look_alike_redirect else ENDINGS.get(scenario.interruption)


def test_every_engine_version_and_flow_is_among_what_is_filed() -> None:
    filed = {(each.engine, each.version, flow(each)) for each in scenarios() if not ending(each)}
    assert filed == set(product(Engine, Version, ("facebook", "instagram")))


@pytest.mark.parametrize("scenario", list(scenarios()), ids=name)
def test_what_comes_between_is_dealt_with(scenario: Scenario, file: File) -> None:
    check(scenario, file(scenario, flow(scenario)))


@pytest.mark.everything
@pytest.mark.parametrize("scenario", list(everything()), ids=name)
def test_what_comes_between_is_dealt_with_in_every_combination(scenario: Scenario, file: File) -> None:
    check(scenario, file(scenario))


def check(scenario: Scenario, filed: Filed) -> None:
    assert filed.site.of(Kind.TYPED) == []
    assert filed.site.of(Kind.NOISE) == []
    assert {received.fields["choice"] for received in filed.site.of(Kind.COOKIES)} <= {"essential"}, filed.told()
    assert {received.fields["choice"] for received in filed.site.of(Kind.PROMPT)} <= {"declined", "passed"}, filed.told()
    if wanted := ending(scenario):
        assert isinstance(filed.error, wanted), filed.told()
        assert filed.site.filed_objections == []
        check_ending(filed)
    elif scenario.interruption is Interruption.SIGN_IN and scenario.at is Position.CODE and scenario.engine is not Engine.WIZARD:
        # What became of the code when the session had ended, only the site knows: behind the fence both leave a doubt.
        assert isinstance(filed.error, (NoAnswerError, NobodyThereError)), filed.told()
        assert len(filed.site.of(Kind.SUBMISSION)) == 1
        assert len(filed.site.of(Kind.SUBMISSION)) == 1
    else:
        check_filed(scenario, filed)


def check_ending(filed: Filed) -> None:
    if isinstance(filed.error, RateLimitedError):
        assert filed.error.wait == timedelta(hours=2)
    if isinstance(filed.error, FiledEarlierError):
        assert filed.error.words in " ".join(filed.desk.outcomes[-1].split())


def check_filed(scenario: Scenario, filed: Filed) -> None:
    assert filed.confirmation, filed.told()
    long = scenario.version is Version.LONG
    (objection,) = filed.site.filed_objections
    asked = Answers(email=ANNA.email, reason=REASON, country="DE" if long else "")
    assert (objection.account, objection.answers) == (ANNA.email, asked)
    turned_away = scenario.interruption is Interruption.SIGN_IN and scenario.at is Position.SUBMIT
    assert len(filed.site.of(Kind.SUBMISSION)) == 1 + turned_away, filed.told()
    assert len(filed.desk.reviews) == 1 + turned_away + (scenario.confirms_by is Confirms.LINK)
    if scenario.interruption in {Interruption.CHECKPOINT, Interruption.CAPTCHA}:
        assert f"person: {scenario.interruption}" in filed.desk.verbs
    if scenario.cookie_make:
        assert filed.site.of(Kind.COOKIES), filed.told()
