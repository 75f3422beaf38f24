"""Passwords of many accounts, out of a file that is read once and then deleted by the person."""

from collections.abc import Callable, Sequence
from pathlib import Path

from objector.cases.lists.columns import known_platform, meaning
from objector.cases.lists.plain_secrets import secret_meaning
from objector.cases.lists.problems import Complaints, ListProblemsError
from objector.cases.lists.reading import read_table
from objector.cases.lists.table import Row, Table, unusable
from objector.cases.model import Account
from objector.cli.given_secrets import check_password, check_seed
from objector.errors import ObjectorError
from objector.filing.office import password_name, seed_name

SHAPE = "Columns are needed for the account (account, or email and platform) and its secrets (password, totp)."


def read_passwords(path: Path, accounts: Sequence[Account]) -> dict[str, str]:
    """Return the secrets of a file by their names in the keyring.

    The file is of any kind that a list of accounts is (CSV, XLSX, TOML, JSON), with a row an account: its name in the column
    ``account``, or its ``email``, and ``platform`` where several have it; then ``password`` and, if there is one, its TOTP seed
    in ``totp``. Each heading may be in another language. Raises ListProblemsError, in which no secret is repeated.
    """
    table = read_table(path)
    columns = _columns(table)
    complaints = Complaints(path, table.problems)
    found: dict[str, str] = {}
    for row in table.rows:
        account = _account(row, columns, accounts, complaints)
        for name, secret in _secrets(row, columns, account, complaints).items():
            if name in found:
                complaints.add("This account has a row above already. Keep one.", line=row.line)
            found[name] = secret
    if complaints:
        raise ListProblemsError(complaints)
    return found


def _columns(table: Table) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        if named := secret_meaning(heading) or meaning(heading):
            columns.setdefault(named, place)
    if not columns.keys() & {"name", "email"} or not columns.keys() & {"password", "totp"}:
        raise unusable(table.file, SHAPE, table.heading_line)
    return columns


def _account(row: Row, columns: dict[str, int], accounts: Sequence[Account], complaints: Complaints) -> Account | None:
    name, email, platform = (_cell(row, columns, column).strip() for column in ("name", "email", "platform"))
    flow = known_platform(platform)
    named = [account for account in accounts if account.name == name]
    mailed = [
        account
        for account in accounts
        if account.email.casefold() == (email or name).casefold() and (not platform or account.flow == flow)
    ]
    fitting = named or mailed
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(account.name for account in fitting)
        complaints.add(
            f"“{email or name}” fits several accounts: {names}. Name one of them in a column “account”.", line=row.line
        )
    else:
        complaints.add(
            f"There is no account “{name or email}”, neither in the list nor known already. Correct it, or take the row out.",
            line=row.line,
        )
    return None


def _secrets(row: Row, columns: dict[str, int], account: Account | None, complaints: Complaints) -> dict[str, str]:
    checks: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
        "password": (check_password, password_name),
        "totp": (check_seed, seed_name),
    }
    found: dict[str, str] = {}
    for column, (check, keyring_name) in checks.items():
        if not (secret := _cell(row, columns, column)):
            continue
        try:
            checked = check(secret)
        except ObjectorError as error:
            complaints.add(str(error), line=row.line, column=column)
        else:
            found |= {keyring_name(account.name): checked} if account else {}
    if account and not found:
        complaints.add("It holds no password and no TOTP seed. Fill one in, or take the row out.", line=row.line)
    return found


def _cell(row: Row, columns: dict[str, int], column: str) -> str:
    return row.cells[columns[column]] if column in columns else ""
