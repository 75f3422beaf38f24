"""Where a mailbox is, from its address and what the person says besides."""

import sys
from dataclasses import dataclass

import typer

from objector.errors import BadInputError, PlainTextMailError
from objector.mail.mailbox import PORTS, Mailbox, Security, SignIn, is_loopback
from objector.mail.presets import Preset, preset_at, preset_for
from objector.mail.server import ASKED, Server

AT: dict[SignIn, str] = {"microsoft": "outlook.office365.com", "google": "imap.gmail.com"}
"""The server of those who sign in there."""


class UnknownProviderError(BadInputError):
    """Nothing is known of the provider of an address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The mail server of “{address}” isn't known, and its domain doesn't name it. "
            f"Name it: objector mailbox add {address} --host imap.example.org"
        )


class UnconfirmedServerError(BadInputError):
    """The DNS alone names a server outside the domain of the address, and the person hasn't confirmed it."""

    def __init__(self, address: str, server: Server) -> None:
        super().__init__(
            f"The DNS says that the mail of {address} is at {server.host}, another domain, and the DNS can be forged. If that is "
            f"right, name it yourself: objector mailbox add {address} --host {server.host} --port {server.port}"
        )


class NoCertificateError(BadInputError):
    """A server on this machine has a certificate of its own, and nobody named the file."""

    def __init__(self, preset: Preset) -> None:
        super().__init__(f"{preset.name} needs the certificate's file besides. {preset.advice}")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the person says of a mailbox; None is left to the program."""

    address: str
    host: str | None = None
    port: int | None = None
    user: str | None = None
    security: Security | None = None
    ca_file: str | None = None
    authserv_id: str | None = None
    accept_unverified: bool = False
    sign_in: SignIn | None = None


def describe(said: Said, server: Server) -> Mailbox:
    """Return the mailbox on that server, with what is known of its provider; raises NoCertificateError, PlainTextMailError."""
    known = preset_at(server.host, said.address)
    if known and known.own_certificate and not said.ca_file:
        raise NoCertificateError(known)
    security = said.security or server.security
    if security == "none" and not is_loopback(server.host):
        raise PlainTextMailError(server.host)
    return Mailbox(
        address=said.address,
        host=server.host,
        port=said.port or (server.port if security == server.security else PORTS[security]),
        user=said.user or server.user,
        security=security,
        ca_file=said.ca_file,
        authserv_id=said.authserv_id or (known.authserv_id if known else None),
        accept_unverified=said.accept_unverified,
        sign_in=said.sign_in or (known.sign_in if known else "password"),
    )


def known_server(said: Said) -> Server | None:
    """Return the server that the person names, or that follows from the address or the way of signing in, or None."""
    address = said.address
    if said.host:
        security = said.security or "tls"
        return Server(host=said.host, port=PORTS[security], security=security, user=address)
    if there := AT.get(said.sign_in or "password"):  # before the address's provider: tokens are for those who gave them
        return Server(host=there, port=PORTS["tls"], security="tls", user=address)
    preset = preset_for(address)
    return Server(host=preset.host, port=preset.port, security=preset.security, user=address) if preset else None


def look_up(address: str) -> Server:
    """Return the server that the address's domain names; raises UnknownProviderError, UnconfirmedServerError."""
    from objector.mail.discovery import discover

    print(looking_for(address), file=sys.stderr)
    server = discover(address)
    if server is None:
        raise UnknownProviderError(address)
    if not (server.vouched or _confirmed(address, server)):
        raise UnconfirmedServerError(address, server)
    return server


def looking_for(address: str) -> str:
    """Return the sentence on who is asked for the mail server of an address, for before it is done."""
    domain = address.rpartition("@")[2]
    asked = ", ".join(host.replace("DOMAIN", domain) for host in ASKED)
    return f"Looking for the mail server of {domain} in the DNS and at {asked} …"


def _confirmed(address: str, server: Server) -> bool:
    question = f"The DNS says that the mail of {address} is at {server.host}, another domain. Is that right?"
    return sys.stdin.isatty() and typer.confirm(question, err=True)
