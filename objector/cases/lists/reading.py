"""Reading a list of whatever kind into a table."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from objector.cases.lists.table import Table, unusable

LARGEST = 20_000_000
"""Bytes of a list; twenty thousand accounts with reasons of their own take less."""

ZIP = b"PK\x03\x04"
"""How a workbook begins."""

_READERS = {
    ".csv": "delimited.read_delimited",
    ".tsv": "delimited.read_delimited",
    ".txt": "delimited.read_delimited",
    ".xlsx": "workbook.read_workbook",
    ".xlsm": "workbook.read_workbook",
    ".json": "documents.read_json",
    ".toml": "documents.read_toml",
}
"""What reads which kind; loaded only when it is needed."""


def read_table(file: Path) -> Table:
    """Read a list by the ending of its name, and a workbook by whatever name; raises ListProblemsError."""
    data = _content(file)
    reader = _reader(".xlsx" if data.startswith(ZIP) and file.suffix.lower() in _READERS else file.suffix, file)
    if not data.strip(b"\x00 \t\r\n"):
        raise unusable(file, "It is empty. “objector batch --template accounts.csv” writes one to begin with.")
    return reader(file, data)


def _reader(kind: str, file: Path) -> Callable[[Path, bytes], Table]:
    known = _READERS.get(kind.lower())
    if known is None:
        kinds = ", ".join(sorted(_READERS))
        raise unusable(file, f"Lists end in {kinds}, and this one in “{file.suffix}”. Save it as CSV, or rename it.")
    module, function = known.split(".")
    reader: Callable[[Path, bytes], Table] = getattr(import_module(f"objector.cases.lists.{module}"), function)
    return reader


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise unusable(
            file, f"It can’t be read: {(error.strerror or str(error)).lower()}. Check its path and permissions."
        ) from None
    if len(data) > LARGEST:
        raise unusable(file, f"It is larger than {LARGEST // 1_000_000} MB. Split it into several lists.")
    return data
