"""Addresses as they may be shown and kept."""


def without_query(address: str) -> str:
    """Return the address without its query, which may identify the session or the person."""
    return address.split("?", maxsplit=1)[0]
