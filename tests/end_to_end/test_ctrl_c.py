"""Ctrl-C twice stops a batch at once: what was sent and not answered is in doubt until a mail settles it."""

from objector.cases.ledger import Ledger
from objector.cases.model import Account, State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Drop, Engine, Version
from tests.end_to_end.conftest import Serve
from tests.end_to_end.program import Program


def test_the_second_ctrl_c_stops_what_the_first_one_lets_go(
    silence: None, serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET, version=Version.SHORT, drop_connection=Drop.AFTER)
    batch = program.start("batch", account.name, "--yes", "--no-probe", OBJECTOR_PAGE_TIMEOUT="100")
    batch.until(lambda: site.of(Kind.SUBMISSION))
    batch.interrupt()
    batch.until_it_says("Ctrl-C again stops now")
    batch.interrupt()
    stopped = batch.end()

    assert stopped.code == 5, stopped.says
    assert "stopping now" in stopped.says
    assert "Traceback" not in stopped.says
    assert [case.state for case in ledger.cases()] == [State.IN_DOUBT]
    again = program.run("batch", account.name, "--yes", "--no-probe")
    assert again.code == 0, again.says
    assert "a mail of the platform settles it" in again.says
    assert len(site.of(Kind.SUBMISSION)) == 1
