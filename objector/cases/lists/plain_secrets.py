"""Secrets in a list, where they may not be: a list is a plain file that is copied, mailed and kept."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from objector.cases.lists.columns import comparable
from objector.cases.lists.problems import Complaints
from objector.cases.lists.table import Row, Table

REMEDY = (
    "Take it out of the list. Put passwords into a file of their own and name it with --passwords-from, which moves them into "
    "the keyring; or type each at a prompt (objector account add … --password-stdin), or sign in by hand (objector sign-in)."
)

LONGEST = 5_000
"""Characters of a cell that are looked at; a longer one is refused anyway."""

_SHAPES = (
    re.compile(r"otpauth(-migration)?://", re.IGNORECASE),
    re.compile(r"^(?=.*\d)(?=.*[A-Z])[A-Z2-7]{16,128}$"),
    re.compile(r"^(?=.*\d)(?=.*[a-z])([a-z2-7]{4}[ -]){3,}[a-z2-7]{1,4}$", re.IGNORECASE),
    re.compile(r"\bEAA[A-Za-z0-9]{20,}"),
    re.compile(r"\beyJ[\w-]{10,}\.[\w-]{5,}\.[\w-]+"),
    re.compile(r"\b(sessionid|c_user|xs)\s*=\s*\S{8,}", re.IGNORECASE),
    re.compile(r"\b(password|passwort|kennwort|mot de passe|pwd|pw|totp|2fa)\s*[:=]\s*\S{4,}", re.IGNORECASE),
)
"""A TOTP seed as an address (Google Authenticator's key URI) and as base32, alone or in fours; tokens; “password: …”."""


def complain_of_secrets(table: Table, complaints: Complaints) -> frozenset[tuple[int, int]]:
    """Note every column that is headed like a secret and not empty, and every cell that looks like one.

    Returns the cells, by the number of their row and of their column; no value is repeated, and nobody else may.
    """
    columns = {place for place, heading in enumerate(table.headings) if is_secret_heading(heading)}
    for place in sorted(columns):
        filled = [row.line for row in table.rows if row.cells[place].strip()]
        if filled:
            words = f"holds secrets (the first in line {filled[0]}), and a list may hold none. {REMEDY}"
            complaints.add(words, line=table.heading_line, column=table.headings[place])
    cells = ((number, place) for number, row in enumerate(table.rows) for place in _secret_cells(row))
    found = [(number, place) for number, place in cells if place not in columns]
    for number, place in found:
        words = f"holds what looks like a password, a TOTP seed or a token, and a list may hold none. {REMEDY}"
        complaints.add(words, line=table.rows[number].line, column=table.headings[place])
    return frozenset(found)


def is_secret_heading(heading: str) -> bool:
    """Tell whether a heading names a secret, in any of the languages of ``secret_words.json``, alone or among other words."""
    words = f" {comparable(heading)} "
    return any(f" {secret} " in words for several in _secret_words().values() for secret in several)


def secret_meaning(heading: str) -> str | None:
    """Return “password” or “totp” for a heading that says no more than that, else None."""
    word = comparable(heading)
    return next((meaning for meaning in ("password", "totp") if word in _secret_words()[meaning]), None)


def _secret_cells(row: Row) -> Iterator[int]:
    return (place for place, cell in enumerate(row.cells) if any(shape.search(cell.strip()[:LONGEST]) for shape in _SHAPES))


@cache
def _secret_words() -> dict[str, tuple[str, ...]]:
    words: dict[str, list[str]] = json.loads(
        files("objector.cases.lists").joinpath("secret_words.json").read_text(encoding="utf-8")
    )
    return {meaning: tuple(comparable(word) for word in several) for meaning, several in words.items()}
