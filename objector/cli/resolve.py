"""``objector resolve``: telling what a platform answered, after a person has looked."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from objector.cli.shared import load_settings, now, open_ledger, open_roster
from objector.errors import BadInputError
from objector.typed import typed

if TYPE_CHECKING:
    from objector.cases.ledger import Ledger
    from objector.cases.model import Case
    from objector.settings import Settings


class Found(StrEnum):
    """What the person found out about a case."""

    FILED = "filed"
    NOT_FILED = "not-filed"
    HONOURED = "honoured"
    REFUSED = "refused"
    MORE_INFO = "more-info"


OF_A_DOUBT = frozenset({Found.FILED, Found.NOT_FILED})
"""What only a case in doubt leaves open."""


class NothingInDoubtError(BadInputError):
    """The account has no case in doubt."""

    def __init__(self, account: str) -> None:
        super().__init__(f"“{account}” has no case in doubt. “objector status {typed(account)}” shows how its cases stand.")


class NothingOpenError(BadInputError):
    """The account has no case that an answer is waited for."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"“{account}” has no case that waits for an answer. “objector status {typed(account)}” shows how its cases stand."
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("resolve", epilog="Example: objector resolve facebook:ana@example.org filed")(resolve)


def resolve(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Name or email of the account whose case it is.")],
    found: Annotated[
        Found,
        typer.Argument(
            metavar="ANSWER",
            help="filed or not-filed, as the mail or the site shows; honoured, refused or more-info, as was decided.",
        ),
    ],
) -> None:
    """Settle a case, after you have looked.

    A case is in doubt when its form was sent and no answer was seen. Look into the account's mail for a confirmation, or at
    the site, and say what you found; nothing is sent by this. What was decided can be told of any case that was sent.
    """
    from objector.cases.lock import account_lock
    from objector.cases.model import BY_HAND, EventKind, State

    settings = load_settings()
    ledger = open_ledger(settings)
    name = account if ledger.summaries(account, limit=1) else open_roster(settings).account(account).name
    with account_lock(ledger, name):
        case = _case(ledger, name, found)
        ledger.append(case.number, EventKind(found.replace("-", "_")), why=BY_HAND)
    settled = [ledger.case(case.number)]
    if settled[0].state is State.HONOURED:
        settled += _covered(settings, ledger, settled[0])
    for each in settled:
        _keep_page(settings, each)
        typer.echo(f"{each.state.replace('_', ' '):13} {each.account}  (case {each.number})")


def _case(ledger: "Ledger", account: str, found: Found) -> "Case":
    """Return the newest case that this can be said of; raises NothingInDoubtError, NothingOpenError."""
    from objector.cases.model import ENDED, State
    from objector.cases.recovery import recovered

    cases = [recovered(ledger, case) for case in ledger.cases(account)]
    doubtful = [case for case in cases if case.state is State.IN_DOUBT]
    undecided = [case for case in cases if case.sent and case.state not in ENDED]
    if found in OF_A_DOUBT and not doubtful:
        raise NothingInDoubtError(account)
    if not undecided:
        raise NothingOpenError(account)
    return (doubtful if found in OF_A_DOUBT else undecided)[-1]


def _covered(settings: "Settings", ledger: "Ledger", honoured: "Case") -> "list[Case]":
    import flows
    from objector.cases.coverage import covered_by

    return list(covered_by(ledger, open_roster(settings), honoured, flows.covers_center))


def _keep_page(settings: "Settings", case: "Case") -> None:
    """Have the page of the case's evidence, if there is one, say how it stands now."""
    from objector.evidence.folder import EvidenceFolder, evidence_folder
    from objector.evidence.manifest import MANIFEST, read_manifest
    from objector.evidence.page import write_page

    path = evidence_folder(settings.world, case)
    if (path / MANIFEST).exists():
        write_page(EvidenceFolder(path, read_manifest(path).facts, now=now, redact=str), case.events)
