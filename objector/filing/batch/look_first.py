"""Looking at each form once before a batch files through it, so that a change stops one form and not a hundred accounts."""

import asyncio
from collections.abc import Iterable

from playwright.async_api import Browser, Error

import flows
from objector.browser.renewed import Browsers
from objector.cases.model import Account
from objector.errors import ObjectorError
from objector.filing.batch.shift import Rules
from objector.filing.drift import Finding
from objector.filing.office import Office
from objector.filing.probe import Probed, SignInToProbeError, probe
from objector.page.errors import RateLimitedError


async def look_first(office: Office, browsers: Browsers, groups: Iterable[list[Account]], rules: Rules) -> None:
    """Probe the form of each group of accounts, which share one; a form that has changed is closed, with what was seen."""
    await asyncio.gather(*[_look(office, await browsers.current(), accounts, rules) for accounts in groups])


async def _look(office: Office, browser: Browser, accounts: list[Account], rules: Rules) -> None:
    flow = flows.get(accounts[0].flow)
    restored = (office.sessions.restore(account.name) for account in accounts)
    try:
        seen = await probe(browser, office.settings, flow, next(filter(None, restored), None))
    except RateLimitedError as error:
        rules.breaker.note(flow.platform, error)
    except SignInToProbeError:
        office.progress.note(flow.name, "shows its form only to those who are signed in, so each account looks at it in its turn")
    except (ObjectorError, Error) as error:
        # What is in one account's way may not be in the others'; each of them meets it, or doesn't.
        office.progress.note(flow.name, f"the form can’t be looked at beforehand: {str(error).splitlines()[0]}")
    else:
        if why := obstacle(seen):
            rules.closed[flow.name] = why
        elif seen.has_moved:
            office.progress.note(flow.name, f"the form has moved to {seen.address}, and is filled in there")


def obstacle(seen: Probed) -> str | None:
    """Return why nothing is to be filed through the form as it was seen, or None.

    That it has moved is none: anywhere but at the flow's own origins, it would not have been seen at all.
    """
    changes = "; ".join(_told(finding) for finding in seen.findings if finding.is_drift)
    return f"the form of {seen.flow} has changed ({changes})" if changes else None


def _told(finding: Finding) -> str:
    words = f" “{finding.words}”" if finding.words else ""
    return f"{finding.standing}: {finding.what.replace('_', ' ')}{words}"
