"""What all cases of a run share: settings, the ledger, secrets, and who is told and asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from objector.cases.ledger import Ledger
from objector.cases.model import Account
from objector.cases.roster import Roster
from objector.cases.used_mails import UsedMails
from objector.filing.mailrooms import Mailrooms
from objector.filing.person import Person
from objector.filing.progress import Progress
from objector.mail.mailbox import Mailbox
from objector.mail.secret import MailSecrets, Secret
from objector.mail.watch import Watch
from objector.page.desk import Credentials
from objector.page.learned import Lessons
from objector.redact import Redactor
from objector.secrets.handover import Handover
from objector.secrets.sealed import SealedStore
from objector.secrets.sessions import Sessions, open_sessions
from objector.secrets.vault import Vault
from objector.settings import Settings


@dataclass(frozen=True)
class Office:
    """The things at hand. ``clock`` gives the time with its zone, ``redactor`` blots known secrets out of what is logged."""

    settings: Settings
    ledger: Ledger
    roster: Roster
    used_mails: UsedMails
    vault: Vault
    person: Person
    progress: Progress
    clock: Callable[[], datetime]
    redactor: Redactor

    @cached_property
    def sessions(self) -> Sessions:
        """The signed-in sessions, sealed."""
        return open_sessions(self.settings.world, self.vault)

    @cached_property
    def lessons(self) -> Lessons:
        """What people pointed at on forms."""
        return Lessons(self.settings.world)

    @cached_property
    def mailrooms(self) -> Mailrooms:
        """The mailboxes that codes come to."""
        return Mailrooms(self.watch, self.used_mails, self.clock)

    def watch(self, mailbox: Mailbox) -> Watch:
        """Return the watch of a mailbox, not begun yet."""
        return Watch(mailbox, self.mail_secret(mailbox))

    def mail_secret(self, mailbox: Mailbox) -> Secret:
        """Return what the mailbox is signed in to with; a password is kept out of all that is told and kept from here on."""
        secret = self.mail_secrets.of(mailbox) or ""
        if isinstance(secret, str):
            self.redactor.register(secret)
        return secret

    @cached_property
    def mail_secrets(self) -> MailSecrets:
        """The passwords and tokens that mailboxes are signed in to with."""
        return MailSecrets(self.vault, self.settings.world)

    @cached_property
    def handover(self) -> Handover:
        """Where “objector code” leaves a code."""
        return handover(self.settings.world, self.vault)

    def credentials(self, account: Account) -> Credentials | None:
        """Return what is stored to sign the account in with, or None."""
        password = self.vault.get(password_name(account.name))
        if password is None:
            return None
        seed = self.vault.get(seed_name(account.name))
        return Credentials(username=account.email, password=password, totp_seed=seed)


def handover(world: Path, vault: Vault) -> Handover:
    """Return the place where codes change hands between two terminals."""
    return Handover(SealedStore(world / "handover", vault.key()))


def password_name(account: str) -> str:
    """Return the keyring's name for the account's password."""
    return f"account/{account}/password"


def seed_name(account: str) -> str:
    """Return the keyring's name for the account's TOTP seed."""
    return f"account/{account}/totp"


def forget_secrets(world: Path, vault: Vault, account: Account) -> None:
    """Delete the account's password, TOTP seed and session."""
    vault.delete(password_name(account.name))
    vault.delete(seed_name(account.name))
    if (world / "sessions").exists():
        open_sessions(world, vault).forget(account.name)
