"""How “objector follow” shows what it finds, and asks the person at a terminal what the rules can't tell."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from objector.cases.clock import answer_due, in_words
from objector.cli.shared import now
from objector.filing.follow.answered import Answered
from objector.filing.follow.awaiting import Awaiting
from objector.filing.follow.followup import Findings, Judgement, Question
from objector.mail.decisions.answer import Answer
from objector.mail.glimpse import beginning
from objector.typed import typed

SAYS = {
    "received": "has received the objection",
    "honoured": "honours the objection",
    "refused": "refuses the objection",
    "more_info": "wants more information",
}
"""What an answer is, after “the platform”."""

FIRST_LINES = 6
"""Lines of a mail that are shown."""


class Shown:
    """Shows what is found, where nobody can be asked (see ``objector.filing.follow.followup.Reader``)."""

    def __init__(self, console: Console, *, rehearsing: bool) -> None:
        self._console = console
        self._mark = "[dim]rehearsal[/] " if rehearsing else ""

    async def judges(self, question: Question) -> Judgement | None:
        """Show the mail, and leave it for later."""
        self.shows(question)
        return None

    def reads(self, mailbox: str, cases: int) -> None:
        """Print whose mail is being read."""
        self._say("[yellow]…[/]", f"reading {mailbox} for the answers to {cases} case{'s' if cases > 1 else ''}")

    def answered(self, answered: Answered) -> None:
        """Print what was answered, in the platform's words, and where it is kept."""
        told = answered.told
        self._say("[green]✓[/]", f"{answered.case.account}: the platform {SAYS[told.answer]}: “{told.words}”")
        for case in answered.covers:
            self._say("[green]✓[/]", f"{case.account}: covered by it, as it shares the Accounts Center")
        self._say(" ", f"evidence: {answered.evidence / 'index.html'}")

    def note(self, text: str) -> None:
        """Print something that the person should read."""
        self._say("[yellow]![/]", text)

    def shows(self, question: Question) -> None:
        """Print a mail that is for a person to read: why, whom it can be about, sender, time, subject and first lines."""
        mail = question.mail
        self._say("[yellow]?[/]", f"a mail is for you to read: {question.why} ({', '.join(question.accounts)})")
        self._say(" ", f"from {mail.sender}, {mail.arrival.received.astimezone():%Y-%m-%d %H:%M}")
        for line in (mail.subject, *beginning(mail, FIRST_LINES)):
            self._say(" ", f"  {line[:200]}")

    def sums_up(self, findings: Findings, waiting: Sequence[Awaiting]) -> None:
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
        shown = "".join(char for char in text if char.isprintable())
        self._console.print(f"{self._mark}{sign} {escape(shown)}", highlight=False, soft_wrap=not self._console.is_terminal)


class Asking(Shown):
    """Shows what is found to somebody at this terminal, and asks what the rules can't tell."""

    async def judges(self, question: Question) -> Judgement | None:
        """Show the mail, and ask which account it is about and what it says, as far as that isn't known."""
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
        return None if answer is None else Judgement(account=account, answer=Answer(answer)) if answer else Judgement()

    async def _choose(self, asked: str, choices: dict[str, str]) -> str | None:
        """Return what was chosen; empty: none of it, as the mail is no answer; None: later."""
        import questionary

        lines = [questionary.Choice(title=title, value=value) for title, value in choices.items()]
        later = questionary.Choice(title="Later", value="later")
        lines += [questionary.Choice(title="None of these: it is no answer", value=""), later]
        chosen: str = await questionary.select(asked, choices=lines, default=later).unsafe_ask_async()
        return None if chosen == "later" else chosen


def reader_at(console: Console, *, rehearsing: bool) -> Shown:
    """Return who asks the person at this terminal, or only shows where there is none."""
    return (Asking if sys.stdin.isatty() and sys.stderr.isatty() else Shown)(console, rehearsing=rehearsing)


def _due_in_words(waiting: Awaiting) -> str:
    country = waiting.account.country
    due = answer_due(waiting.case, country)
    return f"  {in_words(due, now().date(), country)}" if due else ""
