"""What one look at a page tells: which fields and buttons it has, and what the page as a whole is."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """What a control is for."""

    EMAIL = "email"
    EMAIL_CONFIRM = "email_confirm"
    COUNTRY = "country"
    REASON = "reason"
    ADDITIONAL_INFO = "additional_info"
    ONE_TIME_CODE = "one_time_code"
    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 - the kind of a field
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    PROMPT_TEXT = "prompt_text"
    EVIDENCE_FILE = "evidence_file"
    TRUTH_STATEMENT = "truth_statement"
    ABOUT_AI = "about_ai"
    SUBMIT = "submit"
    NEXT = "next"
    REQUEST_CODE = "request_code"
    VERIFY_CODE = "verify_code"
    CONSENT_REJECT = "consent_reject"
    CONSENT_ACCEPT = "consent_accept"
    OTHER = "other"
    """A question of the form that is none of the above; never filled."""


class PageKind(StrEnum):
    """What a page as a whole is."""

    FORM = "form"
    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    CAPTCHA = "captcha"
    CHECKPOINT = "checkpoint"
    """The site wants to know whose account it is, or has locked it; no captcha."""
    CODE = "code"
    CONFIRMATION = "confirmation"
    REFUSAL = "refusal"
    NOT_AVAILABLE = "not_available"
    RATE_LIMITED = "rate_limited"
    ALREADY_OBJECTED = "already_objected"
    CONSENT = "consent"
    PROMPT = "prompt"
    """A question that is none of the form's, and that can be declined: to save the sign-in, to notify, which language."""
    LINK = "link"
    """Says that a link was mailed that confirms the request."""
    UNKNOWN = "unknown"


class Role(StrEnum):
    """How a control is operated."""

    TEXT = "text"
    SELECT = "select"
    COMBOBOX = "combobox"
    """A text box or button that opens a list of options elsewhere on the page."""
    RADIO = "radio"
    """A group of radio buttons or cards; its options carry the selectors to click."""
    CHECKBOX = "checkbox"
    FILE = "file"
    BUTTON = "button"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a select or radio group; ``selector`` is what to click for a radio (its label), empty for a select."""

    label: str
    value: str
    selector: str = ""
    checked: bool = False


@dataclass(frozen=True, kw_only=True)
class Found:
    """One control of the page and what it was taken for.

    ``selector`` is a CSS path that matches exactly this element within its frame (``frame``: the frame's address, empty for the
    top one). ``score`` and ``margin`` run from 0 to 1; ``filled`` says whether it is known well enough to be used unaided.
    ``beside`` says that it orders news or searches, or takes a new password. That can be ``filled`` as a page's only box for an
    address or a password or, where the page asks for nothing else, its only thing to send, and yet it is never ``used``: no form
    asks for it, and no sign-in. ``could_take`` is what a
    control of the form proper could be for by its make alone, whatever is written beside it: reasons, or a country.
    """

    kind: Kind
    role: Role
    selector: str
    score: float
    margin: float
    filled: bool
    why: tuple[str, ...]
    label: str = ""
    value: str = ""
    required: bool = False
    enabled: bool = True
    invalid: bool = False
    frame: str = ""
    beside: bool = False
    could_take: Kind | None = None
    options: tuple[Option, ...] = ()

    @property
    def used(self) -> bool:
        """Whether it may be used unaided for what a form asks."""
        return self.filled and not self.beside


@dataclass(frozen=True, kw_only=True)
class Look:
    """All that one look saw: the visible ``text``, the page's own error messages, and what all its ``buttons`` say.

    ``language`` is what the page says of itself, else ``spoken``: the one language that its text is in, or nothing.

    ``receipt`` says that a message beside what the page asks tells that what was sent has come. ``withdraws`` says that
    all that can be sent there withdraws an objection. ``confirming`` are the sentences anywhere on the page that would confirm.
    """

    url: str
    language: str
    is_: PageKind
    found: tuple[Found, ...]
    text: str
    alerts: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    spoken: str = ""
    receipt: bool = False
    withdraws: bool = False
    confirming: frozenset[str] = frozenset()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the page may name things, the likelier one first."""
        return tuple(dict.fromkeys(each for each in (self.spoken, self.language) if each))

    @property
    def words(self) -> str:
        """What the page says in one line: its alerts, else the beginning of its text (at most 200 characters)."""
        said = " ".join(self.alerts) or self.text
        return " ".join(said.split())[:200]

    def since(self, before: "Look | None") -> Self:
        """Return the look with only the text that was not on the page before, unless all of it was."""
        known = set(before.text.splitlines()) if before else set()
        said = "\n".join(line for line in self.text.splitlines() if line not in known).strip()
        return replace(self, text=said or self.text)

    def the(self, kind: Kind) -> Found | None:
        """Return the control that may be used as this kind unaided, or None."""
        return next((found for found in self.found if found.kind is kind and found.used), None)
