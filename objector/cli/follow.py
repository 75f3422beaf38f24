"""``objector follow``: what the platforms answered, and until when they have to."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from objector.cli.shared import load_settings, now, open_engine, open_vault, print_json
from objector.errors import ExitCode
from objector.typed import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from objector.filing.answered import Answered
    from objector.filing.awaiting import Awaiting
    from objector.filing.follow import Findings, Followup, Judgement, Question
    from objector.filing.office import Office

SAYS = {
    "received": "has received the objection",
    "honoured": "honours the objection",
    "refused": "refuses the objection",
    "more_info": "wants more information",
}
"""What an answer is, after “the platform”."""

FIRST_LINES = 6


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

    from objector.cli.working import open_office
    from objector.filing.follow import Followup

    settings = load_settings()
    office = open_office(settings, open_engine(settings), open_vault(settings), Console(stderr=as_json))
    reader = _reader(Console(stderr=as_json), rehearsing=settings.rehearsing)
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


def _reader(console: "Console", *, rehearsing: bool) -> "Shown":
    return (Asking if sys.stdin.isatty() and sys.stderr.isatty() else Shown)(console, rehearsing=rehearsing)


class Shown:
    """Shows what is found, where nobody can be asked (see ``objector.filing.follow.Reader``)."""

    def __init__(self, console: "Console", *, rehearsing: bool) -> None:
        self._console = console
        self._mark = "[dim]rehearsal[/] " if rehearsing else ""

    async def judges(self, question: "Question") -> "Judgement | None":
        """Show the mail, and leave it for later."""
        self.shows(question)
        return None

    def reads(self, mailbox: str, cases: int) -> None:
        """Print whose mail is being read."""
        self._say("[yellow]…[/]", f"reading {mailbox} for the answers to {cases} case{'s' if cases > 1 else ''}")

    def answered(self, answered: "Answered") -> None:
        """Print what was answered, in the platform's words, and where it is kept."""
        told = answered.told
        self._say("[green]✓[/]", f"{answered.case.account}: the platform {SAYS[told.answer]}: “{told.words}”")
        for case in answered.covers:
            self._say("[green]✓[/]", f"{case.account}: covered by it, as it shares the Accounts Center")
        self._say(" ", f"evidence: {answered.evidence / 'index.html'}")

    def note(self, text: str) -> None:
        """Print something that the person should read."""
        self._say("[yellow]![/]", text)

    def shows(self, question: "Question") -> None:
        """Print a mail that is for a person to read: why, whom it can be about, sender, time, subject and first lines."""
        from objector.mail.glimpse import beginning

        mail = question.mail
        self._say("[yellow]?[/]", f"a mail is for you to read: {question.why} ({', '.join(question.accounts)})")
        self._say(" ", f"from {mail.sender}, {mail.arrival.received.astimezone():%Y-%m-%d %H:%M}")
        for line in (mail.subject, *beginning(mail, FIRST_LINES)):
            self._say(" ", f"  {line[:200]}")

    def sums_up(self, findings: "Findings", waiting: "Sequence[Awaiting]") -> None:
        """Print which cases still wait, until when, and whose mail could not be read."""
        for each in waiting:
            self._say(" ", f"{each.case.state.replace('_', ' '):13} {each.account.name}{_due_in_words(each)}")
        for name in findings.unread:
            self.note(f"{name} has no mailbox here: look into its mail, then tell with “objector resolve {typed(name)} honoured”")
        if not (waiting or findings.answers):
            self._say(" ", "No case waits for an answer.")
        if findings.unclear or findings.unvouched:
            self.note("Answers are left for you: run “objector follow” in a terminal, or “objector resolve ACCOUNT honoured”.")

    def _say(self, sign: str, text: str) -> None:
        from rich.markup import escape

        shown = "".join(char for char in text if char.isprintable())
        self._console.print(f"{self._mark}{sign} {escape(shown)}", highlight=False, soft_wrap=not self._console.is_terminal)


class Asking(Shown):
    """Shows what is found to somebody at this terminal, and asks what the rules can't tell."""

    async def judges(self, question: "Question") -> "Judgement | None":
        """Show the mail, and ask which account it is about and what it says, as far as that isn't known."""
        from objector.filing.follow import Judgement

        self.shows(question)
        account: str | None = question.accounts[0]
        if question.answer or len(question.accounts) > 1:
            account = await self._choose(
                "Which account is it about?", dict(zip(question.accounts, question.accounts, strict=True))
            )
        if account is None:
            return None
        if not account:
            return Judgement()
        answer = question.answer or await self._choose(
            "What does it say?", {f"The platform {says}": it for it, says in SAYS.items()}
        )
        return None if answer is None else Judgement(account=account, answer=_answer(answer)) if answer else Judgement()

    async def _choose(self, asked: str, choices: dict[str, str]) -> str | None:
        """Return what was chosen; empty: none of it, as the mail is no answer; None: later."""
        import questionary

        lines = [questionary.Choice(title=title, value=value) for title, value in choices.items()]
        later = questionary.Choice(title="Later", value="later")
        lines += [questionary.Choice(title="None of these: it is no answer", value=""), later]
        chosen: str = await questionary.select(asked, choices=lines, default=later).unsafe_ask_async()
        return None if chosen == "later" else chosen


def _answer(value: str) -> Any:  # noqa: ANN401 - the enum is loaded when it is needed
    from objector.mail.decisions.answer import Answer

    return Answer(value)


def _waiting(office: "Office") -> "list[Awaiting]":
    from objector.filing.awaiting import awaiting

    return [each for each in awaiting(office.ledger, office.roster) if each.is_open]


def _due_in_words(waiting: "Awaiting") -> str:
    from objector.cases.clock import answer_due, in_words

    country = waiting.account.country
    due = answer_due(waiting.case, country)
    return f"  {in_words(due, now().date(), country)}" if due else ""


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
