"""Filing several accounts in one browser, one after the other; a failure of one is told and the next goes on."""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace

from playwright.async_api import Browser

from objector.cases.model import Account
from objector.errors import ObjectorError
from objector.evidence.folder import evidence_folder
from objector.filing.desk import Filing
from objector.filing.office import Office
from objector.filing.one import Outcome, file_one
from objector.filing.result import Result


async def file_several(office: Office, browser: Browser, accounts: Sequence[Account], filing: Filing) -> list[Result]:
    """File each account's objection in turn, as far as nobody stops it; ``filing.page`` is that of the first."""
    results = []
    for account in accounts:
        office.progress.begins(account)
        try:
            # A page that was opened for an account that needed none is closed before the next one's.
            async with filing.page or nullcontext():
                outcome = await file_one(office, browser, account, filing)
        except ObjectorError as error:
            results.append(as_failed(office, account, error))
        else:
            results.append(as_done(account, outcome))
        office.progress.ended(results[-1])
        filing = replace(filing, page=None)
        if _is_stopped():
            break
    return results


def _is_stopped() -> bool:
    """Tell whether Ctrl-C was pressed: a case that was then in doubt has been told of like any other."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def as_done(account: Account, outcome: Outcome) -> Result:
    """Return the result of an account that was filed, or for which there was nothing to file."""
    return Result(account=account, case=outcome.case, evidence=outcome.evidence, new=outcome.new)


def as_failed(office: Office, account: Account, error: ObjectorError) -> Result:
    """Return the result of an account that this error ended."""
    case = office.ledger.latest(account.name, account.flow)
    folder = evidence_folder(office.settings.world, case) if case else None
    return Result(account=account, case=case, evidence=folder if folder and folder.exists() else None, error=error)
