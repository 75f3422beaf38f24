"""What has to be known of a mailbox to watch it."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal

Security = Literal["tls", "starttls", "none"]
"""How a connection is encrypted; ``none`` is for servers on this machine only."""

SignIn = Literal["password", "microsoft", "google"]
"""What a mailbox is signed in to with: its password, or OAuth 2 tokens that Microsoft or Google gave."""

PORTS: dict[Security, int] = {"tls": 993, "starttls": 143, "none": 143}
"""IMAP's ports (RFC 8314, section 7.3, and RFC 9051, section 2.1)."""


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """One IMAP mailbox.

    Its password is not here: it lives in the vault under ``secret_name``; tokens are sealed (see ``secret``). ``user`` is what
    the server calls the person, often the address. ``ca_file`` is a PEM file with a private certificate authority, or with the
    server's own certificate; None: the system's authorities. ``authserv_id`` is the name under which the receiving server signs
    its Authentication-Results (RFC 8601, section 2.5); None: the topmost header is taken, which is the one that the receiving
    server wrote last. ``accept_unverified`` is for servers that add no Authentication-Results at all: then the sender of a mail
    is taken at its word.
    """

    address: str
    host: str
    port: int = 993
    user: str
    security: Security = "tls"
    ca_file: str | None = None
    authserv_id: str | None = None
    accept_unverified: bool = False
    sign_in: SignIn = "password"

    @property
    def domain(self) -> str:
        """The part of the address after the @, in lower case."""
        return self.address.rpartition("@")[2].lower()

    @property
    def secret_name(self) -> str:
        """Name of the password in the vault."""
        return mailbox_password_name(self.address)


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine itself by its very name (RFC 6761, section 6.3) or address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def mailbox_password_name(address: str) -> str:
    """Return the keyring's name for the mailbox's password."""
    return f"mailbox/{address}/password"
