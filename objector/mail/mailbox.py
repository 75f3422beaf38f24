"""What has to be known of a mailbox to watch it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """One IMAP mailbox.

    Its password is not here: it lives in the vault under ``secret_name``. ``user`` is what the server calls the
    person, often the address. ``ca_file`` is a PEM file with a private certificate authority; None: the system's.
    ``authserv_id`` is the name under which the receiving server signs its Authentication-Results (RFC 8601, section
    2.5); None: the topmost header is taken, which is the one that the receiving server wrote last.
    ``accept_unverified`` is for servers that add no Authentication-Results at all: then the sender of a mail is
    taken at its word.
    """

    address: str
    host: str
    port: int = 993
    user: str
    security: Literal["tls", "starttls"] = "tls"
    ca_file: str | None = None
    authserv_id: str | None = None
    accept_unverified: bool = False

    @property
    def domain(self) -> str:
        """The part of the address after the @, in lower case."""
        return self.address.rpartition("@")[2].lower()

    @property
    def secret_name(self) -> str:
        """Name of the password in the vault."""
        return mailbox_password_name(self.address)


def mailbox_password_name(address: str) -> str:
    """Return the keyring's name for the mailbox's password."""
    return f"mailbox/{address}/password"
