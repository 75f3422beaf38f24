"""Every engine, version and flow: what is filed is exactly what was asked for, once."""

from itertools import product

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal.received import Answers, Kind
from objector.rehearsal.replica import Replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Engine, SignIn, Version
from tests.end_to_end.conftest import REASON, AddAccount, Serve
from tests.end_to_end.program import Program

COUNTRIES = ("DE", "CZ", "GB", "CH")
MATRIX = list(enumerate(product(Engine, Version, ("facebook", "instagram"))))


@pytest.mark.parametrize(("number", "form"), MATRIX, ids=["-".join(form) for _, form in MATRIX])
def test_what_is_filed_is_exactly_what_was_asked_for(
    number: int,
    form: tuple[Engine, Version, str],
    serve: Serve,
    add_account: AddAccount,
    program: Program,
    ledger: Ledger,
    resident: Resident,
) -> None:
    engine, version, flow = form
    # Numbers in binary spread the rest over the matrix: each engine and each flow meets each kind.
    bits = [bool(number >> bit & 1) for bit in range(4)]
    site = serve(
        engine=engine,
        version=version,
        language=("en", "de", "fr")[number % 3],
        asks_about_ai=bits[0] != bits[1],
        sign_in=SignIn.NAMELESS if bits[0] != bits[2] else SignIn.NAMED,
        second_factor=bits[1] != bits[2],
        cookie_dialog=bits[0] == bits[3],
    )
    country = COUNTRIES[number % 4]
    account = add_account(
        flow, country=country, language=("en", "de", "fr")[number % 3], additional="https://example.org/?a=1&b=ü"
    )

    done = program.run("file", account.name, "--yes")

    assert done.code == 0, done.says
    long = version is Version.LONG
    asked = Answers(email=resident.email, reason=REASON)
    if long:
        asked = Answers(email=resident.email, country=country, reason=REASON, additional=account.additional)
    (filed,) = site.filed_objections
    assert (filed.platform, filed.account, filed.answers) == (flow, resident.email, asked)
    assert_only_this_was_sent(site, code=long)
    (case,) = ledger.cases()
    assert case.state is State.FILED


def assert_only_this_was_sent(site: Replica, *, code: bool) -> None:
    assert len(site.of(Kind.SUBMISSION)) == 1
    assert len(site.of(Kind.CODE)) == code
    assert site.of(Kind.NOISE) == []
    assert site.of(Kind.SIGN_IN)[0].account is None
    assert len(site.of(Kind.SIGN_IN)) == 1
