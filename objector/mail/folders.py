"""Which folders of a mailbox new mail can come to."""

import json
from functools import cache
from importlib.resources import files

INBOX = "INBOX"

WHERE_MAIL_COMES = frozenset({"\\junk", "\\all", "\\archive"})
"""Flags (RFC 6154, SPECIAL-USE) of the folders beside the inbox that filters put new mail into."""


def watched(folders: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return the folders to watch, the inbox last: those flagged as junk, all mail or archive, or called junk in a language."""
    others = [name for name, flags in folders if name.upper() != INBOX and (_flagged(flags) or _called_junk(name, folders))]
    return [*others, INBOX]


def _flagged(flags: tuple[str, ...]) -> bool:
    return not WHERE_MAIL_COMES.isdisjoint(flag.lower() for flag in flags)


def _called_junk(name: str, folders: list[tuple[str, tuple[str, ...]]]) -> bool:
    told = any("\\junk" in (flag.lower() for flag in flags) for _, flags in folders)
    return not told and name.casefold().removeprefix("inbox/").removeprefix("inbox.") in _junk_names()


@cache
def _junk_names() -> frozenset[str]:
    names = json.loads(files(__package__).joinpath("junk_names.json").read_text(encoding="utf-8"))
    return frozenset(name.casefold() for name in names)
