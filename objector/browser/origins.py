"""The origins on which something may be typed, and the addresses that lie within them."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit


def within(address: str, origins: Sequence[str]) -> bool:
    """Tell whether an address lies within one of the origins; ``https://*.example.com`` covers example.com's subdomains.

    Only https counts, and only its own port.
    """
    try:
        parts = urlsplit(address)
        if parts.scheme != "https" or parts.port not in {None, 443}:
            return False
    except ValueError:
        return False
    # A browser takes a backslash for a slash, which would make another host of it.
    return "\\" not in address and any(_covers(urlsplit(origin).hostname or "", parts.hostname or "") for origin in origins)


def _covers(pattern: str, host: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) or host == pattern[2:]
    return host == pattern


def foreign(origins: Sequence[str]) -> re.Pattern[str]:
    """Return what matches the addresses outside the origins, as a browser writes them."""
    ours = "|".join(re.escape(origin).replace(r"://\*\.", r"://([^/]*\.)?") for origin in origins)
    return re.compile(rf"^(?!({ours})/)")
