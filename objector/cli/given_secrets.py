"""The secrets of an account, as people give them: its password and its TOTP seed."""

import re
import sys

import pyotp
import typer

from objector.errors import BadInputError

SHORTEST, LONGEST = 23, 128
"""Base32 characters of a seed; the least is 112 bits, below which pyotp makes no codes (NIST SP 800-63B-4, section 3.1.4.1)."""


class EmptyPasswordError(BadInputError):
    """A password was to be stored, and none was given."""

    def __init__(self) -> None:
        super().__init__("The password is empty. Give it, or leave it out and sign in by hand (objector sign-in).")


class UnreadableSecretError(BadInputError):
    """Standard input is no UTF-8. The message doesn't repeat it."""

    def __init__(self) -> None:
        super().__init__("What came from standard input is no text in UTF-8. Give the secret in that encoding.")


class MalformedSeedError(BadInputError):
    """What was given as a TOTP seed isn't one. The message doesn't repeat it: it may be a part of one."""

    def __init__(self) -> None:
        super().__init__(
            f"That is not a TOTP seed: one has {SHORTEST} or more of the letters A–Z and digits 2–7. "
            "Copy the key that the site shows for setting up an authentication app, not a code from the app."
        )


def read_secret(question: str) -> str:
    """Return the next line of standard input, asked for and hidden where that is a terminal; raises UnreadableSecretError."""
    if sys.stdin.isatty():
        return str(typer.prompt(question, default="", show_default=False, hide_input=True, err=True))
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UnreadableSecretError from None  # the cause would carry the secret


def check_password(text: str) -> str:
    """Return the password as it is; raises EmptyPasswordError."""
    if not text:
        raise EmptyPasswordError
    return text


def check_seed(text: str) -> str:
    """Return the seed in base32 without the spaces and hyphens that sites show it with; raises MalformedSeedError."""
    seed = re.sub(r"[\s-]", "", text).upper()
    if not SHORTEST <= len(seed) <= LONGEST:
        raise MalformedSeedError
    try:
        pyotp.TOTP(seed).now()
    except ValueError:
        raise MalformedSeedError from None  # the cause would carry the seed
    return seed
