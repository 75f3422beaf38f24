"""Loading beforehand what would otherwise be loaded in the middle of a case, when it is first needed."""

from collections.abc import Iterable

import stamina  # noqa: F401 - what opens pages loads it when it is first needed

import flows
from objector.cases.model import Account
from objector.evidence.page import template
from objector.page import lexicon
from objector.page.answers import names
from objector.page.finder.glance import script


def load_ahead(accounts: Iterable[Account]) -> None:
    """Load what cases of these accounts need, as far as it is known: it has time while the browser starts."""
    script()
    template()
    for account in accounts:
        flows.get(account.flow)
        lexicon.of([account.language])
        names(account.country, account.language)
