"""What an event of a case says beside what kind it is, in words for the timeline."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType

from objector.cases.model import BY_HAND, Event, EventKind

MARKS = frozenset({"mail", "message"})
"""Sums that only programs know a mail by; that of the whole mail stands below its text."""

TOLD_BY_HAND = "as a person said who looked"
"""What is said of an answer that is known from a person alone."""

VERBS = MappingProxyType({"code": "code accepted", "verify_code": "hand in the code"})


def in_words(event: Event) -> str:
    """Return the event's data as a person reads it; empty where its kind says it all."""
    if event.kind is EventKind.SUBMITTING:
        return ""
    return ": ".join(TOLD.get(name, str)(value) for name, value in event.data.items() if value and name not in MARKS)


def _when(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


TOLD: MappingProxyType[str, Callable[[str], str]] = MappingProxyType(
    {
        "verb": lambda verb: VERBS.get(verb, verb.replace("_", " ")),
        "words": "“{}”".format,
        "sender": "in a mail from {}".format,
        "arrived": lambda moment: f"arrived {_when(moment)}",
        "until": lambda moment: f"waited for until {_when(moment)}",
        "why": lambda why: TOLD_BY_HAND if why == BY_HAND else why,
        "case": "case {}".format,
        "by": "by that of {}".format,
    }
)
"""What is said of a value, by its name, where the value alone isn't plain enough."""
