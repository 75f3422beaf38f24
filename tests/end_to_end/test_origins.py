"""Nothing is typed where the flow doesn't belong."""

from objector.cases.ledger import Ledger
from objector.cases.model import Account, State
from objector.rehearsal.received import Kind
from objector.rehearsal.sites import LOOK_ALIKE
from tests.end_to_end.conftest import Serve
from tests.end_to_end.program import Program


def test_a_redirect_to_a_look_alike_types_nothing_and_names_it(
    serve: Serve, account: Account, program: Program, ledger: Ledger
) -> None:
    site = serve(look_alike_redirect=True)

    done = program.run("file", account.name, "--yes")

    assert done.code == 4, done.says
    assert f"https://{LOOK_ALIKE}/" in done.says
    assert "typed nothing there" in done.says
    assert site.of(Kind.TYPED) == []
    assert site.received == []
    (case,) = ledger.cases()
    assert case.state is State.FAILED
