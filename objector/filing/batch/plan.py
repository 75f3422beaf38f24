"""What a batch is about to do: which accounts it files for, and which it leaves, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import flows
from objector.cases.model import FENCED, SETTLED, Account, Case, State
from objector.evidence.folder import evidence_folder
from objector.filing.office import Office
from objector.filing.result import Result

REFUSALS = frozenset({State.REFUSED, State.NOT_AVAILABLE})
"""States of an account whose objection covers nobody else."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """``to_file`` in the list's order, ``doubtful`` those of them that are looked up first, ``left`` with their reasons."""

    to_file: tuple[Account, ...]
    doubtful: frozenset[str]
    left: tuple[Result, ...]

    @property
    def by_flow(self) -> dict[str, list[Account]]:
        """Return the accounts that are to be filed for, by their flow."""
        groups = defaultdict(list)
        for account in self.to_file:
            groups[account.flow].append(account)
        return dict(groups)


def make_plan(office: Office, accounts: Sequence[Account], *, again: bool) -> Plan:
    """Sort the accounts by what there is to do; ``again`` files anew what is settled or in doubt."""
    cases = {account.name: office.ledger.latest(account.name, account.flow) for account in accounts}
    settled = [] if again else [account for account in accounts if _is(cases[account.name], SETTLED)]
    open_ones = [account for account in accounts if account not in settled]
    covered = _covered(office, open_ones, cases, [account for account in accounts if account in settled])
    to_file = tuple(account for account in open_ones if account.name not in covered)
    doubtful = () if again else (each.name for each in to_file if _is(cases[each.name], FENCED | {State.IN_DOUBT}))
    left = [_settled(office, account, cases[account.name]) for account in settled]
    left += [_left_to(each, cases[each.name], covered[each.name]) for each in open_ones if each.name in covered]
    return Plan(to_file=to_file, doubtful=frozenset(doubtful), left=tuple(left))


def _is(case: Case | None, states: Iterable[State]) -> bool:
    return case is not None and case.state in states


def _settled(office: Office, account: Account, case: Case | None) -> Result:
    assert case is not None
    return Result(account=account, case=case, evidence=evidence_folder(office.settings.world, case), new=False)


def _left_to(account: Account, case: Case | None, leader: str) -> Result:
    return Result(account=account, case=case, evidence=None, new=False, covered_by=leader)


def _covered(
    office: Office, accounts: Sequence[Account], cases: dict[str, Case | None], settled: Sequence[Account]
) -> dict[str, str]:
    """Return the accounts that another one's objection will cover, and which: one in each Accounts Center is filed for."""
    leaders = {_center(account): account.name for account in reversed(settled)}
    if any(_center(account) for account in accounts):
        leaders = {**_filed_before(office), **leaders}
    covered = {}
    for account in accounts:
        center = _center(account)
        if center and not _is(cases[account.name], REFUSALS) and leaders.setdefault(center, account.name) != account.name:
            covered[account.name] = leaders[center]
    return covered


def _filed_before(office: Office) -> dict[str, str]:
    """Return the account that was filed for in each Accounts Center, whichever list it stood in."""
    known = [account for account in office.roster.accounts() if _center(account)]
    latest = [(account, office.ledger.latest(account.name, account.flow)) for account in known]
    return {_center(account): account.name for account, case in reversed(latest) if _is(case, SETTLED)}


def _center(account: Account) -> str:
    """Return the Accounts Center that the account is marked with, as far as the objection is one to the use of its own posts."""
    return account.accounts_center if flows.covers_center(account.flow) else ""
