"""The report as rows, for spreadsheets: as CSV and as a workbook."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from objector.evidence.manifest import REHEARSAL_NOTICE
from objector.evidence.report import Objected, Report, Reported

ACCOUNTS = (
    "client", "account", "form", "email", "country", "case", "state", "outcome", "opened", "submitted", "confirmed", "answered",
    "deadline", "to_do", "why", "mandate_of", "evidence", "evidence_trouble", "rehearsal",
)  # fmt: skip
FILES = ("client", "account", "case", "file", "what", "kept", "bytes", "sha256")

WIDEST = 60
"""Characters of a column in a workbook; longer values go on in the next line."""

_FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold (XML 1.0, production 2)."""

Row = Sequence[str]


def as_csv(report: Report) -> bytes:
    """Return the accounts as CSV with a byte order mark, so that Excel takes it for UTF-8, and no cell that could be a formula.

    A value that a spreadsheet would calculate (one beginning with =, +, - or @) has an apostrophe before it, as OWASP advises
    against CSV injection.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows([ACCOUNTS, *([_guarded(value) for value in row] for row in account_rows(report))])
    return text.getvalue().encode("utf-8-sig", "replace")


def as_workbook(report: Report) -> bytes:
    """Return a workbook with a sheet of accounts and one of the files that prove them; every cell is a text or a number."""
    workbook = Workbook()
    accounts = workbook.worksheets[0]
    accounts.title = "rehearsal" if report.rehearsal else "accounts"
    _fill(accounts, ACCOUNTS, account_rows(report))
    _fill(workbook.create_sheet("files"), FILES, file_rows(report))
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def account_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each case of each account, and one for an account that has none; see ACCOUNTS."""
    for account in report.accounts:
        for case in account.cases or [None]:
            yield _account_row(report, account, case)


def file_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each file of evidence; see FILES."""
    for account in report.accounts:
        for case in account.cases:
            for piece in case.proof.pieces if case.proof else ():
                number = str(case.case.number)
                yield account.client, account.name, number, piece.name, piece.what, piece.at, str(piece.size), piece.sha256


def _account_row(report: Report, account: Reported, case: Objected | None) -> Row:
    known, proof = account.account, case.proof if case else None
    return (
        account.client,
        account.name,
        account.form,
        known.email if known else "",
        known.country if known else "",
        str(case.case.number) if case else "",
        str(case.case.state if case else account.state),
        case.words if case else account.words,
        *(_moment(at) for at in ((case.case.opened, case.submitted, case.confirmed, case.answered) if case else (None,) * 4)),
        case.due if case else "",
        case.to_do if case else account.to_do,
        case.why if case else "",
        known.mandated_on if known else "",
        str(proof.folder) if proof else "",
        proof.trouble if proof else "",
        REHEARSAL_NOTICE if report.rehearsal else "",
    )


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _guarded(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def _fill(sheet: Worksheet, headings: Row, rows: Iterable[Row]) -> None:
    widths = [len(heading) for heading in headings]
    for number, row in enumerate([headings, *rows], start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = _UNWRITABLE.sub("\ufffd", value)
            cell.data_type = "s"  # whatever it looks like: no formula
            widths[place - 1] = max(widths[place - 1], min(len(value), WIDEST))
    for place, width in enumerate(widths, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
