"""Which folders of a mailbox new mail can come to."""

import json
from functools import cache
from importlib.resources import files

INBOX = "INBOX"

ABOVE = ("inbox/", "inbox.", "[gmail]/", "[google mail]/")
"""What stands before a folder's own name where a server keeps all folders below one."""


def watched(folders: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return the folders to watch, the inbox last: those for junk, for all mail and for the archive, where filters put new mail.

    ``folders`` are names and flags. The server's flags count (RFC 6154, SPECIAL-USE); for a use that it flags no folder with,
    names count, in many languages.
    """
    flagged = {name: {flag.lower() for flag in flags} for name, flags in folders if name.upper() != INBOX}
    told = set[str]().union(*flagged.values())
    others = [name for name, flags in flagged.items() if any(use in (flags if use in told else _uses(name)) for use in _names())]
    return [*others, INBOX]


def _uses(name: str) -> set[str]:
    own = name.casefold()
    for above in ABOVE:
        own = own.removeprefix(above)
    return {use for use, names in _names().items() if own in names}


@cache
def _names() -> dict[str, frozenset[str]]:
    """Return how folders are called, by the flag (in lower case) that they should have."""
    uses = json.loads(files(__package__).joinpath("folder_names.json").read_text(encoding="utf-8"))
    return {use: frozenset(name.casefold() for name in names) for use, names in uses.items()}
