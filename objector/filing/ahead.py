"""Loading beforehand what would otherwise be loaded in the middle of a case, when it is first needed."""

import flows
from objector.cases.model import Account
from objector.page import lexicon
from objector.page.answers import names
from objector.page.finder.glance import script


def load_ahead(account: Account) -> None:
    """Load what a form of this account needs, as far as it is known: it has time while a page is opened for it."""
    import stamina  # noqa: F401, PLC0415 - what opens pages loads it when it is first needed

    script()
    flows.get(account.flow)
    lexicon.of([account.language])
    names(account.country, account.language)
