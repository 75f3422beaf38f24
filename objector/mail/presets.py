"""What is known of the big mail providers, so that an address is enough to find the mailbox."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True)
class Preset:
    """One provider: its mail domains, its IMAP host (TLS, port 993) and one sentence on how to get a password that works.

    ``authserv_id`` is the name it signs Authentication-Results with, where that is publicly known.
    """

    name: str
    domains: tuple[str, ...]
    host: str
    authserv_id: str | None
    advice: str


def preset_for(address: str) -> Preset | None:
    """Return what is known of the provider of an address, or None."""
    return _by_domain().get(address.rpartition("@")[2].lower())


def sign_in_advice(address: str) -> str:
    """Return one sentence on what password the provider of an address wants."""
    preset = preset_for(address)
    return preset.advice if preset else "Check the user name, and whether the provider wants an app password for mail programs."


@cache
def _by_domain() -> dict[str, Preset]:
    data = json.loads(files(__package__).joinpath("presets.json").read_text(encoding="utf-8"))
    presets = [Preset(**{**entry, "domains": tuple(entry["domains"])}) for entry in data]
    return {domain: preset for preset in presets for domain in preset.domains}
