"""Finding the mail server of an address whose provider isn't known: its domain says it, in the DNS or on the web."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as TooLateError
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element

import dns.exception
import dns.resolver
import requests
from defusedxml.ElementTree import fromstring

from objector.mail.mailbox import PORTS, Security
from objector.mail.server import Server
from objector.meanwhile import aside

PAGES = (
    "https://autoconfig.{domain}/mail/config-v1.1.xml",
    "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
    "https://autoconfig.thunderbird.net/v1.1/{domain}",
)
"""Where Thunderbird's autoconfiguration looks, its own database last (``server.ASKED``); over TLS only."""

SERVICES: tuple[tuple[str, Security], ...] = (("_imaps._tcp", "tls"), ("_imap._tcp", "starttls"))
"""Names of the DNS's SRV records (RFC 6186, section 3.2)."""

SOCKETS: dict[str, Security] = {"SSL": "tls", "STARTTLS": "starttls"}
"""What autoconfiguration calls the kinds of connection; what it calls plain is not used."""

PATIENCE = 5.0
"""Seconds that each one asked may take."""

LARGEST_PAGE = 100_000
"""Bytes of the longest answer; the real ones have some two thousand."""

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")

NOBODYS = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test")
"""Domains that are reserved for texts and tests (RFC 2606): nobody has a mailbox there, so nobody is asked."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Who is asked: a resolver for the DNS (None: the system's), and how pages are fetched."""

    resolver: dns.resolver.Resolver | None = None
    session: requests.Session = field(default_factory=requests.Session)


def discover(address: str, sources: Sources | None = None) -> Server | None:
    """Return the mail server of an address, or None if nobody names one; takes seconds, and never fails.

    First the domain's SRV records (RFC 6186), then its autoconfiguration, then Thunderbird's database, each as long as the
    one before says nothing.
    """
    domain = address.rpartition("@")[2].lower().encode("idna").decode()
    if any(f".{domain}".endswith(f".{reserved}") for reserved in NOBODYS):
        return None
    return next((server for ask in _questions(address, domain, sources or Sources()) if (server := _in_time(ask))), None)


def _questions(address: str, domain: str, sources: Sources) -> Iterator[Callable[[], Server | None]]:
    for service, security in SERVICES:
        yield partial(_by_srv, address, f"{service}.{domain}", security, sources.resolver)
    for page in PAGES:
        yield partial(_by_autoconfig, address, page.format(domain=domain), sources.session)


def _in_time(ask: Callable[[], Server | None]) -> Server | None:
    """Give up on those who answer byte by byte, too."""
    try:
        return aside(ask).result(2 * PATIENCE)
    except TooLateError:
        return None


def _by_srv(address: str, name: str, security: Security, resolver: dns.resolver.Resolver | None) -> Server | None:
    try:
        answer = (resolver or dns.resolver.get_default_resolver()).resolve(name, "SRV", lifetime=PATIENCE)
    except (dns.exception.DNSException, OSError):
        return None
    best = min(answer, key=lambda record: (record.priority, -record.weight))
    host = best.target.to_text(omit_final_dot=True).lower()
    if host in {"", "."}:  # the domain says that it has no such service
        return None
    domain = name.split(".", 2)[2]
    return Server(host=host, port=best.port, security=security, user=address, vouched=f".{host}".endswith(f".{domain}"))


def _by_autoconfig(address: str, page: str, session: requests.Session) -> Server | None:
    try:
        # A redirection would contact somebody whom nobody was told of.
        with session.get(page, timeout=PATIENCE, allow_redirects=False, stream=True) as answer:
            found = _page(answer)
        return _server_in(fromstring(found), address) if found else None
    except (OSError, SyntaxError, ValueError):  # unreachable, no XML, or XML with what only attacks have
        return None


def _page(answer: requests.Response) -> bytes:
    """Return what was answered, or nothing if it is no page or a strangely long one."""
    found = bytearray()
    if answer.status_code == requests.codes.ok:
        for part in answer.iter_content(8192):
            found += part
            if len(found) > LARGEST_PAGE:
                return b""
    return bytes(found)


def _server_in(config: Element, address: str) -> Server | None:
    return next((server for each in config.iter("incomingServer") if (server := _server(each, address))), None)


def _server(element: Element, address: str) -> Server | None:
    security = SOCKETS.get(_text(element, "socketType"))
    host = _filled(_text(element, "hostname"), address).lower()
    if element.get("type") != "imap" or security is None or not HOST.fullmatch(host):
        return None
    port = int(_text(element, "port") or PORTS[security])
    user = _filled(_text(element, "username"), address)
    return Server(host=host, port=port, security=security, user=user or address) if 0 < port < 2**16 else None


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _filled(text: str, address: str) -> str:
    local, _, domain = address.rpartition("@")
    blanks = {"%EMAILADDRESS%": address, "%EMAILLOCALPART%": local, "%EMAILDOMAIN%": domain}
    for blank, value in blanks.items():
        text = text.replace(blank, value)
    return text
