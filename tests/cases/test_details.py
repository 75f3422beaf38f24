"""What only some forms ask is checked before it is kept, and each bad answer is one sentence."""

from hashlib import sha256
from pathlib import Path

import pytest

from objector.cases.details import (
    EVIDENCE,
    FIRST_NAME,
    LAST_NAME,
    PRODUCT,
    PRODUCTS,
    PROMPT,
    EmptyDetailError,
    UnaskedDetailError,
    UnknownProductError,
    UnusableFileError,
    check_details,
    shown_details,
)
from objector.cases.reasons import LONGEST, own_words
from objector.errors import OwnWordsNeededError, ReasonTooLongError, ReasonTooShortError
from objector.page.lexicon.meanings import product

ASKED = (FIRST_NAME, LAST_NAME, PROMPT, EVIDENCE)
NAMES = {"first_name": " Ana ", "last_name": "Ilić", "prompt": "Who is Ana Ilić?"}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "Bild ä.png"
    path.write_bytes(b"picture")
    return path


def test_what_is_asked_is_kept_and_what_is_empty_and_not_needed_is_left_out(picture: Path) -> None:
    kept = {**NAMES, "first_name": "Ana"}
    assert check_details("third-party", ASKED, {**NAMES, "evidence": "  "}) == kept
    assert check_details("third-party", ASKED, {**NAMES, "evidence": str(picture)}) == {**kept, "evidence": str(picture)}


def test_a_file_is_kept_with_its_whole_path(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(picture.parent)
    assert EVIDENCE.checked(picture.name) == str(picture)


def test_what_is_needed_is_asked_for_by_its_option() -> None:
    with pytest.raises(EmptyDetailError, match=r"your surname.*--last-name"):
        check_details("third-party", ASKED, {**NAMES, "last_name": " "})


def test_what_the_form_does_not_ask_is_refused_rather_than_dropped() -> None:
    with pytest.raises(UnaskedDetailError, match="“facebook” doesn’t ask what --prompt gives"):
        check_details("facebook", (), {"prompt": "Who?", "product": ""})


@pytest.mark.parametrize(("make", "why"), [(Path.mkdir, "is a directory"), (Path.touch, "it is empty"), (id, "no such file")])
def test_a_file_that_cannot_be_uploaded_is_named_with_the_reason(make, why: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.png"
    make(path)
    with pytest.raises(UnusableFileError, match=f"answer.png” can’t be uploaded: {why}"):
        EVIDENCE.checked(str(path))


@pytest.mark.parametrize(("given", "kept"), [("", "facebook"), ("Instagram", "instagram"), (" Meta  AI", "meta-ai")])
def test_a_product_is_known_however_it_is_written(given: str, kept: str) -> None:
    assert PRODUCT.checked(given) == kept


def test_an_unknown_product_brings_those_there_are() -> None:
    with pytest.raises(UnknownProductError, match=r"“Orkut”\. There are: facebook, .*meta-ai"):
        PRODUCT.checked("Orkut")


@pytest.mark.parametrize("name", PRODUCTS)
def test_every_product_has_its_words(name: str) -> None:
    assert product(name).told_by(name.replace("-", " "))


def test_a_file_is_shown_by_its_name_and_its_hash_and_a_missing_one_is_told(picture: Path) -> None:
    shown = shown_details({"first_name": "Ana", "evidence": str(picture)})
    assert shown == {"first name": "Ana", "evidence": f"Bild ä.png (SHA-256 {sha256(b'picture').hexdigest()})"}
    picture.unlink()
    with pytest.raises(UnusableFileError):
        shown_details({"evidence": str(picture)})


def test_ones_own_words_are_taken_as_they_are_if_they_are_long_enough() -> None:
    assert own_words(f"  {'x' * 100}\n", 100) == "x" * 100
    with pytest.raises(ReasonTooShortError, match=r"99 characters.*fewer than 100, after the mailed code only\. Add 1:"):
        own_words("x" * 99, 100)
    with pytest.raises(ReasonTooLongError):
        own_words("x" * (LONGEST + 1), 100)


@pytest.mark.parametrize("reason", ["", "  ", "general", "Private photos"])
def test_a_ready_text_or_none_is_no_answer_where_none_fits(reason: str) -> None:
    with pytest.raises(OwnWordsNeededError, match="--reason"):
        own_words(reason, 100)
