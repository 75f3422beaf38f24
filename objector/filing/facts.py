"""What the evidence of a case is about, as its account stands at the moment."""

import flows
from objector.cases.details import shown_details
from objector.cases.model import Account, Case
from objector.evidence.manifest import Facts


def facts_of(account: Account, case: Case, *, rehearsal: bool) -> Facts:
    """Return what is filed for whom, through which form; its ``browser`` is left empty."""
    return Facts(
        account=account.name,
        flow=case.flow,
        case=case.number,
        form=flows.get(case.flow).title,
        email=account.email,
        country=account.country,
        reason=account.reason,
        additional=account.additional,
        details=shown_details(account.details),
        language=account.language,
        rehearsal=rehearsal,
    )
