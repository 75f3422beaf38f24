"""The forms that need no account, and Threads through Instagram: what is filed is what was asked for, once."""

from hashlib import sha256
from pathlib import Path

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal.received import Answers, Kind
from objector.rehearsal.residents import Resident
from objector.rehearsal.rights import PRIVACY_RIGHTS, THIRD_PARTY, RightsAnswers
from objector.rehearsal.scenario import Engine
from tests.end_to_end.conftest import REASON, AddAccount, Serve
from tests.end_to_end.program import Program

CONTEXT = "A blog copied my portrait and my life story; the answer repeats both, „word for word“ & without asking me ever. <3"
PICTURE = b"\x89PNG and the rest of a picture, with a \r\n in it"


@pytest.fixture
def details(tmp_path: Path) -> dict[str, str]:
    picture = tmp_path / "the answer.png"
    picture.write_bytes(PICTURE)
    told = {"first_name": "Anna-Lena", "last_name": "Öztürk", "prompt": "Who is „Anna-Lena Öztürk“?"}
    return {**told, "evidence": str(picture)}


@pytest.mark.parametrize(
    ("engine", "language", "country"),
    [(Engine.CLASSIC_SELECT, "fr", "US"), (Engine.CLASSIC_TYPEAHEAD, "de", "DE"), (Engine.WIZARD, "en", "CZ")],
)
def test_third_party_information_is_objected_to_with_names_prompt_and_picture(
    engine: Engine,
    language: str,
    country: str,
    serve: Serve,
    add_account: AddAccount,
    program: Program,
    ledger: Ledger,
    resident: Resident,
    details: dict[str, str],
) -> None:
    site = serve(engine=engine, language=language, cookie_dialog=True)
    account = add_account("third-party", country=country, language=language, reason=CONTEXT, details=details)

    done = program.run("file", account.name, "--yes")

    assert done.code == 0, done.says
    given = {**details, "request": "object", "evidence": f"the answer.png {sha256(PICTURE).hexdigest()}"}
    asked = RightsAnswers(email=resident.email, country=country, reason=CONTEXT, more=given)
    (filed,) = site.filed_objections
    assert (filed.form, filed.account, filed.answers) == (THIRD_PARTY.numbers[0], None, asked)
    assert [len(site.of(kind)) for kind in (Kind.SUBMISSION, Kind.CODE, Kind.SIGN_IN, Kind.NOISE)] == [1, 1, 0, 0]
    (case,) = ledger.cases()
    assert case.state is State.FILED
    page = next((program.world / "evidence").rglob("index.html")).read_text(encoding="utf-8")
    for shown in ("Anna-Lena", "Öztürk", "the answer.png", sha256(PICTURE).hexdigest(), "Who is „Anna-Lena"):
        assert shown in page


@pytest.mark.parametrize(("engine", "language"), [(Engine.CLASSIC_SELECT, "de"), (Engine.WIZARD, "fr")])
def test_a_different_objection_goes_through_the_form_for_privacy_rights(
    engine: Engine, language: str, serve: Serve, add_account: AddAccount, program: Program, resident: Resident
) -> None:
    site = serve(engine=engine, language=language)
    account = add_account("privacy-rights", language=language, additional="It affects my work.", details={"product": "instagram"})

    done = program.run("file", account.name, "--yes")

    assert done.code == 0, done.says
    chosen = {"product": "instagram", "request": "object", "objection": "different", "truth": "yes"}
    asked = RightsAnswers(email=resident.email, country="DE", reason=REASON, additional="It affects my work.", more=chosen)
    (filed,) = site.filed_objections
    assert (filed.form, filed.answers) == (PRIVACY_RIGHTS.numbers[0], asked)
    assert [len(site.of(kind)) for kind in (Kind.SUBMISSION, Kind.CODE, Kind.NOISE)] == [1, 1, 0]


def test_threads_is_filed_through_its_instagram_account(
    serve: Serve, add_account: AddAccount, program: Program, resident: Resident
) -> None:
    site = serve()
    account = add_account("threads")
    done = program.run("file", account.name, "--yes")
    assert done.code == 0, done.says
    (filed,) = site.filed_objections
    assert (filed.platform, filed.account) == ("instagram", resident.email)
    assert filed.answers == Answers(email=resident.email, country="DE", reason=REASON)


def test_a_request_that_is_not_processed_is_refused_and_not_sent_again(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger, details: dict[str, str]
) -> None:
    site = serve()
    del details["evidence"]
    account = add_account("third-party", reason=CONTEXT, details=details)
    for _ in range(2):
        done = program.run("file", account.name, "--yes")
        assert (done.code, "unable to process the request" in done.says) == (4, True), done.says
    assert site.filed_objections == []
    assert len(site.of(Kind.SUBMISSION)) == 1
    (case,) = ledger.cases()
    assert case.state is State.REFUSED


def test_a_picture_that_is_gone_stops_before_anything_is_sent(
    serve: Serve, add_account: AddAccount, program: Program, details: dict[str, str]
) -> None:
    site = serve()
    account = add_account("third-party", reason=CONTEXT, details=details)
    Path(details["evidence"]).unlink()
    done = program.run("file", account.name, "--yes")
    assert (done.code, "can’t be uploaded" in done.says) == (2, True), done.says
    assert site.received == []


def test_where_the_form_is_not_available_it_is_said_which_forms_remain_and_why(
    serve: Serve, add_account: AddAccount, program: Program
) -> None:
    serve(available=False)
    done = program.run("file", add_account().name, "--yes")
    assert done.code == 4, done.says
    for said in ("What remains: privacy-rights", "GDPR Art. 21", "third-party", "open to every country", "account add --flow"):
        assert said in done.says
