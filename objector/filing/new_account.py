"""Making an account of what a person says about it: checked, and complete with what follows from the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

import flows
from objector.cases.address import check_email
from objector.cases.countries import check_right, parse_country
from objector.cases.model import Account
from objector.cases.reasons import LANGUAGES, reason_text
from objector.errors import BadInputError, UnknownNameError

NO_MAILBOX = "none"


class UnknownLanguageError(BadInputError):
    """What was given is no language's tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"There is no language “{tag}”. Give its BCP 47 tag, such as en, de or pt-BR.")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was said. None: not said; ``mailbox`` may be ``none``, which means that the person types the codes."""

    flow: str
    email: str
    country: str
    reason: str = "general"
    additional: str = ""
    language: str | None = None
    mailbox: str | None = None
    name: str | None = None


def make_account(told: Told, mailboxes: Sequence[str]) -> Account:
    """Return the account, ``mailboxes`` being the known ones' addresses.

    Raises UnknownNameError, MalformedEmailError, UnknownCountryError, NoRightError and what a reason can be refused for.
    """
    flow = flows.get(told.flow)
    email = check_email(told.email)
    country = parse_country(told.country, told.language or "en")
    check_right(country, flow.countries)
    language = _checked_language(told.language) if told.language else _language_of(country)
    return Account(
        name=told.name or f"{flow.name}:{email}",
        flow=flow.name,
        email=email,
        country=country,
        reason=reason_text(told.reason, language, country),
        additional=told.additional,
        language=language,
        mailbox=_mailbox(told.mailbox, email, mailboxes),
    )


def _checked_language(tag: str) -> str:
    try:
        return str(Locale.parse(tag.replace("_", "-"), sep="-")).replace("_", "-")
    except (ValueError, UnknownLocaleError):
        raise UnknownLanguageError(tag) from None


def _language_of(country: str) -> str:
    spoken = get_official_languages(country, de_facto=True)
    return next((language for language in spoken if language in LANGUAGES), "en")


def _mailbox(wanted: str | None, email: str, known: Sequence[str]) -> str | None:
    if wanted == NO_MAILBOX:
        return None
    if wanted is None:
        return email if email in known else None
    if wanted not in known:
        raise UnknownNameError("mailbox", wanted, list(known), f"“objector mailbox add {wanted}” adds it.")
    return wanted
