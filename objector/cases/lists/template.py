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
    "Ana Example",
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
    makers = {".csv": _csv, ".xlsx": _workbook}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise UnusableTemplateError(path, f"it ends in “{path.suffix}”")
    try:
        with path.open("xb") as file:
            file.write(make())
    except FileExistsError:
        raise UnusableTemplateError(path, "it exists already") from None
    except OSError as error:
        raise UnusableTemplateError(path, (error.strerror or str(error)).lower()) from None


def _csv() -> bytes:
    """Return CSV that opens in columns in Excel of any country.

    Which separator Excel expects depends on the country, unless a first line names it; that line has Excel overlook a byte order
    mark, so that nothing but ASCII may follow.
    """
    text = io.StringIO("sep=,\r\n", newline="")
    text.seek(0, io.SEEK_END)
    csv.writer(text).writerows([HEADINGS, EXAMPLE])
    return text.getvalue().encode("ascii")


def _workbook() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and a list is mostly CSV
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "accounts"
    sheet.append(HEADINGS)
    sheet.append(EXAMPLE)
    for place, (heading, example) in enumerate(zip(HEADINGS, EXAMPLE, strict=True), start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = max(len(heading), len(example)) + 2
    sheet.freeze_panes = "A2"
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()
