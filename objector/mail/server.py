"""An IMAP server that an address leads to, and who may be asked for it."""

from dataclasses import dataclass

from objector.mail.mailbox import Security

ASKED = ("autoconfig.DOMAIN", "DOMAIN", "autoconfig.thunderbird.net")
"""Who is asked on the web, besides the DNS, where a mailbox is added whose provider isn't known; DOMAIN is its address's."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """An IMAP server, and what it calls the person.

    ``vouched`` is False where only the DNS names it and it lies outside the address's domain: then the person has to confirm
    it before a password goes there (RFC 6186, section 6).
    """

    host: str
    port: int
    security: Security
    user: str
    vouched: bool = True
