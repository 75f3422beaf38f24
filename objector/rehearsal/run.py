"""A rehearsal from end to end: replica, mailbox, throw-away home and accounts, and the same filing as for real."""

import base64
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import flows
from objector.cases.details import EVIDENCE, PRODUCT
from objector.cases.model import Account
from objector.cases.reasons import reason_text
from objector.cases.roster import Roster
from objector.errors import BadInputError
from objector.filing.office import password_name
from objector.mail.mailbox import Mailbox, mailbox_password_name
from objector.rehearsal.faults import Faults
from objector.rehearsal.mailbox import RehearsalMailbox, rehearsal_mailbox
from objector.rehearsal.mails import RECEIVING_SERVER
from objector.rehearsal.replica import Replica, replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Engine, Scenario, Version
from objector.rehearsal.wording import LANGUAGES
from objector.secrets.memory import MemoryKeyring
from objector.secrets.vault import REHEARSAL, Vault
from objector.settings import Settings

INBOX = "inbox@rehearsal.test"

REHEARSED = ("facebook", "instagram")
"""What is rehearsed when no form is named."""

CONTEXT = (
    "A blog copied my portrait and my life story without asking. The answer repeats both, word for word, to whoever asks for my "
    "name, and clients have asked me about it. I never agreed to that, and I want it used no more."
)
"""The reason where no ready text fits."""

DETAILS = {"first_name": "Robin", "last_name": "Example", "prompt": "Who is Robin Example, and what do they look like?"}

PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
"""A picture of one point, which stands for the answer that shows the person's information."""


class UnknownEngineError(BadInputError):
    """A rehearsal was asked for on an engine that the replica hasn't got."""

    def __init__(self, engine: str) -> None:
        super().__init__(f"There is no engine “{engine}”. The replica has: {', '.join(Engine)}.")


class UnknownLanguageError(BadInputError):
    """A rehearsal was asked for in a language that the replica hasn't got."""

    def __init__(self, language: str) -> None:
        super().__init__(f"The replica has no texts in “{language}”. It has: {', '.join(LANGUAGES)}.")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is rehearsed: so many accounts on each of the flows, met by the sites as the scenario says.

    ``faults`` is what goes wrong on the way to them.
    """

    flows: tuple[str, ...]
    accounts: int
    scenario: Scenario
    faults: Faults | None = None


def make_plan(flow: str | None, accounts: int, engine: str, language: str, version: Version) -> Plan:
    """Check what was asked for; raises UnknownNameError, UnknownEngineError, UnknownLanguageError."""
    if flow is not None:
        flows.get(flow)
    if (wanted := engine.replace("-", "_")) not in list(Engine):
        raise UnknownEngineError(engine)
    if language not in LANGUAGES:
        raise UnknownLanguageError(language)
    scenario = Scenario(engine=Engine(wanted), version=version, language=language, cookie_dialog=True)
    return Plan(flows=(flow,) if flow else REHEARSED, accounts=accounts, scenario=scenario)


@asynccontextmanager
async def stage(plan: Plan, settings: Settings) -> "AsyncIterator[Stage]":
    """Set everything up for as long as the block lasts; the home stays behind for the person to look at."""
    residents = [_resident(flow, number) for flow in plan.flows for number in range(1, plan.accounts + 1)]
    password = secrets.token_urlsafe(12)
    async with (
        rehearsal_mailbox(INBOX, password) as inbox,
        replica(plan.scenario, residents, deliver=inbox.deliver, faults=plan.faults) as site,
    ):
        home = Path(tempfile.mkdtemp(prefix="objector-rehearsal-"))
        own = settings.model_copy(update={"home": home, "ledger": None, "site": site.address, "site_cert": site.certificate})
        vault = Vault(REHEARSAL, MemoryKeyring())
        vault.put(mailbox_password_name(INBOX), password)
        yield Stage(plan=plan, settings=own, vault=vault, site=site, inbox=inbox, residents=residents)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a rehearsal plays on."""

    plan: Plan
    settings: Settings
    vault: Vault
    site: Replica
    inbox: RehearsalMailbox
    residents: list[Resident]

    def furnish(self, roster: Roster) -> list[Account]:
        """Put the mailbox and the accounts into the roster, their passwords into the vault, and return the accounts."""
        box = Mailbox(
            address=INBOX,
            host=self.inbox.host,
            port=self.inbox.port,
            user=INBOX,
            ca_file=self.inbox.ca_file,
            authserv_id=RECEIVING_SERVER,
        )
        roster.put_mailbox(box)
        return [self._account(roster, resident) for resident in self.residents]

    def _account(self, roster: Roster, resident: Resident) -> Account:
        flow = resident.email.split("@", 1)[0].rstrip("0123456789")
        language = self.plan.scenario.language
        account = Account(
            name=f"{flow}:{resident.email}",
            flow=flow,
            email=resident.email,
            country=resident.country,
            reason=CONTEXT if flows.get(flow).own_words else reason_text("creator", language, resident.country),
            language=language,
            mailbox=INBOX,
            details=self._details(flow),
        )
        roster.put(account)
        self.vault.put(password_name(account.name), resident.password)
        return account

    def _details(self, flow: str) -> dict[str, str]:
        """Return an answer to everything that the form asks besides."""
        picture = self.settings.home / "the-answer.png"
        picture.write_bytes(PICTURE)
        known = {**DETAILS, EVIDENCE.name: str(picture), PRODUCT.name: PRODUCT.usual}
        return {detail.name: known[detail.name] for detail in flows.get(flow).asks}


def _resident(flow: str, number: int) -> Resident:
    assert flow in flows.names()
    return Resident(email=f"{flow}{number}@rehearsal.test", password=secrets.token_urlsafe(12))
