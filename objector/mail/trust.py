"""Whether the server that received a mail vouches for its sender (RFC 8601, Authentication-Results)."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import authres

from objector.mail.mail import Mail

_BARE = re.compile(r"\s*[a-z-]+=", re.IGNORECASE)
"""Microsoft writes the header without the name of the server that RFC 8601 wants first."""

_UNNAMED = "unnamed.invalid"

_ACTION = re.compile(r"(?<=dmarc=pass) action=\w+(?= header\.from=)")
"""Microsoft's addition to DMARC's result, which RFC 8601 has no place for."""


class Trust(StrEnum):
    """What the receiving server says of a sender."""

    VOUCHED = "vouched"
    NOT_VOUCHED = "not_vouched"
    SILENT = "silent"
    """The server added no Authentication-Results, or none under the name that is trusted."""


def trust(mail: Mail, authserv_id: str | None) -> Trust:
    """Return whether the mail's From address is vouched for by DMARC, or by a DKIM signature of its own domain (RFC 7489, 3.1.1).

    Only headers of the server ``authserv_id`` (or a server below that domain) count, and of each server only its topmost: what
    stands below may have come with the mail. Without a name only the topmost header counts.
    """
    headers = list(_trusted(mail.vouchers, authserv_id))
    if not headers:
        return Trust.SILENT
    domain = mail.sender.rpartition("@")[2]
    results = [result for header in headers for result in header.results if hasattr(result, "method")]
    return Trust.VOUCHED if domain and _vouch(results, domain) else Trust.NOT_VOUCHED


def vouching_server(voucher: str) -> str | None:
    """Return the name under which an Authentication-Results was written, or None if it has none."""
    name = str(_parse(voucher).authserv_id).lower()
    return None if name == _UNNAMED else name


def within(domain: str, domains: Iterable[str]) -> bool:
    """Return whether a domain is one of the domains or lies below one."""
    return any(domain == other or domain.endswith(f".{other}") for other in domains)


def _trusted(headers: tuple[str, ...], authserv_id: str | None) -> Iterator[Any]:
    seen: set[str] = set()
    for header in headers if authserv_id else headers[:1]:
        parsed = _parse(header)
        name = str(parsed.authserv_id).lower()
        if name not in seen and (not authserv_id or within(name, [authserv_id.lower()])):
            seen.add(name)
            yield parsed


def _parse(header: str) -> Any:  # noqa: ANN401 - authres has no types
    text = _ACTION.sub("", " ".join(header.split())).rstrip("; ")
    try:
        return authres.all_features().parse_value(f"{_UNNAMED}; {text}" if _BARE.match(text) else text)
    except (authres.AuthResError, ValueError, RecursionError):
        return authres.AuthenticationResultsHeader(authserv_id=_UNNAMED)


def _vouch(results: list[Any], domain: str) -> bool:
    dmarc = [result for result in results if result.method == "dmarc"]
    if dmarc:
        return all(result.result == "pass" and _property(result, "from") == domain for result in dmarc)
    return any(_signed_by(result, domain) for result in results if result.method == "dkim" and result.result == "pass")


def _signed_by(result: Any, domain: str) -> bool:  # noqa: ANN401
    signer = _property(result, "d") or _property(result, "i").rpartition("@")[2]
    return "." in signer and (within(signer, [domain]) or within(domain, [signer]))


def _property(result: Any, name: str) -> str:  # noqa: ANN401
    values = [str(entry.value).lower() for entry in result.properties if entry.type == "header" and entry.name == name]
    return values[0].rpartition("@")[2] if values and name == "from" else values[0] if values else ""
