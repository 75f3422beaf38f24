"""Getting everything together that a case needs to be worked on."""

from typing import TYPE_CHECKING

from rich.console import Console

from objector.cli.shared import now
from objector.cli.terminal import Terminal, person_at

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from objector.filing.office import Office
    from objector.secrets.vault import Vault
    from objector.settings import Settings


def open_office(settings: "Settings", engine: "Engine", vault: "Vault", console: Console) -> "Office":
    """Return what every case of a run needs; ``engine`` is that of the ledger."""
    from objector.cases.ledger import Ledger
    from objector.cases.roster import Roster
    from objector.cases.used_mails import UsedMails
    from objector.filing.office import Office
    from objector.log import configure_logging
    from objector.redact import Redactor

    redactor = Redactor()
    configure_logging(settings.log_level, redactor)
    terminal = Terminal(console, rehearsing=settings.rehearsing)
    return Office(
        settings=settings,
        ledger=Ledger(engine, now),
        roster=Roster(engine),
        used_mails=UsedMails(engine, now),
        vault=vault,
        person=person_at(console, now, headed=settings.headed),
        progress=terminal,
        clock=now,
        redactor=redactor,
    )
