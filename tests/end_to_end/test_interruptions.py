"""What comes between, as the person at the terminal sees it."""

from objector.cases.ledger import Ledger
from objector.cases.model import Account, EventKind, State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Confirms, Engine, Interruption, Position
from tests.end_to_end.conftest import Serve
from tests.end_to_end.program import Program


def test_an_objection_made_earlier_is_a_success_of_its_own(
    serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve(interruption=Interruption.ALREADY_OBJECTED, at=Position.ARRIVAL)
    done = program.run("file", account.name, "--yes")
    assert done.code == 0, done.says
    assert "filed earlier" in done.says
    assert site.of(Kind.SUBMISSION) == []
    (case,) = ledger.cases()
    assert case.state is State.FILED_EARLIER
    status = program.run("status")
    assert "filed earlier" in status.out
    assert "already objected" in status.out
    assert program.run("evidence", "verify").code == 0


def test_a_mailed_link_is_opened_once_behind_the_fence(serve: Serve, account: Account, program: Program, ledger: Ledger) -> None:
    site = serve(confirms_by=Confirms.LINK, engine=Engine.COMET, language="de")
    done = program.run("file", account.name, "--yes")
    assert done.code == 0, done.says
    assert (len(site.of(Kind.LINK)), len(site.filed_objections)) == (1, 1)
    (case,) = ledger.cases()
    kinds = [event.kind for event in case.events]
    assert kinds.index(EventKind.CODE_ASKED) < kinds.index(EventKind.CONFIRMING) < kinds.index(EventKind.FILED)
    kept = "".join(path.read_text("utf-8", "ignore") for path in program.home.rglob("*") if path.is_file())
    assert site.of(Kind.LINK)[0].fields["token"] not in kept


def test_the_time_that_the_site_names_is_told_and_kept(serve: Serve, account: Account, program: Program, ledger: Ledger) -> None:
    site = serve(interruption=Interruption.RATE_LIMITED, at=Position.MIDWAY, language="fr")
    done = program.run("file", account.name, "--yes")
    assert done.code == 6, done.says
    assert "2:00:00" in done.says
    assert site.filed_objections == []
    assert ledger.cases()[0].state is State.RATE_LIMITED
    assert ledger.cases()[0].events[-1].data["until"]
    assert "not before" in program.run("status").out
