"""Giving an answer to a control ends in good time, and tells what was tried."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from objector.browser.launch import Session
from objector.page.answers import Answer
from objector.page.desk import Ask
from objector.page.errors import FieldNotFoundError
from objector.page.finder import look
from objector.page.give import give
from objector.page.look import Kind
from objector.page.tab import Tab
from tests.page.hands import hands
from tests.page.seen import found

OFFERS_NOTHING = """<form><label>Country of residence <input id=it role=combobox aria-autocomplete=list></label>
<label>Email <input></label><button>Send</button></form>"""


def test_a_list_that_offers_no_name_in_good_time_is_a_persons_who_is_told_the_names(
    run: Callable, show: Callable[[str], Session], impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("objector.page.give.LONG", 0)
    session = show(OFFERS_NOTHING)
    form = SimpleNamespace(controls=hands(session), tab=Tab(session.page, session.guard, 5), address="")
    seen = run(look(session.page))
    with pytest.raises(FieldNotFoundError, match=r"“Germany”, .*“Deutschland”") as told:
        run(give(form, found(seen, Kind.COUNTRY), Answer(kind=Kind.COUNTRY, text="DE"), seen, last=False))
    assert told.value.trouble.ask is Ask.CHOICE
    assert "“Deutschland”" in told.value.trouble.values["tried"]
