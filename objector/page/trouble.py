"""What a person is needed for while a form is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from objector.page.answers import Answer
from objector.page.desk import Ask
from objector.page.look import Found, Kind


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Where filling in stopped: what a person is asked to do, the answer at hand, the control, and the words of the ask."""

    ask: Ask
    answer: Answer | None = None
    found: Found | None = None
    kind: Kind | None = None
    values: Mapping[str, str] = field(default_factory=dict)
