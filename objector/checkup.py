"""Finding out whether everything is there that the program needs, and whom it would ever contact."""

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import flows
from objector.browser.find import Machine, find_browser, has_display
from objector.browser.version import version_of
from objector.errors import NoBrowserError, ObjectorError
from objector.mail import server
from objector.mail.check import check as try_mailbox
from objector.mail.check import in_words
from objector.mail.mailbox import Mailbox
from objector.mail.secret import ASKED, MailSecrets
from objector.secrets.vault import Vault
from objector.settings import Settings

ROOM = 200
"""Megabytes that should be free: a few hundred objections with their pictures."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found of one part: whether it is ``fine``, and in words, which end in a remedy where it is not."""

    part: str
    fine: bool
    says: str


def checkup(settings: Settings, vault: Vault) -> Iterator[Finding]:
    """Look at every part of the machine in turn; each may take some seconds."""
    yield _browser(settings)
    yield _display(settings)
    yield _folder(settings.home)
    yield _keyring(vault)


def check_mailboxes(mailboxes: list[Mailbox], vault: Vault, secrets: MailSecrets) -> Iterator[Finding]:
    """Sign in to every mailbox, changing nothing; without the keyring none is tried."""
    if mailboxes:
        keyring = _keyring(vault)
        for mailbox in mailboxes:
            yield _mailbox(mailbox, secrets) if keyring.fine else _untried(mailbox)


def hosts(settings: Settings, mailboxes: list[Mailbox]) -> list[str]:
    """Return every host that the program contacts of its own accord; a ``*.`` covers subdomains.

    Pages load their own parts from where their platform keeps them. In a rehearsal the replica stands for all sites, and nobody
    is asked for mail servers. DOMAIN is that of a mailbox which is added.
    """
    sites = [settings.site] if settings.site else _origins()
    mail = [f"{mailbox.host}:{mailbox.port}" for mailbox in mailboxes]
    tokens = [host for mailbox in mailboxes for host in ASKED[mailbox.sign_in]]
    servers = () if settings.rehearsing else server.ASKED
    ledger = urlsplit(settings.ledger_address).hostname
    return list(dict.fromkeys([*sites, *mail, *tokens, *servers, *([ledger] if ledger else [])]))


def _origins() -> list[str]:
    every = (urlsplit(origin).netloc for name in flows.names() for origin in flows.get(name).origins)
    return sorted(set(every), key=lambda host: host.split(".")[::-1])


def _browser(settings: Settings) -> Finding:
    try:
        browser = find_browser(settings.browser)
        return Finding(part="browser", fine=True, says=f"{version_of(browser)}, at {browser}")
    except NoBrowserError as error:
        return Finding(part="browser", fine=False, says=f"{error} “objector doctor --fix” installs one.")
    except ObjectorError as error:
        return Finding(part="browser", fine=False, says=str(error))


def _display(settings: Settings) -> Finding:
    if has_display(Machine()):
        return Finding(part="display", fine=True, says="there is one, so --headed can be used")
    if settings.headed:
        says = "there is none, but OBJECTOR_HEADED asks for a window. Unset it, or start from a desktop session."
        return Finding(part="display", fine=False, says=says)
    return Finding(part="display", fine=True, says="there is none, so the browser works without a window")


def _keyring(vault: Vault) -> Finding:
    try:
        vault.check()
        return Finding(part="keyring", fine=True, says=f"{vault.backend.name}, unlocked")
    except ObjectorError as error:
        return Finding(part="keyring", fine=False, says=str(error))


def _folder(home: Path) -> Finding:
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    trouble = _trouble_of(home, there, free)
    return Finding(part="data folder", fine=not trouble, says=trouble or f"{home}, {free:,} MB free")


def _trouble_of(home: Path, there: Path, free: int) -> str:
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return f"{there} can't be written to. Give yourself the right to, or name another folder with OBJECTOR_HOME."
    if free < ROOM:
        return f"{there} has {free} MB left. Make room for {ROOM} MB, or name another folder with OBJECTOR_HOME."
    if there == home and os.name == "posix" and stat.S_IMODE(home.stat().st_mode) & 0o077:
        return f"{home} can be read by others. “objector doctor --fix” makes it private (chmod 700 {home})."
    return ""


def _untried(mailbox: Mailbox) -> Finding:
    says = "not tried, because its password is in the keyring. Put the keyring right first."
    return Finding(part=f"mailbox {mailbox.address}", fine=False, says=says)


def _mailbox(mailbox: Mailbox, secrets: MailSecrets) -> Finding:
    part = f"mailbox {mailbox.address}"
    try:
        secret = secrets.of(mailbox)
        if secret is None:
            says = f"its password is not in the keyring. “objector mailbox sign-in {mailbox.address}” asks for it."
            return Finding(part=part, fine=False, says=says)
        words = in_words(try_mailbox(mailbox, secret), mailbox)
        return Finding(part=part, fine=True, says=" ".join(sentence for _, sentence in words))
    except ObjectorError as error:
        return Finding(part=part, fine=False, says=str(error))
