"""How every account stands, put together from the ledger and the folders of evidence: what a client can be given."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from objector.cases.clock import answer_due, complaint, in_words
from objector.cases.countries import country_name
from objector.cases.model import Account, Case, Event, EventKind, State
from objector.evidence.folder import evidence_folder
from objector.evidence.manifest import ManifestUnreadableError, Piece, read_manifest
from objector.evidence.verify import verify
from objector.typed import typed


@dataclass(frozen=True)
class Standing:
    """How a state is called, and what remains to do in it; ``{account}`` and ``{complaint}`` are filled in."""

    words: str
    to_do: str = ""


STANDINGS = MappingProxyType(
    {
        State.HONOURED: Standing("Honoured"),
        State.COVERED: Standing("Covered by the honoured objection of its Accounts Center"),
        State.FILED: Standing("Filed, not answered yet", "Wait for the platform’s answer."),
        State.FILED_EARLIER: Standing("Filed earlier, as the site says", "Wait for the platform’s answer."),
        State.MORE_INFO: Standing("Filed, more information asked for", "Answer the platform’s question in its mail."),
        State.REFUSED: Standing("Refused", "If you don’t agree, {complaint}."),
        State.IN_DOUBT: Standing(
            "In doubt: sent, no answer was seen",
            "Look into the mail or at the site, then: objector resolve {account} filed (or not-filed)",
        ),
        State.AWAITING_CODE: Standing("Waiting for the mailed code", "objector code {account} CODE"),
        State.NEEDS_PERSON: Standing("Needs a person", "objector file {account} --headed"),
        State.RATE_LIMITED: Standing("Not filed: the site asked to try later", "Wait some hours, then: objector file {account}"),
        State.NOT_AVAILABLE: Standing(
            "Not filed: the form is not available", "Choose another form (objector account add --help)."
        ),
        State.FAILED: Standing("Not filed: it failed", "objector file {account}"),
        State.SUBMITTING: Standing("Being filed"),
        State.CONFIRMING: Standing("Being filed"),
        State.FILLING: Standing("Begun, and nothing was sent yet", "objector file {account}"),
        State.PLANNED: Standing("Not filed yet", "objector file {account}"),
    }
)
"""In the order of a summary: the best outcome first, then what needs somebody, then what has not begun."""

LATE = "The answer is late: ask the platform for it, or complain; see the deadline."
"""What remains to do where a platform has not answered in time."""

ANSWERS = frozenset({EventKind.HONOURED, EventKind.COVERED, EventKind.REFUSED, EventKind.MORE_INFO})
CONFIRMATIONS = frozenset({EventKind.FILED, EventKind.FILED_EARLIER, EventKind.RECEIVED})


@dataclass(frozen=True, kw_only=True)
class Proof:
    """The evidence of a case. ``trouble`` says in a sentence what is wrong with it; empty: it is complete and unchanged."""

    folder: Path
    pieces: tuple[Piece, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, kw_only=True)
class Objected:
    """One case as the report tells it; None: it has not come to that. ``due`` says until when an answer is due, if known."""

    case: Case
    words: str
    to_do: str
    why: str
    submitted: datetime | None
    confirmed: datetime | None
    answered: datetime | None
    due: str
    proof: Proof | None


@dataclass(frozen=True, kw_only=True)
class Reported:
    """One account with its cases, the newest first; none: nothing was filed yet. One that was removed has its name only."""

    name: str
    form: str
    account: Account | None
    cases: tuple[Objected, ...]

    @property
    def client(self) -> str:
        """For whom it is managed; empty: nobody, or not known any more."""
        return self.account.client if self.account else ""

    @property
    def country(self) -> str:
        """The country's name in English, or nothing."""
        return country_name(self.account.country) if self.account else ""

    @property
    def state(self) -> State:
        """How its newest case stands."""
        return self.cases[0].case.state if self.cases else State.PLANNED

    @property
    def words(self) -> str:
        """The state as a person reads it."""
        return STANDINGS[self.state].words

    @property
    def to_do(self) -> str:
        """What remains to do."""
        return self.cases[0].to_do if self.cases else _to_do(State.PLANNED, self.name, "")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is known at a time. ``accounts`` are ordered by client, those of nobody first, then by name."""

    at: datetime
    rehearsal: bool
    accounts: tuple[Reported, ...]
    client: str = ""

    @property
    def outcomes(self) -> dict[str, int]:
        """How many accounts stand how, the best outcome first."""
        counts = Counter(account.words for account in self.accounts)
        order = dict.fromkeys(standing.words for standing in STANDINGS.values())
        return {words: counts[words] for words in order if counts[words]}

    @property
    def clients(self) -> dict[str, list[Reported]]:
        """The accounts by client."""
        found: dict[str, list[Reported]] = {}
        for account in self.accounts:
            found.setdefault(account.client, []).append(account)
        return found


@dataclass(frozen=True, kw_only=True)
class Known:
    """What there is to report on; ``forms`` has the title of each flow, ``world`` is the folder that the evidence is under."""

    accounts: Sequence[Account]
    cases: Iterable[Case]
    forms: Mapping[str, str]
    world: Path


def make_report(known: Known, at: datetime, *, rehearsal: bool, client: str = "") -> Report:
    """Report on all accounts, or on those of one client; every file of evidence is read and checked."""
    by_name: dict[str, list[Case]] = {}
    for case in known.cases:
        by_name.setdefault(case.account, []).append(case)
    accounts = {account.name: account for account in known.accounts}
    names = [*accounts, *(name for name in by_name if name not in accounts)]
    wanted = [name for name in names if not client or (name in accounts and accounts[name].client == client)]
    reported = [_account(name, accounts.get(name), by_name.get(name, []), known, at.date()) for name in wanted]
    ordered = sorted(reported, key=lambda account: (account.client.casefold(), account.name.casefold()))
    return Report(at=at, rehearsal=rehearsal, accounts=tuple(ordered), client=client)


def _account(name: str, account: Account | None, cases: Sequence[Case], known: Known, today: date) -> Reported:
    flow = account.flow if account else cases[-1].flow
    told = [_objected(case, account, known.world, today) for case in reversed(cases)]
    return Reported(name=name, form=known.forms.get(flow, flow), account=account, cases=tuple(told))


def _objected(case: Case, account: Account | None, world: Path, today: date) -> Objected:
    country = account.country if account else ""
    found = answer_due(case, country)
    return Objected(
        case=case,
        words=STANDINGS[case.state].words,
        to_do=LATE if found and today > found.due else _to_do(case.state, case.account, country),
        why=case.events[-1].data.get("why", "") if case.events else "",
        submitted=_last(case.events, {EventKind.SUBMITTING}),
        confirmed=_last(case.events, CONFIRMATIONS),
        answered=_last(case.events, ANSWERS),
        due=in_words(found, today, country) if found else "",
        proof=_proof(evidence_folder(world, case), expected=bool(_last(case.events, CONFIRMATIONS))),
    )


def _to_do(state: State, account: str, country: str) -> str:
    return STANDINGS[state].to_do.format(account=typed(account), complaint=complaint(country))


def _last(events: Iterable[Event], kinds: Iterable[EventKind]) -> datetime | None:
    return max((event.at for event in events if event.kind in kinds), default=None)


def _proof(folder: Path, *, expected: bool) -> Proof | None:
    """Return what is in the folder; None where there is none, and none is ``expected``."""
    try:
        manifest = read_manifest(folder)
    except FileNotFoundError:
        return Proof(folder=folder, trouble=f"The evidence is missing: {folder}.") if expected else None
    except ManifestUnreadableError as error:
        return Proof(folder=folder, trouble=str(error))
    return Proof(folder=folder, pieces=manifest.pieces, trouble=_trouble(folder))


def _trouble(folder: Path) -> str:
    serious = [f"{problem.path.name} {problem.trouble}" for problem in verify(folder) if problem.serious]
    return f"{'; '.join(serious)}." if serious else ""
