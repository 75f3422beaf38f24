"""What the replica of the sites has received, so that a test can say exactly what was filed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from objector.rehearsal.scenario import Platform


class Kind(StrEnum):
    """What a received request was for; ``FILED`` marks the moment from which an objection counts as filed."""

    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    COOKIES = "cookies"
    CODE_REQUEST = "code_request"
    SUBMISSION = "submission"
    CAPTCHA = "captcha"
    CODE = "code"
    LINK = "link"
    PROMPT = "prompt"
    FILED = "filed"
    DROPPED = "dropped"
    TYPED = "typed"
    NOISE = "noise"


@dataclass(frozen=True, kw_only=True)
class Received:
    """One request as it came: ``fields`` are its form fields exactly as sent; ``account`` is the signed-in account's email."""

    kind: Kind
    host: str
    path: str
    account: str | None
    at: datetime
    fields: dict[str, str] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a form was answered with, whichever engine it came through. ``country`` is ISO 3166-1 alpha-2, empty if not asked."""

    email: str
    country: str = ""
    reason: str = ""
    additional: str = ""


@dataclass(frozen=True, kw_only=True)
class Filed:
    """An objection that counts as filed, and by whom, where and when. ``form`` is the form's number."""

    platform: Platform
    form: str
    account: str | None
    answers: Answers
    at: datetime
