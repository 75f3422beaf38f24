"""Running a batch: the browsers that it takes, a first look at the forms, and Ctrl-C; told as its view shows it."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from objector.browser.driver import driver
from objector.browser.launch import launched
from objector.browser.renewed import Browsers, browsers
from objector.cases.model import Account
from objector.cli.batch_view import View
from objector.cli.stopping import stopping
from objector.filing.batch.from_settings import open_shift
from objector.filing.batch.look_first import look_first
from objector.filing.batch.plan import Plan
from objector.filing.batch.run import Batch
from objector.filing.desk import Filing
from objector.filing.result import Result
from objector.meanwhile import Begun


@dataclass(frozen=True)
class Course:
    """What a batch does: the plan, how, in which browser; which accounts are shown; whether the forms are probed first."""

    executable: Path
    plan: Plan
    filing: Filing
    watched: Sequence[str] = ()
    probe: bool = False

    @property
    def looked_at(self) -> list[list[Account]]:
        """The accounts by the forms that are looked at first."""
        return list(self.plan.by_flow.values()) if self.probe else []


async def file_all(view: View, course: Course) -> list[Result]:
    """File as planned, and tell how it came out."""
    settings, began = view.office.settings, time.monotonic()
    shown = settings.model_copy(update={"headed": True})

    def told() -> None:
        view.voice.say("the browser has ended; another one is started")

    async with (
        Begun(driver()) as playwright,
        browsers(lambda: launched(playwright, settings, course.executable), told) as living,
        browsers(lambda: launched(playwright, shown, course.executable), told) as windows,
        view.shown(),
    ):
        results = await _run(view, course, living, windows)
    view.sum_up(results, time.monotonic() - began)
    return results


async def _run(view: View, course: Course, living: Browsers, windows: Browsers) -> list[Result]:

    shift = open_shift(view.office)
    batch = Batch(view.office, living, shift, course.filing, dict.fromkeys(course.watched, windows))
    looking = asyncio.ensure_future(look_first(view.office, living, course.looked_at, shift.rules))
    with stopping(batch, looking, view.voice.say):
        with suppress(asyncio.CancelledError):
            await looking
        return await batch.run(course.plan)
