"""What is known of the big mail providers, so that an address is enough to find the mailbox."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from objector.mail.mailbox import Security, SignIn, is_loopback


@dataclass(frozen=True, kw_only=True)
class Preset:
    """One provider: its mail domains, its IMAP server, and one sentence on how to get a password that works.

    ``authserv_id`` is the name it signs Authentication-Results with, where that is publicly known. ``sign_in`` is the way that
    it takes; another may be there besides. ``own_certificate`` says that nobody but the person can vouch for the server's
    certificate, who has to name its file.
    """

    name: str
    domains: tuple[str, ...]
    host: str
    port: int = 993
    security: Security = "tls"
    authserv_id: str | None = None
    sign_in: SignIn = "password"
    own_certificate: bool = False
    advice: str


def preset_for(address: str) -> Preset | None:
    """Return what is known of the provider of an address, or None."""
    domain = address.rpartition("@")[2].lower()
    return next((preset for preset in _presets() if domain in preset.domains), None)


def preset_at(host: str, address: str) -> Preset | None:
    """Return what is known of the provider whose server an address's mailbox is on, or None.

    Firms have their mail at the big providers, too; on this machine a server is whoever's the address says.
    """
    own = preset_for(address)
    return own if own and own.host == host.lower() else _by_host().get(host.lower())


def sign_in_advice(host: str, address: str) -> str:
    """Return one sentence on what password the provider wants on whose server an address's mailbox is."""
    known = preset_at(host, address)
    return known.advice if known else "Check the user name, and whether the provider wants an app password for mail programs."


@cache
def _by_host() -> dict[str, Preset]:
    return {preset.host: preset for preset in _presets() if not is_loopback(preset.host)}


@cache
def _presets() -> tuple[Preset, ...]:
    data = json.loads(files(__package__).joinpath("presets.json").read_text(encoding="utf-8"))
    return tuple(Preset(**{**entry, "domains": tuple(entry["domains"])}) for entry in data)
