"""The lexicon: complete, alike in all languages, and read the same way inside the page and outside."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Page

from objector.page import lexicon
from objector.page.lexicon.choices import affirmative
from objector.page.lexicon.normal import normal
from objector.page.look import Option

EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
MORE = "ar he is ja ko no ru tr uk zh"
BESIDE = "bn bs ca eu fa fil gl hi id ka mk ms sq sr th ur vi"
ENGLISH = json.loads(lexicon.text("en"))


def test_there_is_a_file_for_every_language_promised() -> None:
    assert set(lexicon.languages()) == set(f"{EU} {MORE} {BESIDE}".split())
    assert set(json.loads(lexicon.text("common"))) == set(lexicon.languages())


@pytest.mark.parametrize("language", lexicon.languages())
def test_each_language_says_all_that_english_says(language: str) -> None:
    entry = json.loads(lexicon.text(language))
    assert entry.keys() == ENGLISH.keys()
    for section in ("fields", "buttons", "pages", "words", "others"):
        assert entry[section].keys() == ENGLISH[section].keys()
        assert all(entry[section].values()), f"an empty list in {section}"


@pytest.mark.parametrize("language", lexicon.languages())
def test_each_language_has_its_endings_and_all_meanings(language: str) -> None:
    assert language in json.loads(lexicon.text("endings"))
    lists = {name: words for name, words in json.loads(lexicon.text("meanings")).items() if name not in {"about", "products"}}
    assert not [name for name, words in lists.items() if not words.get(language)]


@pytest.mark.parametrize("language", lexicon.languages())
def test_no_phrase_both_accepts_and_declines(language: str) -> None:
    buttons = json.loads(lexicon.text(language))["buttons"]
    accept, reject = ({normal(phrase) for phrase in buttons[kind]} for kind in ("consent_accept", "consent_reject"))
    assert not accept & reject


@pytest.mark.parametrize("tags", [["de-AT"], ["nb", "iw"], ["zh_TW"], ["xx", ""]])
def test_only_the_languages_asked_for_are_handed_over_and_english(tags: list[str]) -> None:
    given = [entry["language"] for entry in json.loads(lexicon.of(tags))["languages"]]
    assert given[-1] == "en"
    assert len(given) == len([tag for tag in tags if tag not in {"xx", ""}]) + 1


def test_the_page_reads_every_phrase_as_python_does(run: Callable[[Any], Any], page: Page) -> None:
    phrases = sorted({phrase for language in lexicon.languages() for phrase in _phrases(json.loads(lexicon.text(language)))})
    assert len(phrases) > 5000
    reading = (files("objector.page.finder") / "js/text.js").read_text("utf-8")
    asking = f"(given) => {{ {reading}\nreturn JSON.parse(given).map(normal); }}"
    assert run(page.evaluate(asking, json.dumps(phrases))) == [normal(phrase) for phrase in phrases]


def _phrases(entry: Any) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    return [phrase for part in (entry.values() if isinstance(entry, dict) else entry) for phrase in _phrases(part)]


def choices(*labels: str) -> list[Option]:
    return [Option(label=label, value=str(i)) for i, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("labels", "right"),
    [
        (("Yes", "No"), "Yes"),
        (("Nein", "Ja"), "Ja"),
        (("Oui", "Non"), "Oui"),
        (("はい", "いいえ"), "はい"),
        (("Ne", "Ano"), "Ano"),
        (("Choose…", "Advertising", "Artificial intelligence"), "Artificial intelligence"),
        (("Das betrifft künstliche Intelligenz", "Etwas anderes"), "Das betrifft künstliche Intelligenz"),
        (
            (
                "I want to object to the use of my information from third parties for Meta AI",
                "I want to object to the use of my information for Meta AI",
                "I have a different objection",
            ),
            "I want to object to the use of my information for Meta AI",
        ),
    ],
)
def test_the_choice_that_says_yes_is_known(labels: tuple[str, ...], right: str) -> None:
    option = affirmative(choices(*labels))
    assert option is not None
    assert option.label == right


@pytest.mark.parametrize(
    "labels",
    [
        ("Maybe", "No"),
        ("Yes", "Yes"),
        (),
        ("No, it is not about AI", "Maybe"),
        ("Object to third parties using my information for AI",),
    ],
)
def test_no_choice_is_made_where_none_is_clear(labels: tuple[str, ...]) -> None:
    assert affirmative(choices(*labels)) is None
