"""A name as it is typed in a command."""

import re

PLAIN = re.compile(r"[\w@%+=:,./-]+")
"""What no shell takes for anything but itself."""

TOLD_APART = re.compile(r'[^"$`\\!]+')
"""What stays as it is between double quotes, which every shell knows."""


def typed(name: str) -> str:
    """Return the name as a person has to type it so that it reaches the program as one word, in any shell if it can be."""
    if PLAIN.fullmatch(name):
        return name
    if TOLD_APART.fullmatch(name):
        return f'"{name}"'
    import shlex  # noqa: PLC0415 - hardly any name needs it

    return shlex.quote(name)
