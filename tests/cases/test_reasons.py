"""Reasons: the ready texts fit every form and name the right law; own words pass as they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.cases.clock import EU_EEA
from objector.cases.countries import all_countries
from objector.cases.reasons import LANGUAGES, LONGEST, TEMPLATES, reason_text
from objector.errors import EmptyReasonError, ReasonTooLongError, UnknownReasonError


@given(
    template=st.sampled_from(TEMPLATES),
    language=st.sampled_from([*LANGUAGES, "pt-BR", "de-AT", "da"]),
    country=st.sampled_from(sorted(all_countries())),
)
def test_every_ready_text_fits_every_form(template, language, country):
    text = reason_text(template, language, country)
    assert 250 <= len(text) <= LONGEST
    assert not re.search(r"[{}\n\t]|\s{2}", text)
    assert text == text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_texts_of_its_own(language):
    for template in TEMPLATES:
        others = {reason_text(template, other, "DE") for other in LANGUAGES if other != language}
        assert reason_text(template, language, "DE") not in others


@pytest.mark.parametrize(
    ("language", "country", "law"),
    [
        ("en", "DE", "Article 21(1) GDPR"), ("en", "GB", "Article 21(1) UK GDPR"), ("en", "NO", "Article 21(1) GDPR"),
        ("de", "DE", "Art. 21 Abs. 1 DSGVO"), ("de", "CH", "Schweizer Datenschutzgesetz (DSG)"), ("fr", "FR", "RGPD"),
        ("fr", "CH", "(LPD)"), ("pl", "PL", "RODO"), ("nl", "BE", "AVG"), ("pt", "PT", "n.º 1, do RGPD"),
        ("pt", "BR", "LGPD"), ("en", "JP", "law of my country"),
    ],
)  # fmt: skip
def test_the_law_of_the_country_is_named(language, country, law):
    for template in TEMPLATES:
        assert law in reason_text(template, language, country)


@given(country=st.sampled_from(sorted(EU_EEA)))
def test_the_whole_eea_stands_under_the_gdpr(country):
    assert "Article 21(1) GDPR" in reason_text("general", "en", country)


def test_brazil_reads_brazilian_portuguese():
    assert "compartilhei" in reason_text("general", "pt", "BR")
    assert "partilhei" in reason_text("general", "pt", "PT")


def test_a_language_without_texts_gets_english():
    assert reason_text("creator", "da", "DK") == reason_text("creator", "en", "DK")


@pytest.mark.parametrize("name", ["Creator", " creator ", "PRIVATE-PHOTOS", "private photos", "private_photos"])
def test_templates_are_named_in_any_case(name):
    assert len(reason_text(name, "en", "DE")) > 250


@pytest.mark.parametrize("words", ["", "  ", "\n\t"])
def test_an_empty_reason_is_refused_with_the_names_of_the_templates(words):
    with pytest.raises(EmptyReasonError, match="creator, private-photos, general"):
        reason_text(words)


def test_own_words_may_be_as_long_as_the_forms_take_and_no_longer():
    assert reason_text("x" * LONGEST) == "x" * LONGEST
    with pytest.raises(ReasonTooLongError, match=r"502 characters.*Shorten it by 2\."):
        reason_text("x" * (LONGEST + 2))


@pytest.mark.parametrize(
    ("words", "nearest"),
    [("creater", "creator"), ("privat-photos", "private-photos"), ("private foto", "private-photos"), ("Genral", "general")],
)  # fmt: skip
def test_a_misspelt_template_is_not_filed_as_a_reason(words, nearest):
    with pytest.raises(UnknownReasonError, match=f"“{words}”.*Did you mean “{nearest}”"):
        reason_text(words)


@given(st.text(min_size=40, max_size=LONGEST).filter(lambda text: len(text.split()) > 2))
def test_own_words_are_left_as_they_are(words):
    assert reason_text(words, "de", "DE") == words.strip()
