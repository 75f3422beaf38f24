"""Which answer belongs to which control, and whether it is held already."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.cases.countries import country_names
from objector.page.answers import YES, Answer, left_over, left_unset, names, next_open
from objector.page.look import Found, Kind, Look, Option, PageKind, Role

PLAIN = Found(kind=Kind.EMAIL, role=Role.TEXT, selector="#a", score=1, margin=1, filled=True, why=())
EMAIL = "anna@example.org"


def look(*found: Found, language: str = "en") -> Look:
    return Look(url="https://example.org", language=language, is_=PageKind.FORM, found=found, text="")


def test_controls_are_answered_in_the_pages_order() -> None:
    email, reason = Answer(kind=Kind.EMAIL, text=EMAIL), Answer(kind=Kind.REASON, text="because")
    first = replace(PLAIN, kind=Kind.REASON, selector="#b")
    assert next_open(look(first, PLAIN), [email, reason]) == (first, reason)
    assert next_open(look(replace(first, value="because"), PLAIN), [email, reason]) == (PLAIN, email)


def test_what_is_held_already_counts_as_given_and_is_not_filled_again() -> None:
    email = Answer(kind=Kind.EMAIL, text=EMAIL)
    assert next_open(look(replace(PLAIN, value=EMAIL)), [email]) is None
    assert email.given


def test_a_prefilled_value_of_another_kind_is_replaced() -> None:
    email = Answer(kind=Kind.EMAIL, text=EMAIL)
    other = replace(PLAIN, value="old@example.org")
    assert next_open(look(other), [email]) == (other, email)


def test_an_unsure_control_is_not_answered() -> None:
    email = Answer(kind=Kind.EMAIL, text=EMAIL)
    assert next_open(look(replace(PLAIN, filled=False)), [email]) is None
    assert not email.given


def test_the_email_also_goes_where_it_is_asked_for_again() -> None:
    email = Answer(kind=Kind.EMAIL, text=EMAIL)
    again = replace(PLAIN, kind=Kind.EMAIL_CONFIRM, selector="#b")
    assert next_open(look(replace(PLAIN, value=EMAIL), again), [email]) == (again, email)


@pytest.mark.parametrize(("value", "held"), [("DE", True), ("AT", False), ("", False)])
def test_a_native_list_holds_the_country_that_is_selected(value: str, held: bool) -> None:
    options = (Option(label="–", value=""), Option(label="Österreich", value="AT"), Option(label="Deutschland", value="DE"))
    found = replace(PLAIN, kind=Kind.COUNTRY, role=Role.SELECT, options=options, value=value)
    assert Answer(kind=Kind.COUNTRY, text="DE").held_by(found, "de") is held


@given(st.sampled_from(["DE", "CZ", "GB", "CH", "TR", "NL"]), st.sampled_from(["en", "de", "fr", "pl"]), st.data())
def test_a_combobox_holds_the_country_by_any_of_its_names(code: str, language: str, data: st.DataObject) -> None:
    shown = data.draw(st.sampled_from([name for name in country_names(code, (language,)) if len(name) > 2]))
    found = replace(PLAIN, kind=Kind.COUNTRY, role=Role.COMBOBOX, value=shown)
    assert Answer(kind=Kind.COUNTRY, text=code).held_by(found, language)


def test_a_combobox_that_shows_another_country_does_not_hold_this_one() -> None:
    found = replace(PLAIN, kind=Kind.COUNTRY, role=Role.COMBOBOX, value="Niger")
    assert not Answer(kind=Kind.COUNTRY, text="NG").held_by(found, "en")
    nigeria = replace(found, value="Nigeria")
    assert not Answer(kind=Kind.COUNTRY, text="NE").held_by(nigeria, "en")


def test_the_iso_codes_are_the_last_names_to_be_tried() -> None:
    assert names("DE", "de")[0] == "Deutschland"
    assert names("DE", "de")[-1] == "DEU"
    assert "DE" in names("DE", "de")


def asks_about_ai(*labels: str, role: Role = Role.SELECT, **more: object) -> Found:
    options = tuple(Option(label=label, value=str(i), checked=i == 0) for i, label in enumerate(labels))
    return replace(PLAIN, kind=Kind.ABOUT_AI, role=role, options=options, label="Is it about AI?", **more)


def test_a_list_that_asks_about_ai_is_answered_until_it_says_yes() -> None:
    answer = Answer(kind=Kind.ABOUT_AI, text=YES)
    asked = asks_about_ai("Choose…", "Yes", "No")
    assert next_open(look(asked), [answer]) == (asked, answer)
    assert next_open(look(asks_about_ai("Yes", "No")), [answer]) is None
    assert answer.given


@pytest.mark.parametrize(("value", "held"), [("Ja", True), ("Bitte wählen", False), ("", False)])
def test_a_drawn_list_about_ai_holds_what_it_shows(value: str, held: bool) -> None:
    found = asks_about_ai(role=Role.COMBOBOX, value=value)
    assert Answer(kind=Kind.ABOUT_AI, text=YES).held_by(found, "de") is held


def test_an_optional_list_about_ai_without_a_clear_yes_is_left_and_told_a_required_one_is_asked() -> None:
    answer = Answer(kind=Kind.ABOUT_AI, text=YES)
    unclear = asks_about_ai("Choose…", "Maybe", "No")
    assert next_open(look(unclear), [answer]) is None
    assert left_unset(look(unclear, PLAIN), [answer]) == [(answer, unclear)]
    required = replace(unclear, required=True)
    assert next_open(look(required), [answer]) == (required, answer)


def test_what_other_fields_have_taken_already_is_not_left_over() -> None:
    told = [Answer(kind=Kind.FIRST_NAME, text="Anna", given=True), Answer(kind=Kind.LAST_NAME, text="Lee", given=True)]
    assert left_over([*told, Answer(kind=Kind.FULL_NAME, text="Anna Lee"), Answer(kind=Kind.ABOUT_AI, text=YES)]) == []
    reason = Answer(kind=Kind.REASON, text="because")
    assert left_over([*told, reason]) == [reason]


def test_a_country_is_first_named_in_the_language_that_the_page_speaks() -> None:
    assert names("DE", *replace(look(language="en-US"), spoken="fr").languages)[0] == "Allemagne"
