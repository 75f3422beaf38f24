"""An empty list to begin with."""

import csv
import io
from pathlib import Path

from objector.cases.lists.grid import REMARK
from objector.errors import BadInputError

HEADINGS = (
    "name",
    "platform",
    "email",
    "country",
    "reason",
    "language",
    "mailbox",
    "client",
    "mandate",
    "mandated_on",
    "accounts_center",
    "additional",
    "first_name",
    "last_name",
    "prompt",
    "evidence",
    "product",
)

EXAMPLE = (
    f"{REMARK} example: Ana on Instagram",
    "instagram",
    "ana@example.org",
    "Germany",
    "creator",
    "de",
    "",
    "Ana Ilić",
    "mandates/ana.pdf",
    "2026-03-31",
    "ana",
    *[""] * 6,
)
"""A row that shows how the others are meant; it is left out when the list is read."""


class UnusableTemplateError(BadInputError):
    """The template can't be written there."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"No template can be written to “{path}”: {why}. Name a new file ending in .csv or .xlsx.")


def write_template(path: Path) -> None:
    """Write a list with headings and an example, which opens in a spreadsheet; raises UnusableTemplateError."""
    if path.exists():
        raise UnusableTemplateError(path, "it exists already")
    if path.suffix.lower() != ".csv":
        raise UnusableTemplateError(path, f"it ends in “{path.suffix}”")
    try:
        path.write_bytes(_csv())
    except OSError as error:
        raise UnusableTemplateError(path, (error.strerror or str(error)).lower()) from None


def _csv() -> bytes:
    """Return CSV that Excel reads rightly in any country: it believes the first line, and the byte order mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, EXAMPLE])
    return text.getvalue().encode("utf-8-sig")
