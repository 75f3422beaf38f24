"""What is filed is exactly what was asked for, once: each engine and version, on both platforms, through the whole program."""

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import Account, State
from objector.rehearsal.received import Answers, Kind
from objector.rehearsal.scenario import Engine, Platform, Scenario, SignIn, Version
from tests.end_to_end.conftest import REASON, AddAccount, Serve
from tests.end_to_end.program import Program

COUNTRIES = ("DE", "CZ", "GB", "CH")
LANGUAGES = ("en", "de", "fr")

FORMS = [
    ((engine, Version.LONG), (engine, Version.SHORT)) if number % 2 else ((engine, Version.SHORT), (engine, Version.LONG))
    for number, engine in enumerate(Engine)
]
"""Facebook's form and Instagram's, for each run. Each flow meets every engine in both versions in tests/flows."""


def scenario(number: int, engine: Engine, version: Version) -> Scenario:
    """Return how the sites are for the form with this number."""
    # Numbers in binary spread the rest over the forms.
    bits = [bool(number >> bit & 1) for bit in range(3)]
    return Scenario(
        engine=engine,
        version=version,
        language=LANGUAGES[number % 3],
        asks_about_ai=bits[0] != bits[1],
        sign_in=SignIn.NAMELESS if bits[0] != bits[2] else SignIn.NAMED,
        second_factor=bits[1] != bits[2],
        cookie_dialog=bits[1],
    )


@pytest.mark.parametrize("number", range(len(FORMS)), ids=list(Engine))
def test_what_is_filed_is_exactly_what_was_asked_for(
    number: int, serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    scenes = {
        platform: scenario(2 * number + turn, *form)
        for turn, (platform, form) in enumerate(zip(Platform, FORMS[number], strict=True))
    }
    site = serve(platforms=scenes)
    accounts = [
        add_account(
            platform,
            country=COUNTRIES[(number + turn) % len(COUNTRIES)],
            language=scenes[platform].language,
            additional="https://example.org/?a=1&b=ü",
        )
        for turn, platform in enumerate(Platform)
    ]

    done = program.run("file", *(account.name for account in accounts), "--yes")

    assert done.code == 0, done.says
    assert done.says.count("Next: objector follow") == 1
    filed = [(filed.platform, filed.account, filed.answers) for filed in site.filed_objections]
    assert filed == [(account.flow, account.email, asked(account, scenes[Platform(account.flow)])) for account in accounts]
    assert [len(site.of(kind)) for kind in (Kind.SUBMISSION, Kind.CODE, Kind.NOISE)] == [2, 1, 0]
    assert [received.account for received in site.of(Kind.SIGN_IN)] == [None, None]
    assert [case.state for case in ledger.cases()] == [State.FILED, State.FILED]


def asked(account: Account, scenario: Scenario) -> Answers:
    """Return what the form is to be answered for the account."""
    if scenario.version is Version.LONG:
        return Answers(email=account.email, country=account.country, reason=REASON, additional=account.additional)
    return Answers(email=account.email, reason=REASON)
