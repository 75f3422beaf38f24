"""What the replica of the sites is to be like in a rehearsal or a test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Platform(StrEnum):
    """Whose form it is."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"


class Engine(StrEnum):
    """What a form's page is built with."""

    CLASSIC_SELECT = "classic_select"
    CLASSIC_TYPEAHEAD = "classic_typeahead"
    COMET = "comet"
    WIZARD = "wizard"


class Version(StrEnum):
    """What a form asks: country, email, impact and a mailed code (long), or the prefilled email and a reason (short)."""

    LONG = "long"
    SHORT = "short"


class SignIn(StrEnum):
    """How one signs in: a page whose fields have names and a button, one with neither, or not at all."""

    NAMED = "named"
    NAMELESS = "nameless"
    NONE = "none"


class Fence(StrEnum):
    """A request that can file an objection."""

    SUBMIT = "submit"
    CODE = "code"


class Drop(StrEnum):
    """When the connection breaks: before the request is worked on, or after it, so that only the answer is lost."""

    BEFORE = "before"
    AFTER = "after"


class Confirms(StrEnum):
    """What the site mails to have the address confirmed."""

    CODE = "code"
    LINK = "link"


class CookieDialog(StrEnum):
    """The makes of cookie dialog that the sites have had."""

    CLASSIC = "classic"
    PLAIN = "plain"
    INSTAGRAM = "instagram"
    MANAGE = "manage"
    MOBILE = "mobile"
    ESSENTIAL = "essential"
    TWO_STEPS = "two_steps"
    CHOICES = "choices"
    WHOLE_PAGE = "whole_page"


class Interruption(StrEnum):
    """What can come between a visitor and the form's confirmation, once an account."""

    SAVE_LOGIN = "save_login"
    NOTIFICATIONS = "notifications"
    LANGUAGE = "language"
    SIGN_IN = "sign_in"
    CHECKPOINT = "checkpoint"
    CAPTCHA = "captcha"
    NOT_AVAILABLE = "not_available"
    ALREADY_OBJECTED = "already_objected"
    RATE_LIMITED = "rate_limited"
    MAINTENANCE = "maintenance"
    RESET = "reset"
    MISSING = "missing"
    MOVED = "moved"
    STRAYED = "strayed"


class Position(StrEnum):
    """Where an interruption comes.

    When the form's address is opened, right after the sign-in, while the form is filled, once the country is chosen, in answer to
    the submit, in answer to the code.
    """

    ARRIVAL = "arrival"
    SIGNED_IN = "signed_in"
    MIDWAY = "midway"
    COUNTRY = "country"
    SUBMIT = "submit"
    CODE = "code"


PROMPTS = frozenset({Interruption.SAVE_LOGIN, Interruption.NOTIFICATIONS, Interruption.LANGUAGE})
"""Questions that are none of the form's, and that can be declined."""

_ANYWHERE = (Position.ARRIVAL, Position.MIDWAY, Position.SUBMIT, Position.CODE)

POSITIONS = MappingProxyType(
    {
        Interruption.SAVE_LOGIN: (Position.SIGNED_IN, *_ANYWHERE),
        Interruption.NOTIFICATIONS: (Position.SIGNED_IN, *_ANYWHERE),
        Interruption.LANGUAGE: (Position.SIGNED_IN, *_ANYWHERE),
        Interruption.SIGN_IN: (Position.MIDWAY, Position.SUBMIT, Position.CODE),
        Interruption.CHECKPOINT: (Position.ARRIVAL, Position.SIGNED_IN, Position.MIDWAY),
        Interruption.CAPTCHA: (Position.ARRIVAL, Position.SIGNED_IN, Position.MIDWAY),
        Interruption.NOT_AVAILABLE: _ANYWHERE,
        Interruption.ALREADY_OBJECTED: _ANYWHERE,
        Interruption.RATE_LIMITED: _ANYWHERE,
        Interruption.MAINTENANCE: (Position.ARRIVAL, Position.SIGNED_IN),
        Interruption.RESET: (Position.ARRIVAL, Position.SIGNED_IN),
        Interruption.MISSING: (Position.ARRIVAL,),
        Interruption.MOVED: (Position.ARRIVAL, Position.COUNTRY),
        Interruption.STRAYED: (Position.MIDWAY, Position.COUNTRY, Position.SUBMIT),
    }
)
"""Where each of them can come."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """How the site meets one account.

    ``language`` is the tag of a file in ``texts/``. ``resends_code`` has the page offer a new code; the one before is then
    no longer good. ``mail_delay`` is in seconds. ``moved_to`` is the address that every other
    address of the platform's forms redirects to, and ``look_alike_redirect`` sends visitors of a form to a host that only looks
    like the site's. ``drop_connection`` breaks the connection of the first request at ``drop_at``, once an account, so that
    whatever sends it again shows. ``cookie_make`` has every page ask about cookies in this way (None: as the engine does, if
    ``cookie_dialog`` says so). ``interruption`` comes once an account, ``at`` one of its ``POSITIONS``.
    """

    engine: Engine = Engine.CLASSIC_SELECT
    version: Version = Version.LONG
    language: str = "en"
    asks_about_ai: bool = False
    confirms_email: bool = False
    cookie_dialog: bool = False
    cookie_make: CookieDialog | None = None
    sign_in: SignIn = SignIn.NAMED
    second_factor: bool = False
    available: bool = True
    rate_limited: bool = False
    captcha: bool = False
    resends_code: bool = False
    mail_delay: float = 0.0
    moved_to: str | None = None
    look_alike_redirect: bool = False
    drop_connection: Drop | None = None
    drop_at: Fence = Fence.SUBMIT
    confirms_by: Confirms = Confirms.CODE
    interruption: Interruption | None = None
    at: Position = Position.ARRIVAL


@dataclass(frozen=True, kw_only=True)
class Scenes:
    """Which scenario holds for whom: the account's own, else the platform's, else the default."""

    default: Scenario = field(default_factory=Scenario)
    by_platform: Mapping[Platform, Scenario] = field(default_factory=dict)
    by_account: Mapping[str, Scenario] = field(default_factory=dict)

    def of(self, platform: Platform, email: str | None) -> Scenario:
        """Return the scenario for the account with this email (None: nobody has signed in yet)."""
        if email is not None and email in self.by_account:
            return self.by_account[email]
        return self.by_platform.get(platform, self.default)
