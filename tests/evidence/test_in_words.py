"""What the timeline says is for people: no sums, names of fields or machine's times."""

from datetime import UTC, datetime

import pytest

from objector.cases.model import BY_HAND, Event, EventKind
from objector.evidence.in_words import in_words

MAIL = {
    "words": "We honour it.",
    "sender": "a@facebookmail.com",
    "arrived": "2026-03-01T13:00:30+01:00",
    "mail": "ab12",
    "message": "cd",
}


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        (EventKind.SUBMITTING, {"verb": "submit"}, ""),
        (EventKind.CONFIRMING, {"verb": "verify_code"}, "hand in the code"),
        (EventKind.CONFIRMING, {"verb": "open the mailed link"}, "open the mailed link"),
        (EventKind.STEP, {"verb": "code", "detail": ""}, "code accepted"),
        (
            EventKind.STEP,
            {"verb": "additional_info", "detail": "see https://example.org"},
            "additional info: see https://example.org",
        ),
        (EventKind.CODE_ASKED, {"until": "2026-03-01T13:00:30+01:00"}, "waited for until 2026-03-01 12:00 UTC"),
        (EventKind.HONOURED, MAIL, "“We honour it.”: in a mail from a@facebookmail.com: arrived 2026-03-01 12:00 UTC"),
        (EventKind.COVERED, {"by": "anna", "case": "7"}, "by that of anna: case 7"),
        (EventKind.FILED, {"why": BY_HAND}, "as a person said who looked"),
    ],
)
def test_an_event_is_told_in_words(kind: EventKind, data: dict[str, str], said: str) -> None:
    assert in_words(Event(kind=kind, at=datetime.now(UTC), data=data)) == said
