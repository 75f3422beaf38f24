"""Before a form is submitted, every answer has found its field, and every required question its answer."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from objector.page.answers import Answer
from objector.page.desk import Ask
from objector.page.errors import FieldNotFoundError, UnansweredError
from objector.page.finder.decide import THRESHOLD
from objector.page.look import Found, Kind, Look, PageKind, Role
from objector.page.require import _require_answers, _require_certainty, _require_room
from objector.page.walk import _incomplete

BOX = Found(kind=Kind.REASON, role=Role.TEXT, selector="#a", score=0.9, margin=0.01, filled=False, why=(), label="Explain")


def look(found: Found) -> Look:
    return Look(url="https://example.org/form?a=b", language="en", is_=PageKind.FORM, found=(found,), text="")


def form(*, given: bool) -> SimpleNamespace:
    answer = Answer(kind=Kind.REASON, text="because", given=given)
    return SimpleNamespace(answers=[answer], address="https://example.org/form")


def test_an_answer_whose_field_is_tied_with_another_is_not_left_out_in_silence() -> None:
    with pytest.raises(FieldNotFoundError, match="whether “Explain” asks for “reason”"):
        _require_certainty(look(BOX), form(given=False))


def test_a_field_that_is_hardly_likely_or_not_needed_any_more_stops_nothing() -> None:
    _require_certainty(look(replace(BOX, score=THRESHOLD - 0.01)), form(given=False))
    _require_certainty(look(BOX), form(given=True))


def test_a_required_question_without_an_answer_is_named() -> None:
    question = replace(BOX, kind=Kind.OTHER, required=True, label="Your shoe size")
    with pytest.raises(UnansweredError, match=r"https://example\.org/form requires an answer to “Your shoe size”"):
        _require_answers(look(question))


@pytest.mark.parametrize("change", [{"required": False}, {"value": "42"}, {"filled": True}, {"kind": Kind.ONE_TIME_CODE}])
def test_what_is_optional_answered_or_the_programs_own_business_is_no_open_question(change: dict[str, object]) -> None:
    _require_answers(look(replace(BOX, **{"required": True, **change})))


def test_a_reason_is_not_left_out_where_an_unrecognised_box_could_take_it() -> None:
    box = replace(BOX, kind=Kind.OTHER, label="Zorblax", could_take=Kind.REASON)
    with pytest.raises(FieldNotFoundError, match=r"which field takes the reason \(“Zorblax” might\)"):
        _require_room(look(box), form(given=False))


@pytest.mark.parametrize(("given", "change"), [(True, {}), (False, {"value": "taken"}), (False, {"could_take": None})])
def test_no_box_stops_a_form_that_has_the_reason_or_no_room_for_it(*, given: bool, change: dict[str, object]) -> None:
    box = replace(BOX, **{"kind": Kind.OTHER, "could_take": Kind.REASON, **change})
    _require_room(look(box), form(given=given))


def test_a_submit_button_that_stays_disabled_misses_the_reason_that_no_field_took() -> None:
    assert _incomplete(form(given=False)).trouble.ask is Ask.FIELD
    assert _incomplete(form(given=True)).trouble.ask is Ask.COMPLETION
