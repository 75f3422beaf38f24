"""The file of what was pointed at."""

from pathlib import Path

import pytest

from objector.page.learned import FILE, Lesson, Lessons, UnreadableLessonsError, without_personal

EMAIL = Lesson(form="f1", kind="email", role="text", selector="input[name=q]", frame="", label="Zorblax")
REASON = Lesson(form="f1", kind="reason", role="text", selector="textarea", frame="", label="Ünders „x“")


def test_what_is_kept_is_there_for_the_next_program_and_only_for_its_flow(tmp_path: Path) -> None:
    Lessons(tmp_path).keep("facebook", EMAIL)
    Lessons(tmp_path).keep("facebook", REASON)
    Lessons(tmp_path).keep("instagram", EMAIL)
    assert Lessons(tmp_path).of("facebook") == [REASON, EMAIL]
    assert Lessons(tmp_path).of("threads") == []
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_the_last_word_on_a_field_of_a_form_counts(tmp_path: Path) -> None:
    later = Lesson(**{**vars(EMAIL), "selector": "input[name=other]"})
    for lesson in (EMAIL, later):
        Lessons(tmp_path).keep("facebook", lesson)
    assert Lessons(tmp_path).of("facebook") == [later]


def test_one_or_all_can_be_forgotten(tmp_path: Path) -> None:
    lessons = Lessons(tmp_path)
    for lesson in (EMAIL, REASON):
        lessons.keep("facebook", lesson)
    lessons.drop("facebook", EMAIL)
    assert lessons.of("facebook") == [REASON]
    lessons.forget_all()
    assert lessons.all() == []


@pytest.mark.parametrize("text", ["{", "[1]", '[{"flow": "facebook"}]', '{"a": 1}'])
def test_a_damaged_file_is_told_with_the_remedy_which_works(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(UnreadableLessonsError, match="objector learned forget --all"):
        Lessons(tmp_path).of("facebook")
    Lessons(tmp_path).forget_all()
    assert Lessons(tmp_path).all() == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Is anna@example.org you?", "Is … you?"),
        ("Call +49 170 1234567", "Call +…"),
        ("Question 12 of 100 *", "Question 12 of 100 *"),
    ],
)
def test_addresses_and_numbers_are_left_out(words: str, kept: str) -> None:
    assert without_personal(words) == kept
