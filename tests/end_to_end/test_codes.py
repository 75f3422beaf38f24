"""The code: from the mailbox, from another terminal, wrong, late, and among mails that are not what they seem."""

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine
from objector.rehearsal.wording import texts
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program

WRONG = "314159"
ENGINES = [Engine.CLASSIC_TYPEAHEAD, Engine.COMET, Engine.WIZARD]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_wrong_code_is_told_in_the_sites_own_words_and_asked_for_again(
    engine: Engine, serve: Serve, add_account: AddAccount, program: Program, post: Post, ledger: Ledger
) -> None:
    site = serve(engine=engine)
    account = add_account(mailbox=None)
    filing = program.start("file", account.name, "--yes")

    for tries in (1, 2):
        filing.until(lambda tries=tries: filing.so_far().count("waiting for the code") == tries)
        program.run("code", account.name, WRONG)
        filing.until(lambda tries=tries: len(site.of(Kind.CODE)) == tries)
    filing.until(lambda: filing.so_far().count("waiting for the code") == 3)
    program.run("code", account.name, post.codes[0])

    done = filing.end()
    assert done.code == 0, done.says
    assert done.says.count(f"the site refused the code: “{texts('en')['code_wrong']}”") == 2
    assert len(site.filed_objections) == 1
    (case,) = ledger.cases()
    assert case.state is State.FILED


@pytest.mark.parametrize("engine", [Engine.COMET, Engine.WIZARD])
def test_after_three_wrong_codes_a_person_is_needed(
    engine: Engine, serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=engine)
    account = add_account(mailbox=None)
    filing = program.start("file", account.name, "--yes")

    for tries in (1, 2, 3):
        filing.until(lambda tries=tries: filing.so_far().count("waiting for the code") == tries)
        program.run("code", account.name, WRONG)

    done = filing.end()
    assert done.code == 3, done.says
    assert "refused three codes" in done.says
    assert [received.kind for received in site.received].count(Kind.CODE) == 3
    assert site.filed_objections == []
    (case,) = ledger.cases()
    assert case.state is State.NEEDS_PERSON
