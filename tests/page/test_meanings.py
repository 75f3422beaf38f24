"""A choice among several is known by what it means, in every language; one that isn't clear is none."""

import json

import pytest

from objector.page import lexicon
from objector.page.answers import Choice, is_open_question, next_open
from objector.page.lexicon.choices import affirmative
from objector.page.lexicon.meanings import DIFFERENT_OBJECTION, OBJECT, OBJECT_TO_THIRD_PARTIES, Meaning, product
from objector.page.look import Found, Kind, Look, Option, PageKind, Role

OWN = {
    "en": "I want to object to the use of my information for Meta AI",
    "de": "Ich möchte der Verwendung meiner Informationen für Meta AI widersprechen",
    "pl": "Chcę wyrazić sprzeciw wobec wykorzystywania moich informacji na potrzeby Meta AI",
    "ja": "Meta AIのための自分の情報の使用に異議を唱えたい",
}
THIRD = {
    "en": "I want to object to or restrict the processing of my personal information from third parties used for AI at Meta",
    "de": "Ich möchte der Verwendung meiner Informationen von Dritten für KI bei Meta widersprechen",
    "pl": "Chcę wyrazić sprzeciw wobec wykorzystywania moich informacji pochodzących od stron trzecich",
    "ja": "第三者から得た自分の情報の使用に異議を唱えたい",
}
OTHER = {
    "en": "I have a different objection",
    "de": "Ich habe einen anderen Einspruch",
    "pl": "Mam inny sprzeciw",
    "ja": "別の異議があります",
}
CONCERN = "I have a concern that my personal information from third parties appeared in a response from AI at Meta"
DELETE = "I want to delete my personal information from third parties"


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(label=label, value=str(place), selector=f"#o{place}") for place, label in enumerate(labels))


def among(meaning: Meaning, *labels: str) -> str | None:
    option = meaning.among(options(*labels))
    return option.label if option else None


@pytest.mark.parametrize("language", OWN)
def test_each_objection_is_told_from_the_others(language: str) -> None:
    labels = (OWN[language], THIRD[language], OTHER[language])
    assert among(OBJECT_TO_THIRD_PARTIES, *labels) == THIRD[language]
    assert among(DIFFERENT_OBJECTION, *labels) == OTHER[language]
    assert among(OBJECT, OWN[language], THIRD[language], "…") == OWN[language]


@pytest.mark.parametrize("language", lexicon.languages())
def test_every_language_says_a_different_objection_and_one_to_third_parties(language: str) -> None:
    entry = json.loads(lexicon.text(language))
    objecting = json.loads(lexicon.text("meanings"))["objecting"][language]
    assert any(DIFFERENT_OBJECTION.told_by(phrase) for phrase in entry["other_option"])
    assert OBJECT_TO_THIRD_PARTIES.told_by(f"{objecting[0].rstrip('*')} {entry['third_party_option'][0]}")


@pytest.mark.parametrize(
    "words", ["Withdraw my objection to the use of my information for AI", "Meinen Widerspruch zurückziehen"]
)
def test_a_choice_that_withdraws_an_objection_is_never_the_one_that_makes_it(words: str) -> None:
    labels = (words, "Something else")
    assert among(OBJECT, *labels) is None
    assert affirmative(options(*labels)) is None


def test_what_only_speaks_of_third_parties_is_no_objection_to_them() -> None:
    assert among(OBJECT_TO_THIRD_PARTIES, CONCERN, DELETE, OWN["en"]) is None


def test_two_choices_that_mean_the_same_are_left_to_a_person() -> None:
    assert among(OBJECT_TO_THIRD_PARTIES, THIRD["en"], THIRD["en"] + " (2024)") is None


def test_of_several_the_one_that_says_nothing_else_is_meant() -> None:
    assert among(product("facebook"), "Facebook and Instagram", "Facebook", "Messenger") == "Facebook"
    assert among(product("facebook"), "Facebook and Instagram", "Facebook Lite") is None
    assert among(product("whatsapp"), "Facebook", "Instagram") is None


def test_in_a_language_that_is_not_known_the_english_value_counts() -> None:
    unknown = (Option(label="Hina boe", value=CONCERN), Option(label="Asi boe", value=THIRD["en"]))
    assert OBJECT_TO_THIRD_PARTIES.among(unknown) == unknown[1]


def radio(*labels: str, **more: object) -> Found:
    told = {"kind": Kind.OTHER, "role": Role.RADIO, "selector": "#r", "score": 0, "margin": 0, "filled": False, "why": ()}
    return Found(**{**told, "options": options(*labels), **more})


def choice() -> Choice:
    return Choice(kind=Kind.OTHER, text="x", question="objection", meaning=OBJECT_TO_THIRD_PARTIES)


def look(*found: Found) -> Look:
    return Look(url="https://example.org", language="en", is_=PageKind.FORM, found=found, text="")


def test_a_group_is_answered_by_meaning_and_one_without_it_is_left_alone() -> None:
    asked, unasked = radio(DELETE, THIRD["en"]), radio(DELETE, CONCERN)
    answer = choice()
    assert next_open(look(unasked, asked), [answer]) == (asked, answer)
    assert next_open(look(unasked), [answer]) is None
    assert is_open_question(unasked)
    assert not is_open_question(radio(THIRD["en"], kind=Kind.COUNTRY))


def test_a_choice_that_is_made_counts_as_given() -> None:
    made = Option(label=THIRD["en"], value="1", checked=True)
    answer = choice()
    assert next_open(look(radio(options=(made,), value="1")), [answer]) is None
    assert answer.given


def test_a_drawn_list_is_opened_once_and_left_alone_if_it_holds_no_such_choice() -> None:
    drawn = radio(role=Role.COMBOBOX, selector="#list")
    answer = choice()
    assert next_open(look(drawn), [answer]) == (drawn, answer)
    answer.without.add("#list")
    assert next_open(look(drawn), [answer]) is None
