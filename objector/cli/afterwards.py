"""What there is to do once something is filed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from objector.cli.called import called
from objector.cli.lines import say

if TYPE_CHECKING:
    from objector.filing.result import Result


def say_what_follows(results: "Iterable[Result]") -> None:
    """Tell, where something was filed just now, what reads the answers to it."""
    from objector.cases.model import State

    if any(each.new and each.case and each.case.state is State.FILED for each in results):
        say(f"Next: {called()} follow   (reads the platform’s answers in your mail, and says until when they are due)")
