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

TOLD = {
    Engine.CLASSIC_TYPEAHEAD: ("fr", "US"),
    Engine.WIZARD: ("de", "CZ"),
}
"""The pages' language, and the person's country."""


@pytest.fixture
def details(tmp_path: Path) -> dict[str, str]:
    picture = tmp_path / "the answer.png"
    picture.write_bytes(PICTURE)
    told = {"first_name": "Anna-Lena", "last_name": "Öztürk", "prompt": "Who is „Anna-Lena Öztürk“?"}
    return {**told, "evidence": str(picture)}


@pytest.mark.parametrize("engine", [Engine.CLASSIC_TYPEAHEAD, Engine.WIZARD])
def test_what_third_parties_published_and_a_different_objection_are_filed_as_asked(
    engine: Engine,
    serve: Serve,
    add_account: AddAccount,
    program: Program,
    ledger: Ledger,
    resident: Resident,
    details: dict[str, str],
) -> None:
    language, country = TOLD[engine]
    site = serve(engine=engine, language=language, cookie_dialog=True)
    third = add_account("third-party", country=country, language=language, reason=CONTEXT, details=details)
    rights = add_account("privacy-rights", language=language, additional="It affects my work.", details={"product": "instagram"})

    done = program.run("file", third.name, rights.name, "--yes")

    assert done.code == 0, done.says
    given = {**details, "request": "object", "evidence": f"the answer.png {sha256(PICTURE).hexdigest()}"}
    chosen = {"product": "instagram", "request": "object", "objection": "different", "truth": "yes"}
    assert [(filed.form, filed.account, filed.answers) for filed in site.filed_objections] == [
        (THIRD_PARTY.numbers[0], None, RightsAnswers(email=resident.email, country=country, reason=CONTEXT, more=given)),
        (
            PRIVACY_RIGHTS.numbers[0],
            None,
            RightsAnswers(email=resident.email, country="DE", reason=REASON, additional=rights.additional, more=chosen),
        ),
    ]
    assert [len(site.of(kind)) for kind in (Kind.SUBMISSION, Kind.CODE, Kind.SIGN_IN, Kind.NOISE)] == [2, 2, 0, 0]
    assert [case.state for case in ledger.cases()] == [State.FILED, State.FILED]
    page = next((program.world / "evidence" / third.name).rglob("index.html")).read_text(encoding="utf-8")
    for shown in ("Anna-Lena", "Öztürk", "the answer.png", sha256(PICTURE).hexdigest(), "Who is „Anna-Lena"):
        assert shown in page


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
