"""What the panel says is said alike in every language."""

import re

import pytest

from objector.page.desk import Ask, Decision, Need
from objector.page.look import Kind
from objector.page.phrases import ENGLISH, kind_name, languages, phrases, said, spoken

GAPS = re.compile(r"{(\w+)}")


def test_the_languages_of_the_platforms_largest_countries_are_there_and_one_that_is_written_from_the_right() -> None:
    assert {"en", "de", "fr", "es", "it", "nl", "pl", "pt", "ar"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_phrase_with_the_same_gaps(language: str) -> None:
    english, other = phrases(ENGLISH), phrases(language)
    assert set(other) == set(english)
    told = {name for name in english if name != "asks.step.why"}  # the detail is known in English only
    assert {name: set(GAPS.findall(other[name])) for name in told} == {name: set(GAPS.findall(english[name])) for name in told}
    assert all(text.strip() for text in other.values())


@pytest.mark.parametrize("ask", Ask)
def test_every_ask_can_be_said_with_what_is_known_then(ask: Ask) -> None:
    values = {"label": "Zorblax {0}", "answer": "{x}", "holds": "", "detail": "which", "tried": "“A”"}
    values |= {"limit": "20", "length": "54"}
    need = Need(ask=ask, where="https://example.org", language="de-AT", kind=Kind.EMAIL, values=values)
    assert [len(lines) for lines in (need.task, need.reason, need.hint)] == [2, 2, 2]
    assert all("{what}" not in line for line in (*need.task, *need.reason, *need.hint))


@pytest.mark.parametrize("decision", Decision)
def test_every_decision_has_a_button(decision: Decision) -> None:
    assert said("pt-BR", f"buttons.{decision}") == (
        phrases("en")[f"buttons.{decision}"],
        phrases("pt")[f"buttons.{decision}"],
    )


def test_a_language_without_phrases_is_spoken_to_in_english() -> None:
    assert spoken("tlh") == spoken("en-GB") == ("en",)
    assert kind_name("de", "email") == "deine E-Mail-Adresse"
    assert kind_name("de", "prompt_of_tomorrow") == "prompt of tomorrow"
