"""The terminal: shows what is being done, and asks the person who sits there."""

import asyncio
import signal
import sys
from collections.abc import Callable
from datetime import datetime

from rich.console import Console
from rich.markup import escape

from objector.cases.model import Account
from objector.filing.person import CodeAsk, NobodyThereError, Person, TerminalClosedError
from objector.filing.result import Result
from objector.filing.typed_code import bare
from objector.page.desk import Decision, Need, Review
from objector.typed import typed

WIDTH_OF_AN_ANSWER = 60

AT_ONCE = 1.0
"""Seconds that a code may take to come by itself before the person is asked for it."""

VERBS = {
    "about_ai": "it is about AI",
    "additional_info": "further information",
    "email_confirm": "email, again",
    "code": "code accepted",
}
"""How a step is called where the verb itself isn't plain enough."""


class Terminal:
    """Prints each step as it happens (see ``objector.filing.progress.Progress``); a rehearsal's lines say that they are one."""

    def __init__(self, console: Console, *, rehearsing: bool) -> None:
        self._console = console
        self._mark = "[dim]rehearsal[/] " if rehearsing else ""

    def begins(self, account: Account) -> None:
        """Print which account the following steps belong to."""
        self._console.print(f"{self._mark}[bold]{escape(account.name)}[/]", highlight=False)

    def ended(self, result: Result) -> None:
        """Print how the account came out, and where the evidence is."""
        if result.error:
            self._console.print(f"{self._mark}[red]✗[/] {escape(str(result.error))}", highlight=False)
        elif not result.new and result.case:
            filed = result.case.events[-1].at.astimezone()
            self.done(result.account.name, f"{result.case.state} already on {filed:%Y-%m-%d %H:%M}; nothing to do", "")
        if result.evidence:
            self._console.print(
                f"{self._mark}  evidence: {escape(str(result.evidence / 'index.html'))}", highlight=False, soft_wrap=True
            )

    def done(self, account: str, verb: str, detail: str) -> None:
        """Print a finished step."""
        del account
        name = VERBS.get(verb, verb.replace("_", " "))
        told = f"{name}: {shortened(detail)}" if detail else name
        self._console.print(f"{self._mark}[green]✓[/] {escape(told)}", highlight=False)

    def waiting(self, account: str, what: str, until: datetime | None) -> None:
        """Print what is waited for."""
        del account
        end = f" (until {until.astimezone():%H:%M})" if until else ""
        self._console.print(f"{self._mark}[yellow]…[/] waiting for {escape(what[:1].lower() + what[1:])}{end}", highlight=False)

    def note(self, account: str, text: str) -> None:
        """Print something that the person should read."""
        del account
        self._console.print(f"{self._mark}[yellow]![/] {escape(text)}", highlight=False)

    def say(self, text: str) -> None:
        """Print a line of its own."""
        self._console.print(f"{self._mark}{escape(text)}", highlight=False, soft_wrap=True)


class Keyboard:
    """A person who types in this terminal (see ``objector.filing.person.Person``)."""

    def __init__(self, console: Console, clock: Callable[[], datetime], *, headed: bool) -> None:
        self._console = console
        self._clock = clock
        self._headed = headed

    async def agrees(self, account: str, review: Review) -> bool:  # noqa: ARG002 - one account at a time
        """Show what will be sent and ask whether it may be."""
        from rich.table import Table

        table = Table(title="This will be sent", title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))
        table.add_row("[dim]to[/]", escape(review.address))
        for asked, answered in review.answers.items():
            table.add_row(f"[dim]{VERBS.get(asked, asked.replace('_', ' '))}[/]", escape(answered))
        self._console.print(table)
        return (await self._type("Submit it? [y/N] ") or "no").lower() in {"y", "yes"}

    async def code(self, ask: CodeAsk) -> str:
        """Ask for the code, with the time that is left; raises TerminalClosedError."""

        def prompt() -> str:
            left = max(0, int((ask.until - self._clock()).total_seconds()))
            return f"  code from the mail to {ask.email} ({left // 60}:{left % 60:02} left), or wait: "

        await asyncio.sleep(AT_ONCE)
        self._console.print(f"  [dim]from another terminal: objector code {escape(typed(ask.account))} CODE[/]", highlight=False)
        while (entered := await self._type(prompt)) is not None:
            if code := bare(entered):
                return code
        raise TerminalClosedError("a code", ask.account)

    async def acts(self, account: str, need: Need) -> Decision:
        """Ask the person to do something in the window; raises NobodyThereError when no window is open, TerminalClosedError."""
        if not self._headed:
            raise NobodyThereError(need, account)
        self._console.print(f"  [dim]{escape(need.why)}[/]", highlight=False)
        typed = await self._type(f"{need.what}: in the window, then press Enter here (s stops): ")
        if typed is None:
            raise TerminalClosedError("doing what is needed", account)
        return Decision.STOP if typed.startswith("s") else need.done

    async def _type(self, prompt: str | Callable[[], str]) -> str | None:
        """Return what is typed, or None where nothing more can come from this terminal (Ctrl-D)."""
        from prompt_toolkit import PromptSession

        session: PromptSession[str] = PromptSession(refresh_interval=1.0)
        try:
            return str(await session.prompt_async(prompt)).strip()
        except EOFError:
            return None
        except KeyboardInterrupt:
            # While it asks, the terminal hands Ctrl-C over as a key; from here on it means what it means everywhere.
            signal.raise_signal(signal.SIGINT)
            return await asyncio.Event().wait() and ""


def person_at(console: Console, clock: Callable[[], datetime], *, headed: bool) -> Person:
    """Return the person at this terminal, or nobody when it is none."""
    from objector.filing.person import Nobody

    return Keyboard(console, clock, headed=headed) if sys.stdin.isatty() and sys.stderr.isatty() else Nobody()


def shortened(text: str) -> str:
    """Return the text on one line, cut where it is longer than fits."""
    line = " ".join(text.split())
    return line if len(line) <= WIDTH_OF_AN_ANSWER else f"{line[: WIDTH_OF_AN_ANSWER - 1]}…"
