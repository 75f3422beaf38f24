"""What one sentence says of an objection, by the rules of one language."""

import re
from collections.abc import Iterator
from enum import StrEnum

from objector.mail.decisions.rules import ABOUT, Rules, Span

MOST_TEXT = 10_000
"""Characters of a part that are looked at: an answer is short, and what follows it is the small print."""

LONGEST = 1_000
"""Characters of one sentence; a longer one is none."""

END = re.compile(r"(?<=[.!?。！？।])[\"'”»)]*(?:\s+|(?=[\u3040-\u9fff]))")
COMMA = re.compile(r"[,;:()–—、،؛]")


class Verdict(StrEnum):
    """What a sentence says."""

    RECEIVED = "received"
    HONOURED = "honoured"
    REFUSED = "refused"
    MORE_INFO = "more_info"
    APPLIED = "applied"
    ANNOUNCED = "announced"
    UNCLEAR = "unclear"
    """It may say the one or its opposite."""


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, without what it quotes; lines that were broken are put together again."""
    kept = "\n".join(line for line in text[:MOST_TEXT].splitlines() if not line.lstrip().startswith(">"))
    for paragraph in re.split(r"\n\s*\n", kept):
        for sentence in _split(" ".join(paragraph.split())):
            if sentence and len(sentence) <= LONGEST:
                yield sentence


def _split(paragraph: str) -> Iterator[str]:
    """Split where a sentence ends: not within “Art. 21” or “acc. to”, which could part a verb from its “not”."""
    start = 0
    for end in END.finditer(paragraph):
        following = paragraph[end.end() : end.end() + 1]
        if following and not following.isdigit() and not following.islower():
            yield paragraph[start : end.end()].strip()
            start = end.end()
    yield paragraph[start:].strip()


def verdicts(sentence: str, rules: Rules) -> set[Verdict]:
    """Return what a sentence says, which ``plain`` has made comparable; nothing if it decides nothing."""
    announced = {Verdict.ANNOUNCED} if rules.has("announces", sentence) else set()
    if _clear_of_harmless(rules.spans("if", sentence), sentence, rules):
        return announced
    if rules.has("no_action", sentence):
        return {Verdict.REFUSED}
    if not any(rules.has(kind, sentence) for kind in ABOUT):
        return announced | _asks(sentence, rules)
    if announced:
        return announced | (_receives(sentence, rules) & {Verdict.RECEIVED})
    return _honours(sentence, rules) | _refuses(sentence, rules) | _receives(sentence, rules) | _asks(sentence, rules)


def _honours(sentence: str, rules: Rules) -> set[Verdict]:
    found = set()
    for kind, verdict in (("honoured", Verdict.HONOURED), ("applied", Verdict.APPLIED)):
        for span in rules.spans(kind, sentence):
            where = _negations(sentence, rules, span)
            found.add(Verdict.REFUSED if "same" in where else Verdict.UNCLEAR if "before" in where else verdict)
    return found


def _refuses(sentence: str, rules: Rules) -> set[Verdict]:
    found = set()
    for span in rules.spans("refused", sentence):
        negates_itself = any(_overlap(span, other) for other in rules.spans("not", sentence))
        doubtful = not negates_itself and "same" in _negations(sentence, rules, span)
        found.add(Verdict.UNCLEAR if doubtful else Verdict.REFUSED)
    return found


def _receives(sentence: str, rules: Rules) -> set[Verdict]:
    where = [_negations(sentence, rules, span) for span in rules.spans("received", sentence)]
    if not where:
        return set()
    return {Verdict.RECEIVED} if any("same" not in negated for negated in where) else {Verdict.UNCLEAR}


def _asks(sentence: str, rules: Rules) -> set[Verdict]:
    asked = (span for span in rules.spans("more", sentence) if "same" not in _negations(sentence, rules, span))
    return {Verdict.MORE_INFO} if any(asked) else set()


def _negations(sentence: str, rules: Rules, span: Span) -> set[str]:
    """Return where a “not” stands: in the ``same`` clause as a word, in one ``before`` or in one ``after`` it."""
    ends = [match.start() for match in COMMA.finditer(sentence)] + [start for start, _ in rules.spans("and", sentence)]
    start = max((end for end in ends if end <= span[0]), default=0)
    end = min((end for end in ends if end >= span[1]), default=len(sentence))
    negations = _clear_of_harmless(rules.spans("not", sentence), sentence, rules)
    return {"before" if at < start else "after" if at >= end else "same" for at, _ in negations}


def _clear_of_harmless(spans: list[Span], sentence: str, rules: Rules) -> list[Span]:
    harmless = rules.spans("harmless", sentence)
    return [span for span in spans if not any(_overlap(span, other) for other in harmless)]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
