"""What a mailbox is signed in to with: a password in the keyring or, too long for that, OAuth 2 tokens that are sealed."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from objector.mail.mailbox import Mailbox, SignIn
from objector.secrets.sealed import SealedStore
from objector.secrets.vault import Vault


class Tokens(Protocol):
    """Who hands out access tokens (RFC 6749) for one mailbox.

    Both methods may ask the one who gave the tokens, within seconds, and raise MailboxLapsedError when that one wants the
    person to sign in anew, and MailboxUnreachableError when it doesn't answer.
    """

    def current(self) -> str:
        """Return a token that is valid for some minutes yet, renewed first where need be."""

    def renewed(self) -> str:
        """Return a token that was made now: the mail server refused the one before."""


Secret = str | Tokens
"""A password, or who hands out access tokens."""


ASKED: dict[SignIn, tuple[str, ...]] = {
    "password": (),
    "microsoft": ("login.microsoftonline.com",),
    "google": ("oauth2.googleapis.com",),
}
"""Who gives and renews tokens."""


class MailSecrets:
    """The secrets of all mailboxes: ``vault`` keeps passwords and the key, and ``world``, in a folder of its own, sealed tokens.

    Raises what the vault raises, and BrokenSealError for tokens that were tampered with.
    """

    def __init__(self, vault: Vault, world: Path) -> None:
        self._vault = vault
        self._folder = world / "tokens"

    def keep(self, mailbox: Mailbox, given: str) -> None:
        """Keep what was given for signing in: a password, or what ``sign_in`` of Microsoft or Google returned."""
        if mailbox.sign_in == "password":
            self._vault.put(mailbox.secret_name, given)
        else:
            self._sealed.put(mailbox.address, given.encode())

    def of(self, mailbox: Mailbox) -> Secret | None:
        """Return what a mailbox is signed in to with, or None if nothing is kept for it; renewed tokens are kept in turn."""
        if mailbox.sign_in == "password":
            return self._vault.get(mailbox.secret_name)
        kept = self._sealed.get(mailbox.address)
        return None if kept is None else secret(mailbox, kept.decode(), lambda given: self.keep(mailbox, given))

    def forget(self, mailbox: Mailbox) -> None:
        """Delete whatever is kept for a mailbox."""
        self._vault.delete(mailbox.secret_name)
        if self._folder.exists():
            self._sealed.delete(mailbox.address)

    @property
    def _sealed(self) -> SealedStore:
        return SealedStore(self._folder, self._vault.key())


def secret(mailbox: Mailbox, given: str, keep: Callable[[str], None]) -> Secret:
    """Return what was given as something to sign in with. ``keep`` is told what takes its place when tokens are renewed."""
    if mailbox.sign_in == "microsoft":
        from objector.mail.microsoft import MicrosoftTokens  # noqa: PLC0415 - few have tokens, and the library is large

        return MicrosoftTokens(mailbox.address, given, keep)
    if mailbox.sign_in == "google":
        from objector.mail.google import GoogleTokens  # noqa: PLC0415 - same

        return GoogleTokens(mailbox.address, given, keep)
    return given
