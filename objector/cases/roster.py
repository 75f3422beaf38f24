"""The accounts and mailboxes that the person has told objector of. Passwords are not here but in the keyring."""

from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, Select, Table, select

from objector.cases.model import Account
from objector.cases.tables import accounts, mailboxes
from objector.errors import BadInputError, UnknownNameError

if TYPE_CHECKING:
    from objector.mail.mailbox import Mailbox


class AmbiguousAccountError(BadInputError):
    """An address was given that several accounts share."""

    def __init__(self, given: str, names: list[str]) -> None:
        super().__init__(f"“{given}” fits several accounts. Name one of: {', '.join(names)}.")


class Roster:
    """Accounts by name and mailboxes by address."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, account: Account) -> None:
        """Add an account, or replace the one of that name."""
        self.put_all([account])

    def put_all(self, several: Iterable[Account]) -> None:
        """Add accounts, or replace those of their names: all of them or, if anything fails, none."""
        # In one order everywhere, so that two machines never wait for each other.
        self._put(accounts, [asdict(account) for account in sorted(several, key=lambda account: account.name)])

    def accounts(self) -> list[Account]:
        """Return all accounts by name."""
        return self._accounts(select(accounts).order_by(accounts.c.name))

    def addresses(self) -> frozenset[str]:
        """Return the email addresses of all accounts, in lower case."""
        with self._engine.connect() as connection:
            return frozenset(email.lower() for email in connection.scalars(select(accounts.c.email)))

    def countries(self) -> dict[str, str]:
        """Return the country of each account by its name, ISO 3166-1 alpha-2."""
        with self._engine.connect() as connection:
            return {row.name: row.country for row in connection.execute(select(accounts.c.name, accounts.c.country))}

    def account(self, given: str) -> Account:
        """Return the account of that name, or the only one of that email.

        Raises UnknownNameError, AmbiguousAccountError.
        """
        # By the name alone first: a list of a thousand accounts would otherwise be read a thousand times.
        if named := self._accounts(select(accounts).where(accounts.c.name == given)):
            return named[0]
        known = self.accounts()
        matches = [account for account in known if account.email.casefold() == given.casefold()]
        if len(matches) > 1:
            raise AmbiguousAccountError(given, [account.name for account in matches])
        if not matches:
            remedy = "“objector account list” shows those that there are; “objector setup” adds one."
            raise UnknownNameError("account", given, [account.name for account in known], remedy)
        return matches[0]

    def remove(self, name: str) -> None:
        """Forget an account; its cases and evidence stay."""
        with self._engine.begin() as connection:
            connection.execute(accounts.delete().where(accounts.c.name == name))

    def put_mailbox(self, mailbox: "Mailbox") -> None:
        """Add a mailbox, or replace the one of that address."""
        self._put(mailboxes, [{"address": mailbox.address, "settings": asdict(mailbox)}])

    def mailboxes(self) -> "list[Mailbox]":
        """Return all mailboxes by address."""
        return self._mailboxes(select(mailboxes).order_by(mailboxes.c.address))

    def mailbox(self, address: str) -> "Mailbox":
        """Return the mailbox of that address; raises UnknownNameError."""
        if found := self._mailboxes(select(mailboxes).where(mailboxes.c.address == address)):
            return found[0]
        remedy = "“objector mailbox add ADDRESS” adds it."
        raise UnknownNameError("mailbox", address, [mailbox.address for mailbox in self.mailboxes()], remedy)

    def remove_mailbox(self, address: str) -> None:
        """Forget a mailbox; accounts that used it ask for their codes by hand from then on."""
        with self._engine.begin() as connection:
            connection.execute(mailboxes.delete().where(mailboxes.c.address == address))
            connection.execute(accounts.update().where(accounts.c.mailbox == address).values(mailbox=None))

    def _accounts(self, query: Select[Any]) -> list[Account]:
        with self._engine.connect() as connection:
            return [Account(**row._asdict()) for row in connection.execute(query)]

    def _mailboxes(self, query: Select[Any]) -> "list[Mailbox]":
        with self._engine.connect() as connection:
            return [_mailbox(settings) for settings in connection.scalars(query.with_only_columns(mailboxes.c.settings))]

    def _put(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Insert the rows, or replace those of the same keys."""
        insert = import_module(f"sqlalchemy.dialects.{self._engine.dialect.name}").insert(table)
        changes = {column.name: insert.excluded[column.name] for column in table.columns if not column.primary_key}
        replacing = insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=changes)
        if rows:
            with self._engine.begin() as connection:
                connection.execute(replacing, rows)


def _mailbox(settings: dict[str, Any]) -> "Mailbox":
    from objector.mail.mailbox import Mailbox  # noqa: PLC0415 - only those who use mail load it

    return Mailbox(**settings)
