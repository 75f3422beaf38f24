"""Asking questions at the terminal, each until its answer can be used."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import questionary
from questionary import Choice
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from objector.errors import ObjectorError

T = TypeVar("T")


class Asker:
    """Somebody at the terminal. Every question raises KeyboardInterrupt at Ctrl-C and EOFError at Ctrl-D."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def text(self, question: str, check: Callable[[str], T], default: str = "") -> T:
        """Ask for a line until ``check`` takes it; what it complains about is shown, and the line can be corrected."""
        while True:
            given: str = questionary.text(question, default=default).unsafe_ask()
            try:
                return check(given)
            except ObjectorError as error:
                self.complain(error)
                default = given

    def hidden(self, question: str, check: Callable[[str], T]) -> T:
        """Ask for a secret until ``check`` takes it, showing stars."""
        while True:
            try:
                return check(questionary.password(question).unsafe_ask())
            except ObjectorError as error:
                self.complain(error)

    def choose(self, question: str, choices: Sequence[tuple[str, T]], default: T | None = None) -> T:
        """Return the value of the chosen line; ``choices`` are lines with their values."""
        lines = [Choice(title=title, value=value) for title, value in choices]
        start = next((line for line in lines if line.value == default), None)
        chosen: T = questionary.select(question, choices=lines, default=start).unsafe_ask()
        return chosen

    def agrees(self, question: str) -> bool:
        """Ask for yes or no; Enter means yes."""
        answer: bool = questionary.confirm(question).unsafe_ask()
        return answer

    def say(self, text: str) -> None:
        """Print a sentence or a few, indented below the question."""
        self._console.print(Padding(escape(text), (0, 2)), highlight=False)

    def complain(self, error: ObjectorError) -> None:
        """Print why an answer can't be used."""
        self._console.print(Padding(f"[red]✗[/] {escape(str(error))}", (0, 2)), highlight=False)

    def show(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Print what was answered, a row each."""
        table = Table(title=title, title_justify="left", title_style="bold", show_header=False, box=None, padding=(0, 2, 0, 0))
        for name, value in rows:
            table.add_row(f"[dim]{escape(name)}[/]", escape(value))
        self._console.print()
        self._console.print(table)
        self._console.print()
