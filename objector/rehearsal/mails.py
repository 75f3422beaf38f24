"""The mails that the sites send: a code, and later the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random

from objector.rehearsal.codes import six_digits
from objector.rehearsal.pages import render
from objector.rehearsal.scenario import Platform
from objector.rehearsal.wording import texts

RECEIVING_SERVER = "mx.rehearsal.test"
"""Under which name the server that receives the mails vouches for their senders (RFC 8601 authserv-id)."""


@dataclass(frozen=True)
class Sender:
    """Who a platform's mail comes from; ``domain`` is the one that signs it, ``site`` where its mails' other links lead."""

    address: str
    domain: str
    site: str


SENDERS = {
    Platform.FACEBOOK: Sender("Facebook <notification@facebookmail.com>", "facebookmail.com", "https://www.facebook.com"),
    Platform.INSTAGRAM: Sender("Instagram <no-reply@mail.instagram.com>", "mail.instagram.com", "https://www.instagram.com"),
}


@dataclass(frozen=True)
class Addressee:
    """To whom a mail goes, from which platform, in which language and when."""

    email: str
    platform: Platform
    language: str
    at: datetime


def code_mail(to: Addressee, code: str, random: Random) -> EmailMessage:
    """Write the mail with the code: other six-digit numbers stand before and after it, how many of each is left to chance."""
    words = texts(to.language)
    numbers = [number for number in (six_digits(random) for _ in range(8)) if number != code]
    notes = [
        words[f"mail_{note}"].format(n=number) for note, number in zip(("reference", "form", "notice"), numbers, strict=False)
    ]
    random.shuffle(notes)
    cut = random.randint(0, len(notes))
    parts = {"before": notes[:cut], "code": code, "after": notes[cut:], "paragraphs": []}
    return _mail(to, words["mail_code_subject"].format(reference=numbers[-1]), parts, random)


def link_mail(to: Addressee, link: str, random: Random) -> EmailMessage:
    """Write the mail with the link that confirms the request, among others that don't."""
    words = texts(to.language)
    numbers = [six_digits(random) for _ in range(2)]
    notes = [words["mail_reference"].format(n=numbers[0]), words["mail_notice"].format(n=numbers[1])]
    parts = {"before": notes[:1], "code": None, "link": link, "after": notes[1:], "paragraphs": []}
    return _mail(to, words["mail_link_subject"].format(reference=numbers[0]), parts, random)


def decision_mail(to: Addressee, random: Random) -> EmailMessage:
    """Write the mail that says that the objection is honoured."""
    words = texts(to.language)
    parts = {"before": [], "code": None, "after": [], "paragraphs": words["mail_decision_text"].split("\n\n")}
    return _mail(to, words["mail_decision_subject"], parts, random)


def _mail(to: Addressee, subject: str, parts: Mapping[str, object], random: Random) -> EmailMessage:
    sender = SENDERS[to.platform]
    message = EmailMessage()
    # The receiving server puts its own findings on top of what it was handed.
    message["Authentication-Results"] = (
        f"{RECEIVING_SERVER}; dkim=pass header.d={sender.domain}; dmarc=pass header.from={sender.domain}"
    )
    message["Message-ID"] = f"<{random.randbytes(12).hex()}@{sender.domain}>"
    message["Date"] = format_datetime(to.at)
    message["From"] = sender.address
    message["To"] = to.email
    message["Subject"] = subject
    values = {"t": texts(to.language), "email": to.email, "site": sender.site, "link": None, **parts}
    message.set_content(render("mail.txt", values))
    message.add_alternative(render("mail.html", values), subtype="html")
    return message
