"""A folder of evidence on a clock that the test sets."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from objector.evidence.folder import EvidenceFolder
from objector.evidence.manifest import Facts
from tests.parts.browser import unseen_browser

SECRET = "hunter2-correct-horse"


class Clock:
    """A quarter past two on an October day in Berlin, and a second later each time it is read."""

    def __init__(self) -> None:
        self.at = datetime(2026, 10, 3, 14, 15, tzinfo=timezone(timedelta(hours=2)))

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def facts(**changes: object) -> Facts:
    """Facts of a case."""
    usual = {
        "account": "anna", "flow": "facebook", "case": 7, "form": "Facebook: AI at Meta", "email": "anna@example.org",
        "country": "DE", "reason": "My work is <b>mine</b> & stays so.", "language": "de",
        "browser": "Chromium 142", "rehearsal": False,
    }  # fmt: skip
    return Facts(**(usual | changes))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Show pages in the machine's own browser."""
    return {**browser_type_launch_args, "executable_path": unseen_browser()}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Callable[..., EvidenceFolder]:
    """Open the test's folder of evidence, for the first time or again."""

    def opened(**changes: object) -> EvidenceFolder:
        return EvidenceFolder(tmp_path / "evidence", facts(**changes), now=clock, redact=lambda text: text.replace(SECRET, "•••"))

    return opened
