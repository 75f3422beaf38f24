"""Making an account of what a person says about it: checked, and complete with what follows from the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

import flows
from objector.cases.address import check_email
from objector.cases.countries import check_right, parse_country
from objector.cases.details import check_details
from objector.cases.mandate import OWN, Managed
from objector.cases.model import Account
from objector.cases.reasons import LANGUAGES, own_words, reason_text
from objector.errors import BadInputError, UnknownNameError
from objector.page.flow import Flow

NO_MAILBOX = "none"


class UnknownLanguageError(BadInputError):
    """What was given is no language's tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"There is no language “{tag}”. Give its BCP 47 tag, such as en, de or pt-BR.")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was said. None: not said; ``mailbox`` may be ``none``, which means that the person types the codes.

    ``details`` is what only some forms ask, by name (see ``objector.cases.details``), ``managed`` for whom the account is
    managed, checked (see ``objector.cases.mandate``), and ``accounts_center`` any name for the one that it shares with others.
    """

    flow: str
    email: str
    country: str
    reason: str | None = None
    additional: str = ""
    language: str | None = None
    mailbox: str | None = None
    name: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    managed: Managed = OWN
    accounts_center: str = ""


def make_account(told: Told, mailboxes: Sequence[str]) -> Account:
    """Return the account, ``mailboxes`` being the known ones' addresses.

    Raises UnknownNameError, MalformedEmailError, UnknownCountryError, NoRightError and what a reason or a detail can be refused
    for.
    """
    flow = flows.get(told.flow)
    email = check_email(told.email)
    country = parse_country(told.country, told.language or "en")
    check_right(country, flow.countries, flows.remaining(flow, country))
    language = checked_language(told.language) if told.language else language_of(country)
    return Account(
        name=told.name or f"{flow.name}:{email}",
        flow=flow.name,
        email=email,
        country=country,
        reason=reason_for(flow, told.reason, language, country),
        additional=told.additional,
        language=language,
        mailbox=chosen_mailbox(told.mailbox, email, mailboxes),
        details=check_details(flow.name, flow.asks, told.details),
        client=told.managed.client,
        mandate=told.managed.mandate,
        mandated_on=told.managed.mandated_on,
        accounts_center=told.accounts_center,
    )


def reason_for(flow: Flow, reason: str | None, language: str, country: str) -> str:
    """Return what the form is told as the reason; None: the ready text that fits most people, where ready texts fit.

    Raises what a reason can be refused for.
    """
    if flow.own_words:
        return own_words(reason or "", flow.own_words)
    return reason_text("general" if reason is None else reason, language, country)


def checked_language(tag: str) -> str:
    """Return the BCP 47 tag in its usual form; raises UnknownLanguageError."""
    try:
        return str(Locale.parse(tag.replace("_", "-"), sep="-")).replace("_", "-")
    except (ValueError, UnknownLocaleError):
        raise UnknownLanguageError(tag) from None


def language_of(country: str) -> str:
    """Return the language that one writes in there, as far as there are ready texts in it; else English."""
    spoken = get_official_languages(country, de_facto=True)
    return next((language for language in spoken if language in LANGUAGES), "en")


def chosen_mailbox(wanted: str | None, email: str, known: Sequence[str]) -> str | None:
    """Return the address of the mailbox that codes come to: the one that is wanted, or the email's own where it is known.

    None: there is none, or ``none`` is wanted. Raises UnknownNameError for one that isn't known.
    """
    if wanted == NO_MAILBOX:
        return None
    if wanted is None:
        return email if email in known else None
    if wanted not in known:
        raise UnknownNameError("mailbox", wanted, list(known), f"“objector mailbox add {wanted}” adds it.")
    return wanted
