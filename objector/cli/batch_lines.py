"""A batch told in plain lines: what happens to which account, as it happens."""

from collections.abc import Callable
from datetime import datetime, timedelta

from rich.console import Console
from rich.markup import escape

from objector.cases.model import Account
from objector.cli.terminal import VERBS, shortened
from objector.filing.batch.run import ParkedError
from objector.filing.result import Result


class Lines:
    """Prints a line for each thing that happens (see ``objector.filing.progress.Progress``); every line names its account."""

    def __init__(self, console: Console, clock: Callable[[], datetime], *, rehearsing: bool) -> None:
        self._console = console
        self._clock = clock
        self._mark = "[dim]rehearsal[/] " if rehearsing else ""

    def begins(self, account: Account) -> None:
        """Print that an account's turn has come."""
        self._print(account.name, "begins")

    def ended(self, result: Result) -> None:
        """Print how an account came out, where that isn't its last step."""
        name = result.account.name
        if isinstance(result.error, ParkedError):
            return  # Ctrl-C stops all of them at once, and their number is told in the end
        if result.error:
            self._print(name, f"[red]✗[/] {escape(str(result.error))}")
        elif result.covered_by:
            self._print(name, f"· left to {escape(result.covered_by)}: same Accounts Center, covered once that is honoured")
        elif not result.new and result.case:
            filed = result.case.events[-1].at.astimezone()
            self._print(name, f"· {result.case.state} already on {filed:%Y-%m-%d %H:%M}; nothing to do")

    def done(self, account: str, verb: str, detail: str) -> None:
        """Print a finished step."""
        name = VERBS.get(verb, verb.replace("_", " "))
        self._print(account, f"[green]✓[/] {escape(f'{name}: {shortened(detail)}' if detail else name)}")

    def waiting(self, account: str, what: str, until: datetime | None) -> None:
        """Print what is waited for."""
        end = f" (until {until.astimezone():%H:%M})" if until else ""
        self._print(account, f"[yellow]…[/] waiting for {escape(what[:1].lower() + what[1:])}{end}")

    def note(self, account: str, text: str) -> None:
        """Print something that the person should read."""
        self._print(account, f"[yellow]![/] {escape(text)}")

    def say(self, text: str) -> None:
        """Print a line about the batch as a whole."""
        self._show(f"{self._mark}{escape(text)}")

    def _print(self, account: str, text: str) -> None:
        self._show(f"{self._mark}[dim]{self._clock():%H:%M:%S}[/] {escape(account)}  {text}")

    def _show(self, line: str) -> None:
        # A terminal would break a long line within a word; a file keeps what is one line on one.
        self._console.print(line, highlight=False, soft_wrap=not self._console.is_terminal)


def clock(span: timedelta) -> str:
    """Return a span as minutes and seconds, with hours where there are any: ``0:42``, ``1:05:00``."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
