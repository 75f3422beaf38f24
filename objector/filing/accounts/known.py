"""The accounts that are known already: the names that they have there, and what clashes with them."""

from collections.abc import Iterator

from objector.cases.lists.alike import Spelling
from objector.cases.model import Account
from objector.cases.roster import Roster


class KnownAccounts:
    """The accounts of a roster, by name and by what two entries of one account have in common."""

    def __init__(self, roster: Roster) -> None:
        self._named = {account.name: account for account in roster.accounts()}
        self._names: dict[tuple[str, str], list[str]] = {}
        for account in self._named.values():
            self._names.setdefault(Spelling.of(account).exact, []).append(account.name)

    def name_of(self, flow: str, email: str) -> str | None:
        """Return the name that the account of this flow and email has; None if it has none, or several."""
        names = self._names.get(Spelling(flow=flow, email=email).exact, [])
        return names[0] if len(names) == 1 else None

    def clashes(self, account: Account) -> Iterator[str]:
        """Yield sentences on why an account can't be added: its name is another's, or it is known by another name."""
        spelling = Spelling.of(account)
        known = self._named.get(account.name)
        if known and Spelling.of(known).exact != spelling.exact:
            yield (
                f"“{account.name}” is known already, as {known.email} through {known.flow}. Give this one another name or, "
                "if that one is no more, forget it first (objector account remove)."
            )
        names = self._names.get(spelling.exact, [])
        if names and account.name not in names:
            yield f"This account is known already, as “{names[0]}”. Call it so, or forget that one (objector account remove)."
