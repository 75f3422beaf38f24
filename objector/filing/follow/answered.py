"""Recording what a platform answered: the mail among the case's evidence, and what it means in the ledger."""

from dataclasses import dataclass
from pathlib import Path

import flows
from objector.cases.coverage import covered_by
from objector.cases.lock import account_lock
from objector.cases.model import ENDED, Case, EventKind, State
from objector.evidence.folder import EvidenceFolder, evidence_folder
from objector.evidence.manifest import MANIFEST, Facts, digest, read_manifest
from objector.evidence.page import write_page
from objector.filing.facts import facts_of
from objector.filing.office import Office
from objector.mail.codes import LEAST_DIGITS, MOST_DIGITS, WORTH_ASKING
from objector.mail.decisions.answer import Answer
from objector.mail.mail import Mail
from objector.mail.redact import blot_out, evidence_text
from objector.mail.scoring import rank

KINDS = {
    Answer.RECEIVED: EventKind.RECEIVED,
    Answer.HONOURED: EventKind.HONOURED,
    Answer.REFUSED: EventKind.REFUSED,
    Answer.MORE_INFO: EventKind.MORE_INFO,
}

PROVED_BY_RECEIPT = frozenset({State.IN_DOUBT, State.FILED, State.NEEDS_PERSON, State.RATE_LIMITED, State.FAILED})
"""States in which a receipt says how the case stands; any other knows better already, or waits for more than a receipt."""

LOOSE_ENDS = frozenset({EventKind.CODE_ASKED, EventKind.CODE_REJECTED})
"""What the site may still wait for: without the code it doesn't process what it has received."""

MILESTONES = LOOSE_ENDS | {EventKind.SUBMITTING, EventKind.CONFIRMING, EventKind.FILED}

WHAT = {
    Answer.RECEIVED: "the platform's mail that it has the objection",
    Answer.HONOURED: "the platform's mail that it honours the objection",
    Answer.REFUSED: "the platform's mail that it refuses the objection",
    Answer.MORE_INFO: "the platform's mail that asks for more information",
}

MAIL, MESSAGE = "mail", "message"
"""Under which names an event keeps the SHA-256 of its mail and of what names it."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a mail says of a case: ``words`` verbatim, ``by_person`` whether a person read it so."""

    answer: Answer
    words: str
    by_person: bool = False


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What was recorded: of which case, and where its evidence is. ``covers`` are the cases of other accounts it decides, too."""

    case: Case
    told: Told
    evidence: Path
    covers: tuple[Case, ...] = ()


def record(office: Office, case: Case, mail: Mail, told: Told) -> Answered | None:
    """Keep the mail and record what it says, once; None if that has been done or the case was decided meanwhile.

    Raises BusyAccountError while the account is being filed for.
    """
    with account_lock(office.ledger, case.account):
        current = office.ledger.case(case.number)
        if current.state in ENDED or not marks(mail).isdisjoint(known(current)):
            return None
        folder = _keep(office, current, mail, WHAT[told.answer])
        kind = _kind(current, told.answer)
        office.ledger.append(case.number, kind, **_data(office, mail, told, kind))
        after = office.ledger.case(case.number)
        write_page(folder, after.events)
    covers = tuple(_cover(office, after, mail)) if after.state is State.HONOURED else ()
    return Answered(case=after, told=told, evidence=folder.path, covers=covers)


def set_aside(office: Office, case: Case, mail: Mail) -> None:
    """Remember that a person found a mail to be no answer to this case."""
    office.ledger.append(case.number, EventKind.STEP, verb="mail set aside", detail="you said it is no answer", **_names(mail))


def marks(mail: Mail) -> frozenset[str]:
    """Return what a mail is known by: its own sum, and that of its name, which copies in other folders share."""
    return frozenset(_names(mail).values())


def known(case: Case) -> frozenset[str]:
    """Return what the mails are known by that have counted for a case or were set aside."""
    return frozenset(event.data[name] for event in case.events for name in (MAIL, MESSAGE) if name in event.data)


def _kind(case: Case, answer: Answer) -> EventKind:
    """Return what an answer is to a case: a receipt is a mere step where it proves nothing that isn't known."""
    if answer is not Answer.RECEIVED:
        return KINDS[answer]
    last = [event.kind for event in case.events if event.kind in MILESTONES][-1:]
    proves = case.state in PROVED_BY_RECEIPT and LOOSE_ENDS.isdisjoint(last)
    return EventKind.RECEIVED if proves else EventKind.STEP


def _data(office: Office, mail: Mail, told: Told, kind: EventKind) -> dict[str, str]:
    verb = {"verb": "mail", "detail": WHAT[told.answer]} if kind is EventKind.STEP else {}
    read = {"read": "by you"} if told.by_person else {}
    words = office.redactor(_without_codes(mail, told.words))
    return {**verb, "words": words, **read, "sender": mail.sender, "arrived": mail.arrival.received.isoformat(), **_names(mail)}


def _names(mail: Mail) -> dict[str, str]:
    return {MAIL: mail.sha256, **({MESSAGE: mail.name_sum[:16]} if mail.name_sum else {})}


def _cover(office: Office, honoured: Case, mail: Mail) -> list[Case]:
    cases = []
    for case in covered_by(office.ledger, office.roster, honoured, flows.covers_center):
        folder = _keep(office, case, mail, f"{WHAT[Answer.HONOURED]} of {honoured.account}, and of its Accounts Center")
        write_page(folder, case.events)
        cases.append(case)
    return cases


def _keep(office: Office, case: Case, mail: Mail, what: str) -> EvidenceFolder:
    """Put the mail into the case's evidence, unless a run that was killed has done so."""
    path = evidence_folder(office.settings.world, case)
    folder = EvidenceFolder(path, _facts(office, case, path), now=office.clock, redact=office.redactor)
    text = _without_codes(mail, evidence_text(mail))
    if digest(office.redactor(text).encode()) not in {piece.sha256 for piece in folder.manifest.pieces}:
        folder.add("answer-mail.txt", text, what)
    return folder


def _without_codes(mail: Mail, text: str) -> str:
    """Return a text of the mail without any number that may be a code, its last lines apart, which name the mail itself."""
    body, end, names = text.rpartition("\n\nArrived: ")
    shown = body or names
    for scored in rank(mail, LEAST_DIGITS, MOST_DIGITS):
        if scored.score >= WORTH_ASKING:
            shown = blot_out(shown, scored.number.digits)
    return f"{shown}{end}{names}" if body else shown


def _facts(office: Office, case: Case, path: Path) -> Facts:
    """Return what the evidence of a case is about: as it was told when it was filed, or else as the account is known now."""
    if (path / MANIFEST).exists():
        return read_manifest(path).facts
    account = office.roster.account(case.account)
    return facts_of(account, case, rehearsal=office.settings.rehearsing)
