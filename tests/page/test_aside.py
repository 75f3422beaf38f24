"""What a page asks beside the form is recognised in every language of the replica, and nothing else is."""

import json
from datetime import timedelta

import pytest
from babel.dates import format_timedelta

from objector.page import lexicon
from objector.page.aside import FOLDER, says_link_was_sent, way_out
from objector.page.waiting_time import retry_after, waiting_time
from objector.rehearsal.wording import LANGUAGES, texts

SPANS = [("minute", timedelta(minutes=30)), ("hour", timedelta(hours=2)), ("day", timedelta(days=3))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ["save_login", "notifications"])
def test_a_question_is_declined_in_its_own_words(question: str, language: str) -> None:
    words = texts(language)
    said = "\n".join((words[f"{question}_title"], words[f"{question}_text"]))
    buttons = [words[f"{question}_yes"], words["not_now"]]
    assert way_out(said, buttons, language) == words["not_now"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_picker_keeps_the_pages_own_language(language: str) -> None:
    words = texts(language)
    keep = words["language_keep"].format(language=words["language_name"])
    others = [texts(other)["language_name"] for other in LANGUAGES if other != language]
    assert way_out(words["language_title"], [*others, keep], language) == keep


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_own_pages_ask_nothing_aside(language: str) -> None:
    words = texts(language)
    ours = [
        text
        for name, text in words.items()
        if not name.startswith(("save_login", "notifications", "language_", "link_", "mail_"))
    ]
    assert way_out("\n".join(ours), [words["submit"], words["not_now"]], language) is None
    assert not says_link_was_sent("\n".join(ours), language)
    assert says_link_was_sent(words["link_text"], language)


@pytest.mark.parametrize("language", lexicon.languages())
def test_every_language_of_the_lexicon_knows_what_is_asked_aside(language: str) -> None:
    said = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    assert said.keys() == json.loads((FOLDER / "en.json").read_text("utf-8")).keys()
    assert way_out(said["save_login"][0], [said["decline"][0]], language) == said["decline"][0]
    assert says_link_was_sent(said["link_sent"][0], language)


def test_a_question_without_a_button_that_declines_is_left_alone() -> None:
    assert way_out("Save your login info?", ["Save", "Yes", "No"], "en") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("unit", "span"), SPANS)
def test_the_time_that_a_page_names_is_read(language: str, unit: str, span: timedelta) -> None:
    when = format_timedelta(span, granularity=unit, threshold=10**6, add_direction=True, locale=language)
    said = f"{texts(language)['too_often_text']} {texts(language)['too_often_when'].format(when=when)}"
    assert waiting_time(said, language) == span


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("پس از ۱۰ دقیقه دوباره تلاش کنید", "fa"),
        ("أعد المحاولة خلال ١٠ دقائق", "ar"),
        ("१० मिनट में फिर से कोशिश करें", "hi"),
        ("โปรดลองใหม่ในอีก ๑๐ นาที", "th"),
    ],
)
def test_a_time_is_read_in_digits_of_the_languages_own(said: str, language: str) -> None:
    assert waiting_time(said, language) == timedelta(minutes=10)


def test_where_no_time_is_named_none_is_read() -> None:
    assert waiting_time("Please try again later. Form 712876720715583", "en") is None
    assert waiting_time("in 2 hours", "xx-unknown") == timedelta(hours=2)


def test_the_header_that_says_when_to_come_back_is_read() -> None:
    assert retry_after("120") == timedelta(minutes=2)
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == timedelta()
    assert retry_after("soon") is None
