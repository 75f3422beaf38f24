"""Headings of any office are known, and none of them means two things."""

import json
from collections import Counter
from importlib.resources import files

import pytest

from objector.cases.lists.columns import comparable, known_platform, meaning
from objector.cases.lists.plain_secrets import is_secret_heading, secret_meaning
from objector.cases.lists.template import HEADINGS


def data(name: str) -> dict[str, list[str]]:
    return json.loads(files("objector.cases.lists").joinpath(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("E-Mail", "email"),
        ("Adresse e-mail", "email"),
        ("EMAIL ADDRESS *", "email"),
        ("Correo electrónico", "email"),
        ("Land (ISO)", "country"),
        ("País", "country"),
        ("Plattform", "platform"),
        ("Réseau social", "platform"),
        ("Kunde", "client"),
        ("Kund:in", None),
        ("Vollmacht", "mandate"),
        ("Procuration", "mandate"),
        ("Datum der Vollmacht", "mandated_on"),
        ("accounts_center", "accounts_center"),
        ("Begründung", "reason"),
        ("Język", "language"),
        ("Telefon", None),
        ("", None),
    ],
)
def test_a_heading_is_known_in_its_language_however_it_is_written(heading: str, meant: str | None) -> None:
    assert meaning(heading) == meant


def test_no_heading_means_two_things_and_none_is_a_secret() -> None:
    known = data("columns.json")
    words = Counter(word for name, several in known.items() for word in {comparable(each) for each in (name, *several)})
    assert [word for word, count in words.items() if count > 1] == []
    assert [word for word in words if is_secret_heading(word)] == []
    assert set(known) == set(HEADINGS)


def test_platforms_are_known_by_their_short_names() -> None:
    assert [known_platform(name) for name in ("FB", "Insta", "third party", "Orkut ")] == [
        "facebook", "instagram", "third-party", "Orkut",
    ]  # fmt: skip


def test_passwords_and_seeds_are_told_apart() -> None:
    assert [secret_meaning(heading) for heading in ("Mot de passe", "2FA", "PIN", "Passwort alt", "E-Mail")] == [
        "password", "totp", None, None, None,
    ]  # fmt: skip
    assert is_secret_heading("Passwort alt")
    assert not is_secret_heading("Passage")
