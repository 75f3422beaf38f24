"""A batch files for everybody once, side by side; what one account meets is told, and the others go on."""

import json

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal.received import Kind
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program


def test_everybody_is_filed_for_once_and_the_same_command_again_says_so(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve()
    names = [add_account(flow, tag=tag).name for flow in ("facebook", "instagram") for tag in ("", "bert.")]

    done = program.run("batch", *names, "--yes", "--json")
    assert done.code == 0, done.says
    events = [json.loads(line) for line in done.out.splitlines()]
    assert events[-1]["event"] == "summary"
    assert events[-1]["outcomes"] == {"filed": 4}
    assert sorted(event["account"] for event in events if event["event"] == "ended") == sorted(names)
    assert len(site.filed_objections) == len(site.of(Kind.SUBMISSION)) == 4

    again = program.run("batch", *names, "--yes")
    assert again.code == 0, again.says
    assert again.says.count("filed already on") == 4
    assert "4 filed before" in again.says
    assert len(site.of(Kind.SUBMISSION)) == 4
    assert {case.state for case in ledger.cases()} == {State.FILED}
