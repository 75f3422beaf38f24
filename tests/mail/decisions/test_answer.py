"""Platforms' answers are read right in every language, and what no rule tells for sure is left to a person."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from, text

from objector.mail.decisions.answer import Answer, Reading, read_answer
from objector.mail.decisions.rules import all_rules, plain
from objector.mail.mail import Mail
from objector.page.lexicon import languages as lexicon_languages
from objector.rehearsal.wording import LANGUAGES as REHEARSED
from objector.rehearsal.wording import texts
from tests.mail.letters import arrived, letter

ANSWERS = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))
SENTENCES = [
    (answer, sentence) for answers in ANSWERS.values() for answer, sentences in answers.items() for sentence in sentences
]
CENTER = "We will also honour your objection for any other accounts that you've added to the same Accounts Centre as this one."
APPLIED = "Ciò significa che la tua richiesta verrà applicata d'ora in avanti allo sviluppo e al miglioramento dell'IA in Meta."


def mail(words: str, *, subject: str = "Facebook", sender: str = "notification@facebookmail.com", html: str = "") -> Mail:
    message = letter(words, subject=subject, html=html)
    message.replace_header("From", sender)
    return arrived(message)


def reading(words: str, **of_the_mail: str) -> Reading:
    read = read_answer(mail(words, **of_the_mail))
    assert read is not None
    return read


def answer(words: str, **of_the_mail: str) -> Answer | None:
    return reading(words, **of_the_mail).answer


def test_there_are_answers_for_every_language_of_the_rules_and_pages_in_each():
    assert set(all_rules()) == set(ANSWERS) <= set(lexicon_languages())


@pytest.mark.parametrize("language", ANSWERS)
def test_answers_are_read_in_every_language(language):
    def whole(sentence: str) -> str:
        return f"Hello,\n\n{sentence}\n\nMeta Platforms Ireland Limited, Merrion Road, Dublin 4"

    read = {sentence: answer(whole(sentence)) for sentences in ANSWERS[language].values() for sentence in sentences}
    assert read == {sentence: expected for expected, sentences in ANSWERS[language].items() for sentence in sentences}


@pytest.mark.parametrize("language", REHEARSED)
def test_the_rehearsal_s_decision_is_read_in_each_of_its_languages(language):
    words = texts(language)
    read = reading(words["mail_decision_text"], subject=words["mail_decision_subject"])
    assert (read.answer, read.accounts_center) == (Answer.HONOURED, True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # The facts: what Meta is known to have written.
        ("We will honour your objection for your public information, such as public posts and comments. " + CENTER, "honoured"),
        (
            "Based on what you have sent us about generative AI, we cannot take further action on your request.",
            "refused",
        ),
        ("Thank you for contacting us about AI at Meta. We are unable to process the request.", "refused"),
        (
            "We are unable to process the request about AI at Meta. Please provide evidence that your information appears.",
            "more_info",
        ),
        (f"{APPLIED} Riceverai una e-mail con i dettagli.", "received"),
        (APPLIED, "honoured"),
        ("Hemos recibido tu oposición y te enviaremos un correo electrónico para confirmarte.", "received"),
        ("Wir haben deinen Einspruch erhalten. Du erhältst eine E-Mail mit der Bestätigung.", "received"),
        # Variants of ours.
        ("Your objection has been reviewed and accepted.", "honoured"),
        ("We honor your objection not only for your posts but also for your comments.", "honoured"),
        ("We have received your objection. If we honour it, we will not use your information.", "received"),
        ("After review, we've decided not to honour your objection.", "refused"),
        ("We won’t be able to accept your objection at this time.", "refused"),
        ("There is no reason to grant your objection.", "refused"),
        ("Your objection was rejected because you are not eligible.", "refused"),
        ("Wir lehnen Ihren Widerspruch ab.", "refused"),
        ("Wir geben deinem KI-Widerspruch statt und verwenden deine Beiträge nicht.", "honoured"),
        ("Deinem Einspruch wurde nicht stattgegeben.", "refused"),
    ],
)
def test_real_wording_and_variants_of_it(words, expected):
    assert answer(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "We got news about your objection. See it in your account.",
        "We will honour your objection for your posts. We will not honour your objection for your messages.",
        "We are unable to process and honour your objection.",
        "We can't say that we refuse your objection.",
        "If your objection is honoured, it will be applied going forward.",
        "We'll let you know whether we will honour your objection.",
        "We'll send you an email confirming that we will honour your objection.",
        "Wird deinem Einspruch stattgegeben, gilt er von da an.",
        "Wir können deinem Einspruch gem. Art. 21 DSGVO nicht stattgeben.",
        "Ваше возражение принято.",  # accepted, or only received
        "You have the right to object to the use of your information for AI at Meta.",
    ],
)
def test_what_can_be_read_both_ways_is_left_to_a_person(words):
    assert answer(words) is None


def test_a_not_is_never_parted_from_its_verb_by_an_abbreviation():
    assert answer("We cannot, acc. to Art. 21 GDPR, honour your objection.") != Answer.HONOURED


def test_broken_lines_are_put_together():
    assert answer("We will not be able to\nhonour your\nobjection to the use of your information.\n") == Answer.REFUSED


def test_text_and_html_that_disagree_are_left_to_a_person():
    assert answer("We will honour your objection.", html="<p>We refuse your objection.</p>") is None


def test_what_no_reader_sees_says_nothing():
    hidden = '<p>We refuse your objection.</p><p style="display:none">We will honour your objection.</p>'
    assert answer("", html=hidden) == Answer.REFUSED


def test_what_is_quoted_says_nothing():
    assert answer("We have received your objection.\n\n> I expect that you will honour my objection.\n") == Answer.RECEIVED


def test_the_person_s_own_words_say_nothing():
    own = "I ask that you honour my objection, as I live on my pictures."
    assert read_answer(mail(f"We have received your objection:\n\n{own}"), own) == Reading(
        answer=Answer.RECEIVED, words="We have received your objection:"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Anna accepted your friend request.",
        "We received a request to reset your Facebook password.",
        "Try Meta AI now: ask it anything.",
        "Your order 123456 has been sent.",
    ],
)
def test_mail_about_something_else_is_no_answer(words):
    assert read_answer(mail(words)) is None


def test_what_a_platform_s_support_writes_is_an_answer_even_if_it_names_nothing():
    from_support = {"sender": "case++aazq@support.facebook.com"}
    assert answer("The relevant teams will review your request as soon as possible.", **from_support) == Answer.RECEIVED
    assert answer("We have looked into your account.", **from_support) is None


def test_the_sentence_that_says_so_is_kept_word_for_word():
    read = reading(f"Hello Ana,\n\nWe'll honour your objection for your posts. {CENTER}", subject="Your objection")
    assert read.words == "We'll honour your objection for your posts."


@given(sampled_from(SENTENCES), text(alphabet=".,;:!?()'\"<>& \n\t\u200b\u00ad", max_size=10))
@settings(max_examples=25)
def test_what_stands_around_a_refusal_never_makes_it_an_honoured_one(known, around):
    expected, sentence = known
    found = read_answer(mail(f"{around}{sentence}{around}"))
    assert found is None or found.answer in {expected, None}


@given(text(max_size=2_000))
@settings(max_examples=25)
def test_any_text_can_be_read(words):
    read = read_answer(mail(words.replace("\r", "")))
    assert read is None or plain(read.words) in plain(f"{words} Facebook")
