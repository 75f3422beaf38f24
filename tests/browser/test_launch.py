"""How the browser is started: what Playwright switches off stays off, and nothing is loaded that nobody uses."""

import subprocess

import pytest
from playwright.async_api import async_playwright

from objector.browser.find import find_browser
from objector.browser.launch import PLAYWRIGHTS, launched
from objector.meanwhile import Begun
from objector.settings import Settings

DISABLE = "--disable-features="


async def processes(browser, kind) -> list[int]:
    """The numbers of the browser's processes of that kind."""
    devtools = await browser.new_browser_cdp_session()
    every = (await devtools.send("SystemInfo.getProcessInfo"))["processInfo"]
    return [process["id"] for process in every if process["type"] == kind]


async def disabled(browser) -> list[set[str]]:
    """The features that each of the browser's switches disables; of several it obeys the last."""
    [own] = await processes(browser, "browser")
    command = ["ps", "-ww", "-p", str(own), "-o", "args="]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return [set(word.removeprefix(DISABLE).split(",")) for word in words if word.startswith(DISABLE)]


async def open_targets(browser) -> set[str]:
    devtools = await browser.new_browser_cdp_session()
    targets = (await devtools.send("Target.getTargets", {"filter": [{}]}))["targetInfos"]
    return {target["url"] for target in targets}


@pytest.fixture
def started(run, tmp_path):
    """What a fresh browser of ours says of itself, with one page open."""

    async def ask():
        settings = Settings(home=tmp_path, _env_file=None)
        async with Begun(async_playwright()) as playwright, launched(playwright, settings, find_browser(None)) as browser:
            await (await browser.new_context()).new_page()
            return await disabled(browser), await open_targets(browser), await processes(browser, "renderer")

    return run(ask())


def test_whatever_playwright_disables_stays_disabled(started):
    switches, *_ = started
    playwrights, obeyed = switches[0], switches[-1]
    assert playwrights <= obeyed
    assert set(PLAYWRIGHTS.split()) <= playwrights


def test_no_page_of_the_browsers_own_is_loaded_beside_ours(started):
    _, addresses, _ = started
    assert addresses == {"about:blank"}


def test_no_process_is_kept_for_a_page_that_never_comes(started):
    *_, renderers = started
    assert len(renderers) == 1
