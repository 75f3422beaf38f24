"""From a mail to what it answers: received, honoured, refused, more information wanted, or something for a person to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from objector.mail.decisions.rules import ABOUT, Rules, all_rules, plain
from objector.mail.decisions.sentences import MOST_TEXT, Verdict, sentences, verdicts
from objector.mail.mail import Mail
from objector.mail.segments import visible_text

LONGEST_QUOTE = 300
"""Characters of the sentence that is kept as what the platform said."""

SUPPORT = "support."
"""How the domains begin that a platform answers its forms from; its other mail is mostly about other things."""

MOST_SENTENCES = 300
"""Sentences of one mail that are looked at."""

MOST_LANGUAGES = 5
"""Languages of one part of a mail, neighbours that share words with its own included."""

KANA = re.compile("[\u3040-\u30ff]")
"""Letters that make a text with Chinese characters a Japanese one."""


class Answer(StrEnum):
    """What a platform can answer to an objection."""

    RECEIVED = "received"
    HONOURED = "honoured"
    REFUSED = "refused"
    MORE_INFO = "more_info"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a mail says of an objection. ``answer`` is None where no rule tells it for sure: then a person has to read it.

    ``words`` is the sentence that says so, verbatim; ``accounts_center`` whether the mail names the Accounts Center.
    """

    answer: Answer | None
    words: str
    accounts_center: bool = False


@dataclass(frozen=True)
class _Said:
    sentence: str
    verdicts: frozenset[Verdict]
    kinds: frozenset[str]


def read_answer(mail: Mail, own_words: str = "") -> Reading | None:
    """Return what a mail answers to an objection, or None if it is about something else.

    A mail is about an objection if it names one; if it speaks of AI and a rule fits; or if it comes from a platform's support.
    ``own_words`` is what the person wrote, which an answer may quote.
    """
    judged = (each for text in _parts(mail) for each in _judged(text, plain(own_words)))
    said = list({each.sentence: each for each in islice(judged, MOST_SENTENCES)}.values())
    kinds = frozenset().union(*(each.kinds for each in said))
    found = frozenset().union(*(each.verdicts for each in said))
    if not _is_about_an_objection(mail, kinds, found):
        return None
    answer = decide(found)
    return Reading(answer=answer, words=_quote(said, answer), accounts_center="center" in kinds)


def decide(found: frozenset[Verdict]) -> Answer | None:
    """Return what the sentences of a mail amount to; None where they don't agree, or say nothing that is known.

    A refusal that asks for more information isn't the last word. “Your request will be applied” honours it, unless the mail is a
    receipt or announces another one: then that one decides.
    """
    deciding = found & {Verdict.HONOURED, Verdict.REFUSED, Verdict.MORE_INFO}
    if Verdict.UNCLEAR in found:
        return None
    if deciding == {Verdict.REFUSED, Verdict.MORE_INFO}:
        return Answer.MORE_INFO
    if deciding:
        return Answer(next(iter(deciding))) if len(deciding) == 1 else None
    if Verdict.APPLIED in found:
        return Answer.RECEIVED if found & {Verdict.ANNOUNCED, Verdict.RECEIVED} else Answer.HONOURED
    return Answer.RECEIVED if Verdict.RECEIVED in found else None


def _is_about_an_objection(mail: Mail, kinds: frozenset[str], found: frozenset[Verdict]) -> bool:
    says_something = bool(found - {Verdict.ANNOUNCED})
    from_support = mail.sender.rpartition("@")[2].startswith(SUPPORT)
    return "objection" in kinds or from_support or ("about" in kinds and says_something)


def _parts(mail: Mail) -> Iterator[str]:
    yield mail.subject
    yield from mail.texts
    yield from map(visible_text, mail.htmls)


def _judged(text: str, own_words: str) -> Iterator[_Said]:
    languages = _languages(plain(text[:MOST_TEXT]))
    for sentence in sentences(text):
        words = plain(sentence)
        if words.rstrip(".!?。 ") not in own_words:
            found = frozenset().union(*(verdicts(words, rules) for rules in languages))
            kinds = (kind for kind in ("objection", "about", "center") if any(rules.has(kind, words) for rules in languages))
            yield _Said(sentence, found, frozenset(kinds))


def _languages(text: str) -> list[Rules]:
    """Return the rules of the languages that the text may be in: those that have most words for what it is about."""
    known = all_rules().items()
    possible = [rules for language, rules in known if language != "zh" or not KANA.search(text)]
    words = {rules: sum(len(rules.spans(kind, text)) for kind in ABOUT) for rules in possible}
    return sorted(filter(words.__getitem__, words), key=lambda rules: -words[rules])[:MOST_LANGUAGES]


def _quote(said: list[_Said], answer: Answer | None) -> str:
    """Return the first sentence that says it, of the text rather than of the subject, else the first about an objection."""
    verdict = {Verdict(answer), Verdict.APPLIED} if answer else set()
    saying = [each.sentence for each in said if each.verdicts & verdict]
    saying += [each.sentence for each in said if "objection" in each.kinds]
    body = [sentence for sentence in saying if sentence != said[0].sentence] or saying or [""]
    return body[0][:LONGEST_QUOTE]
