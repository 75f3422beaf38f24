"""A mailed code as people type it: with the spaces and hyphens that the mail shows it with, or without."""

import re


def bare(text: str) -> str:
    """Return what was typed without spaces and hyphens."""
    return re.sub(r"[\s-]", "", text)


def is_code(text: str) -> bool:
    """Tell whether this is a code: 4 to 8 digits."""
    return re.fullmatch(r"\d{4,8}", text) is not None
