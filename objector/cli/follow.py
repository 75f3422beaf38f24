"""``objector follow``: what the platforms answered, and until when they have to."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.shared import load_settings, now, open_engine, open_vault, print_json
from objector.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from objector.filing.follow.answered import Answered
    from objector.filing.follow.awaiting import Awaiting
    from objector.filing.follow.followup import Findings, Followup, Question
    from objector.filing.office import Office


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("follow", epilog="Example: objector follow --watch")(follow)


def follow(
    watch: Annotated[bool, typer.Option("--watch", help="Go on with every mail that comes, until Ctrl-C.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")] = False,
) -> None:
    """Read the mailboxes for what the platforms answered, and keep it.

    Looks back to when each case was filed. An answer that no rule tells for sure is shown to you; nothing is sent to anybody.
    Deadlines go by the law of the account's country; public holidays, which move some of them, are not considered.
    Exit code 0: nothing needs you; 3: an answer is for you to read, or wants more information; 4: an objection was refused;
    1 or 2: a mailbox could not be read.
    """
    from rich.console import Console

    from objector.cli.follow_reader import reader_at
    from objector.cli.working import open_office
    from objector.filing.follow.followup import Followup

    settings = load_settings()
    office = open_office(settings, open_engine(settings), open_vault(settings), Console(stderr=as_json))
    reader = reader_at(Console(stderr=as_json), rehearsing=settings.rehearsing)
    followup = Followup(office, reader)
    _run(followup, watch=watch)
    waiting = _waiting(office)
    if as_json:
        print_json(_document(followup.findings, waiting) | {"rehearsal": settings.rehearsing})
    else:
        reader.sums_up(followup.findings, waiting)
    sys.exit(_exit_code(followup.findings))


def _run(followup: "Followup", *, watch: bool) -> None:
    """Follow up; Ctrl-C is how a watch ends."""
    try:
        asyncio.run(followup.go_on() if watch else followup.once())
    except KeyboardInterrupt:
        if not watch:
            raise


def _waiting(office: "Office") -> "list[Awaiting]":
    from objector.filing.follow.awaiting import awaiting

    return [each for each in awaiting(office.ledger, office.roster) if each.is_open]


def _document(findings: "Findings", waiting: "Sequence[Awaiting]") -> dict[str, Any]:
    return {
        "answers": [_answered(each) for each in findings.answers],
        "unclear": [_unclear(question) for question in findings.unclear],
        "not_believed": [{"sender": mail.sender, "subject": mail.subject} for mail in findings.unvouched],
        "failures": [{"mailbox": address, "error": str(error)} for address, error in findings.failures.items()],
        "without_mailbox": findings.unread,
        "waiting": [_waits(each) for each in waiting],
    }


def _answered(answered: "Answered") -> dict[str, Any]:
    return {
        "account": answered.case.account,
        "case": answered.case.number,
        "answer": answered.told.answer,
        "words": answered.told.words,
        "state": answered.case.state,
        "evidence": answered.evidence,
        "covers": [case.account for case in answered.covers],
    }


def _unclear(question: "Question") -> dict[str, Any]:
    from objector.cli.follow_reader import FIRST_LINES
    from objector.mail.glimpse import beginning

    mail = question.mail
    return {
        "accounts": question.accounts,
        "why": question.why,
        "sender": mail.sender,
        "arrived": mail.arrival.received.isoformat(),
        "subject": mail.subject,
        "beginning": beginning(mail, FIRST_LINES),
    }


def _waits(waiting: "Awaiting") -> dict[str, Any]:
    from objector.cases.clock import answer_due

    due = answer_due(waiting.case, waiting.account.country)
    return {
        "account": waiting.account.name,
        "case": waiting.case.number,
        "state": waiting.case.state,
        "answer_due": due.due if due else None,
        "overdue": bool(due and now().date() > due.due),
    }


def _exit_code(findings: "Findings") -> ExitCode:
    """Return what matters most: a mailbox that wasn't read, then what is for a person to do, then a refusal."""
    answers = {each.told.answer.value for each in findings.answers}
    if findings.failures:
        return min(error.exit_code for error in findings.failures.values())
    if findings.unclear or findings.unvouched or "more_info" in answers:
        return ExitCode.NEEDS_PERSON
    return ExitCode.REFUSED if "refused" in answers else ExitCode.DONE
