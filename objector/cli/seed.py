"""TOTP seeds, as people paste them."""

import re

import pyotp

from objector.errors import BadInputError

SHORTEST = 23
"""Base32 characters: 112 bits, below which pyotp makes no codes (NIST SP 800-63B-4, section 3.1.4.1)."""


class MalformedSeedError(BadInputError):
    """What was given as a TOTP seed isn't one. The message doesn't repeat it: it may be a part of one."""

    def __init__(self) -> None:
        super().__init__(
            f"That is not a TOTP seed: one has {SHORTEST} or more of the letters A–Z and digits 2–7. "
            "Copy the key that the site shows for setting up an authentication app, not a code from the app."
        )


def check_seed(text: str) -> str:
    """Return the seed in base32 without the spaces and hyphens that sites show it with; raises MalformedSeedError."""
    seed = re.sub(r"[\s-]", "", text).upper()
    try:
        pyotp.TOTP(seed).now()
    except ValueError:
        raise MalformedSeedError from None  # the cause would carry the seed
    if len(seed) < SHORTEST:
        raise MalformedSeedError
    return seed
