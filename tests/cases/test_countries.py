"""Countries are read however they are written, and the right is checked."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from flows import _meta
from objector.cases import countries
from objector.cases.countries import (
    EU_LANGUAGES,
    all_countries,
    all_names,
    check_right,
    country_name,
    country_names,
    parse_country,
    shows_country,
)
from objector.errors import AmbiguousCountryError, NoRightError, UnknownCountryError

CODES = st.sampled_from(sorted(all_countries()))


@given(code=CODES, language=st.sampled_from(EU_LANGUAGES))
def test_every_name_in_the_eu_languages_means_its_country_again(code, language):
    name = Locale.parse(language).territories[code]
    assert parse_country(name, language) == code
    assert parse_country(f"  {name.upper()} ", language) == code


@given(code=CODES, language=st.sampled_from(EU_LANGUAGES))
def test_every_name_offered_for_a_list_of_options_means_its_country_again(code, language):
    names = country_names(code, [language])
    assert names[0] == Locale.parse(language).territories[code]
    assert country_name(code) in names
    assert len(set(names)) == len(names)


@given(code=CODES)
def test_codes_are_taken_in_either_case(code):
    assert parse_country(code) == parse_country(code.lower()) == code


def test_no_region_that_is_not_a_country_is_taken():
    assert len(all_countries()) == 249 + 1  # ISO 3166-1, and Kosovo
    for code in ("EU", "ZZ", "QO", "XA"):
        with pytest.raises(UnknownCountryError):
            parse_country(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DEU", "DE"), ("usa", "US"), ("UK", "GB"), ("EL", "GR"), ("gbr", "GB"),
        ("Deutschland", "DE"), ("Allemagne", "DE"), ("Niemcy", "DE"), ("ドイツ", "DE"),
        ("Ελλάδα", "GR"), ("ελλαδα", "GR"),
        ("Türkiye", "TR"), ("TÜRKİYE", "TR"), ("Turkey", "TR"), ("turkiye", "TR"),
        ("Czechia", "CZ"), ("Czech Republic", "CZ"), ("Tschechische Republik", "CZ"), ("cesko", "CZ"),
        ("The Netherlands", "NL"), ("Holland", "NL"), ("Les Pays-Bas", "NL"),
        ("Great Britain", "GB"), ("England", "GB"), ("Großbritannien", "GB"), ("GROSSBRITANNIEN", "GB"),
        ("Osterreich", "AT"), ("Oesterreich", "AT"), ("l'Italie", "IT"), ("Cote d'Ivoire", "CI"),
        ("Lettland", "LV"), ("Węgry", "HU"), ("wegry", "HU"), ("Norge", "NO"), ("대한민국", "KR"),
        ("Korea, Republic of", "KR"),
    ],
)  # fmt: skip
def test_usual_ways_of_writing_are_known(text, code):
    assert parse_country(text) == code


def test_a_name_with_two_meanings_is_taken_in_the_language_that_is_given():
    assert parse_country("nigeri", "sq") == "NG"
    with pytest.raises(AmbiguousCountryError, match=r"Niger \(NE\) or Nigeria \(NG\)"):
        parse_country("nigeri")


def test_a_name_with_two_meanings_in_one_language_is_asked_back():
    with pytest.raises(AmbiguousCountryError, match=r"\(CG\) or .*\(CD\)"):
        parse_country("Kongo")


@pytest.mark.parametrize("text", ["", " ", "Atlantis", "12", "..", "D", "🇩🇪?"])
def test_what_is_no_country_is_said_to_be_none(text):
    with pytest.raises(UnknownCountryError):
        parse_country(text)


def test_no_name_in_cldr_is_reduced_to_nothing():
    # CLDR names countries in scripts that are newer than Python's Unicode.
    assert "" not in countries._index(*countries._all_languages())


@pytest.mark.parametrize(
    ("text", "language", "nearest"),
    [("Germny", "en", "Germany"), ("Deutshcland", "de", "Deutschland"), ("Nederlnd", "nl", "Nederland")],
)
def test_the_nearest_country_is_suggested(text, language, nearest):
    with pytest.raises(UnknownCountryError, match=f"“{text}”.*Did you mean “{nearest}”"):
        parse_country(text, language)


def test_a_language_that_is_not_known_does_no_harm():
    assert parse_country("Germany", "zz") == "DE"
    assert country_name("DE", "zz") == "Germany"


def test_variants_stand_before_other_languages_in_a_list_of_options():
    names = country_names("CZ", ["de"])
    assert names[:2] == ("Tschechien", "Tschechische Republik")
    assert {"Czechia", "Czech Republic", "Česko"} <= set(names)


def test_all_names_of_a_language_hold_the_variants_too():
    names = all_names("de")
    assert {"Deutschland", "Bundesrepublik Deutschland", "Schottland"} <= names
    assert "Germany" not in names


def test_a_country_without_the_right_is_told_which_form_remains():
    with pytest.raises(NoRightError, match=r"United States\. What remains: another form\."):
        check_right("US", _meta.COUNTRIES, "What remains: another form.")


def test_a_form_that_is_open_to_every_country_takes_any():
    check_right("US", None)


@given(code=st.sampled_from(sorted(_meta.COUNTRIES)))
def test_a_country_with_the_right_passes(code):
    check_right(code, _meta.COUNTRIES)


@pytest.mark.parametrize(
    ("text", "code", "language"),
    [
        ("Germany", "DE", "en"),
        ("🇩🇪 Deutschland ▾", "DE", "de"),
        ("Country of residence\nGermany", "DE", "en"),
        ("Deutschland", "DE", "en"),
        ("Tchéquie", "CZ", "fr"),
        ("Equatorial Guinea", "GQ", "en"),
        ("The Gambia", "GM", "en"),
    ],
)
def test_a_text_shows_the_country_that_it_names(text: str, code: str, language: str) -> None:
    assert shows_country(text, code, language)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nigeria", "NE"),
        ("Niger", "NG"),
        ("Equatorial Guinea", "GN"),
        ("Papua New Guinea", "GN"),
        ("Dominican Republic", "DM"),
        ("American Samoa", "WS"),
        ("South Sudan", "SD"),
        ("Choose a country", "DE"),
        ("Germany France", "DE"),
        ("", "DE"),
    ],
)
def test_a_text_does_not_show_a_country_whose_name_is_only_part_of_it(text: str, code: str) -> None:
    assert not shows_country(text, code, "en")
