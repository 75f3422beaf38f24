"""What every place for secrets must do, whatever it is made of: a test class that each of them has to pass."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DIFFICULT = (
    "ä\u0308ßİı",
    "日本語 🔐👩‍👧",
    "../../etc/passwd",
    "a/b\\c:d*?",
    '"; DROP',
    "%41 %",
    " lead and trail ",
    "\t\n\r",
    "Ωmega" * 40,
)
"""Characters that trip up file systems, shells, databases and encodings."""

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200)
REAL_PARTS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,  # the examples share a store on purpose, as secrets do
        HealthCheck.differing_executors,  # the contract's tests are run by several classes
        HealthCheck.too_slow,
    ],
)


class Secrets(Protocol):
    """The part that all places for secrets have in common, with text as the secret."""

    def put(self, name: str, secret: str) -> None: ...
    def get(self, name: str) -> str | None: ...
    def delete(self, name: str) -> None: ...


class SecretsContract:
    """Inherit and provide the fixture ``secrets``; ``reopened`` gives the same place anew, as the next program would."""

    @pytest.fixture
    @abstractmethod
    def secrets(self) -> Secrets: ...

    @pytest.fixture
    def reopened(self, secrets: Secrets) -> Callable[[], Secrets]:
        return lambda: secrets

    def test_an_unknown_name_has_no_secret(self, secrets: Secrets) -> None:
        assert secrets.get("never kept") is None

    def test_a_secret_is_there_for_the_next_program(self, secrets: Secrets, reopened: Callable[[], Secrets]) -> None:
        secrets.put("name", "secret")
        assert reopened().get("name") == "secret"

    def test_a_second_secret_takes_the_place_of_the_first(self, secrets: Secrets) -> None:
        secrets.put("name", "first")
        secrets.put("name", "second")
        assert secrets.get("name") == "second"

    def test_a_deleted_secret_is_gone_and_the_others_are_not(self, secrets: Secrets) -> None:
        secrets.put("one", "1")
        secrets.put("two", "2")
        secrets.delete("one")
        assert (secrets.get("one"), secrets.get("two")) == (None, "2")

    def test_deleting_what_is_not_there_does_nothing(self, secrets: Secrets) -> None:
        secrets.delete("never kept")
        assert secrets.get("never kept") is None

    def test_names_that_differ_in_case_only_are_two(self, secrets: Secrets) -> None:
        secrets.put("anna", "small")
        secrets.put("Anna", "capital")
        assert (secrets.get("anna"), secrets.get("Anna")) == ("small", "capital")

    @pytest.mark.parametrize("text", DIFFICULT)
    def test_difficult_characters_come_back_unchanged(self, secrets: Secrets, text: str) -> None:
        secrets.put(text, text)
        assert secrets.get(text) == text

    @REAL_PARTS
    @given(name=TEXT, secret=TEXT)
    def test_any_text_comes_back_unchanged_and_meets_no_other(self, secrets: Secrets, name: str, secret: str) -> None:
        name = f"{uuid4()} {name}"
        assert secrets.get(name) is None
        secrets.put(name, secret)
        assert secrets.get(name) == secret
        secrets.delete(name)
        assert secrets.get(name) is None
