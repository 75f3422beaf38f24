"""From a mail to the code in it: the number that the mail itself calls the code, never just the first one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from objector.log import get_logger
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.numbers import Number
from objector.mail.scoring import rank
from objector.mail.trust import Trust, trust, within

LEAST_DIGITS = 4
MOST_DIGITS = 8

ENOUGH = 4.0
"""Score from which a number is the code without anybody being asked."""

WORTH_ASKING = 2.0
"""Score from which a number is shown to the person."""

MARGIN = 1.5
"""How far the code must be ahead of the next number."""

CLOCKS_DIFFER = timedelta(seconds=10)
"""A server's clock may be this far behind ours, its whole seconds included."""

log = get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What is waited for: a code for the account ``address``, asked for at ``asked_at`` (with its time zone).

    It is mailed by one of the domains ``senders``, or by one below them, into ``mailbox``. ``others`` are the addresses of other
    accounts, in lower case.
    """

    address: str
    senders: tuple[str, ...]
    asked_at: datetime
    mailbox: Mailbox
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code and the mail that brought it. ``digits`` is to be typed, ``verbatim`` stands in the mail; the repr has neither."""

    digits: str = field(repr=False)
    verbatim: str = field(repr=False)
    message_id: str
    sender: str
    received: datetime


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A mail that may hold the code, for the person to decide. ``candidates`` are its numbers, the likeliest first."""

    candidates: tuple[Code, ...]
    subject: str = field(repr=False)
    why: str


def find_code(mail: Mail, expectation: Expectation) -> Code | Doubt | None:
    """Return the code that a mail brings, a doubt for the person, or None if the mail is none that was waited for."""
    unfit = why_unfit(mail, expectation)
    if unfit:
        log.info("a mail is left aside", why=unfit, message_id=mail.message_id, sender=mail.sender)
        return None
    ranked = rank(mail, LEAST_DIGITS, MOST_DIGITS)
    candidates = tuple(_code(mail, scored.number) for scored in ranked if scored.score >= WORTH_ASKING)
    if not candidates:
        return None
    if ranked[0].score < ENOUGH:
        return Doubt(candidates=candidates, subject=mail.subject, why="the mail doesn't clearly call a number the code")
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < MARGIN:
        return Doubt(candidates=candidates, subject=mail.subject, why="the mail holds several numbers that could be the code")
    return candidates[0]


def why_unfit(mail: Mail, expectation: Expectation) -> str | None:
    """Return why a mail can't be the one that was waited for, or None if it can."""
    return why_not_meant(mail, expectation) or why_doubtful(mail, expectation)


def why_not_meant(mail: Mail, expectation: Expectation) -> str | None:
    """Return why a mail, were it genuine and new, would not be the one that was waited for, or None if it would."""
    if not within(mail.sender.rpartition("@")[2], expectation.senders):
        return "its sender is not one of the platform's"
    return None if _addressed(mail, expectation) else "it is not addressed to the account"


def why_doubtful(mail: Mail, expectation: Expectation) -> str | None:
    """Return why a mail that seems to be the one isn't used unasked, or None if it can be.

    When it arrived is what the receiving server says (INTERNALDATE), and when it was first seen here. The Date header says when
    the sender wrote it, by the sender's clock and word: it can be wrong or forged, and yesterday's Date on a mail that arrives
    now only means that it was long on its way, so it decides nothing.
    """
    if mail.arrival.seen < expectation.asked_at:
        return "it came before the code was asked for"
    if mail.arrival.received < expectation.asked_at - CLOCKS_DIFFER:
        return "by the mail server's clock it came before the code was asked for; or this computer's clock is wrong"
    return why_untrusted(mail, expectation.mailbox)


def why_untrusted(mail: Mail, mailbox: Mailbox) -> str | None:
    """Return why a mail's sender can't be believed, or None if the receiving server vouches for it."""
    match trust(mail, mailbox.authserv_id):
        case Trust.VOUCHED:
            return None
        case Trust.SILENT if mailbox.accept_unverified:
            return None
        case Trust.SILENT:
            return "the mail server doesn't say whether the sender is genuine (see “objector mailbox check”)"
        case _:
            return "the mail server doesn't vouch for its sender"


def _addressed(mail: Mail, expectation: Expectation) -> bool:
    """Return whether a mail is for the account: exactly its address, because what a plus adds can be another account.

    What is written to another account is that one's, wherever it was forwarded. A server writes its own mailbox's address on
    whatever it delivers there, so that says nothing of whom a mail is for, unless nobody else is named.
    """
    address = expectation.address.lower()
    if address in mail.recipients:
        return True
    if mail.recipients & expectation.others:
        return False
    own = address == expectation.mailbox.address.lower()
    return address in mail.delivered_to and not (own and mail.recipients)


def _code(mail: Mail, number: Number) -> Code:
    return Code(
        digits=number.digits,
        verbatim=number.verbatim,
        message_id=mail.message_id,
        sender=mail.sender,
        received=mail.arrival.received,
    )
