"""The questions of ``objector setup``, in their order. Nothing is stored here."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from babel import Locale

import flows
from objector.browser.find import Machine, has_display
from objector.cases.address import check_email
from objector.cases.countries import check_right, country_name, parse_country
from objector.cases.details import shown_details
from objector.cases.model import Account
from objector.cases.reasons import LANGUAGES, LONGEST, TEMPLATES, own_words, reason_text
from objector.cases.roster import Roster
from objector.cli.asking import Asker
from objector.cli.codes_from import CodesFrom, ask_codes_from
from objector.cli.given_secrets import check_password, check_seed
from objector.filing.accounts.new_account import NO_MAILBOX, Told, language_of, make_account
from objector.page.flow import Flow
from objector.settings import Settings

READY = {
    "creator": "I am a creator and keep the copyright in my work (was accepted)",
    "private-photos": "My private account holds personal photos (was accepted)",
    "general": "I share posts and photos like most people do",
}
"""The templates of reasons, as a menu puts them."""

OWN_WORDS = "own words"


class SignIn(StrEnum):
    """How objector gets into the account, if the site wants that."""

    NOW = "by hand, in a window, right after this"
    LATER = "by hand, in a window, later"
    STORED = "with the password, kept in the keyring"
    NEEDLESS = "not needed for this form"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What was answered, complete and checked. An empty ``password`` or ``seed`` is none."""

    account: Account
    codes: CodesFrom
    sign_in: SignIn
    password: str = field(default="", repr=False)
    seed: str = field(default="", repr=False)


def interview(asker: Asker, roster: Roster, settings: Settings) -> Answers:
    """Ask everything that is to know of an account. Raises KeyboardInterrupt, EOFError when the person stops."""
    told = _told(asker)
    codes = ask_codes_from(asker, told.email, roster.mailboxes(), settings)
    known = [codes.address] if codes.address else []
    account = make_account(replace(told, mailbox=codes.address or NO_MAILBOX), known)
    sign_in = _sign_in(asker) if flows.get(told.flow).signs_in else SignIn.NEEDLESS
    stored = sign_in is SignIn.STORED
    return Answers(
        account=account,
        codes=codes,
        sign_in=sign_in,
        password=asker.hidden(f"Password of {account.name}", check_password) if stored else "",
        seed=asker.hidden("TOTP seed (empty: you do the second factor)", _seed_or_none) if stored else "",
    )


def show(asker: Asker, answers: Answers, *, known: bool) -> None:
    """Show everything that was answered, secrets apart."""
    account = answers.account
    rows = [
        ("account", account.name + (" (takes the place of the one that objector knows)" if known else "")),
        ("form", flows.get(account.flow).title),
        ("country", country_name(account.country)),
        ("email", account.email),
        ("language", _language_name(account.language)),
        ("reason", account.reason),
        *shown_details(account.details).items(),
        ("codes", str(answers.codes)),
        ("sign-in", answers.sign_in),
    ]
    asker.show("This is what objector will know", rows)


def _told(asker: Asker) -> Told:
    """Ask what is filed."""
    flow = flows.get(asker.choose("Which platform?", [(flows.get(name).title, name) for name in flows.names()]))
    if flow.note:
        asker.say(flow.note)
    country = asker.text("Where do you live? (the country's name in any language, or its ISO code)", _country_for(flow))
    asker.say(f"{country_name(country)} ({country})")
    email = asker.text("Email that the account is registered with" if flow.signs_in else "Your email", check_email)
    told = Told(flow=flow.name, country=country, email=email)
    told = replace(told, details={detail.name: asker.text(detail.question, detail.checked, detail.usual) for detail in flow.asks})
    told = replace(told, language=_language(asker, told))
    return replace(told, reason=_own_reason(asker, flow) if flow.own_words else _reason(asker, told))


def _country_for(flow: Flow) -> Callable[[str], str]:
    def check(text: str) -> str:
        country = parse_country(text)
        check_right(country, flow.countries, flows.remaining(flow, country))
        return country

    return check


def _language(asker: Asker, told: Told) -> str:
    usual = language_of(told.country)
    return asker.choose("In which language do you want to write?", [(_language_name(each), each) for each in LANGUAGES], usual)


def _language_name(language: str) -> str:
    return str(Locale.parse(language, sep="-").get_display_name(language)).capitalize()


def _reason(asker: Asker, told: Told) -> str:
    """Ask for a ready text, which is shown before it counts, or for the person's own words; return the text itself."""
    choices = [*((READY[name], name) for name in TEMPLATES), ("I'll say it in my own words", OWN_WORDS)]
    while (chosen := asker.choose("Why do you object?", choices)) != OWN_WORDS:
        text = reason_text(chosen, told.language or "en", told.country)
        asker.say(text)
        if asker.agrees("Use this text?"):
            return text
    return asker.text(f"How does this use of your posts affect you? (up to {LONGEST} characters)", reason_text)


def _own_reason(asker: Asker, flow: Flow) -> str:
    """Ask for the person's own words, where no ready text fits."""
    limits = f"({flow.own_words} to {LONGEST} characters)"
    question = f"What is known of you, where does it come from, and how does its use affect you? {limits}"
    return asker.text(question, lambda text: own_words(text, flow.own_words))


def _sign_in(asker: Asker) -> SignIn:
    asker.say(
        "Some forms are shown only to those who are signed in. By hand is safest: the site sees you, and no password is kept."
    )
    windows = [SignIn.NOW] if has_display(Machine()) else []
    return asker.choose("How will you sign in?", [(str(way), way) for way in (*windows, SignIn.LATER, SignIn.STORED)])


def _seed_or_none(text: str) -> str:
    return check_seed(text) if text.strip() else ""
