"""A site that refused a code is asked for a new one where it offers that, three codes at most."""

from collections.abc import Callable

import pytest

from objector.page.errors import CodeRefusedError
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine, Scenario
from tests.flows.conftest import Filed


def handed_in(filed: Filed) -> list[str]:
    """The kinds of what the site received of codes, in order."""
    kinds = {Kind.CODE_REQUEST, Kind.CODE, Kind.FILED}
    return [received.kind.value for received in filed.site.received if received.kind in kinds]


@pytest.mark.parametrize(("engine", "language"), [(Engine.CLASSIC_SELECT, "de"), (Engine.COMET, "ar"), (Engine.WIZARD, "ja")])
def test_a_refused_code_has_a_new_one_sent_which_files(file: Callable[..., Filed], engine: Engine, language: str) -> None:
    filed = file(Scenario(engine=engine, language=language, resends_code=True), wrong=1)

    assert filed.error is None, filed.told()
    first = ["code_request"] if engine is Engine.WIZARD else []
    assert handed_in(filed) == [*first, "code", "code_request", "code", "filed"]
    assert filed.desk.verbs.count("asked for a new code") == 1


def test_no_more_than_three_codes_are_tried(file: Callable[..., Filed]) -> None:
    filed = file(Scenario(engine=Engine.COMET, resends_code=True), wrong=3)

    assert isinstance(filed.error, CodeRefusedError)
    assert handed_in(filed) == ["code", "code_request", "code", "code_request", "code"]
