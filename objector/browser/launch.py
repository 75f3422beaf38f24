"""Starting the browser, and one fresh session in it for each account."""

import base64
import hashlib
import os
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Error, Page, Playwright

from objector.browser.driver import driver
from objector.browser.errors import LaunchFailedError
from objector.browser.guard import Guard
from objector.browser.popups import Popups
from objector.browser.tunnel import Address, Tunnel
from objector.meanwhile import Begun
from objector.settings import Settings

VIEWPORT = {"width": 1000, "height": 1200}
"""The size of a page that nobody sees, in pixels: the forms fit into it, so that a picture of one is quickly taken."""

PLAYWRIGHTS = (
    "AimEnabled AvoidCorsURLLoaderRestartOnRedirect AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose "
    "HttpsFirstBalancedModeAutoEnable HttpsUpgrades LensOverlay MediaRouter NetworkTimeServiceQuerying OptimizationHints "
    "PaintHolding PreconnectToSearch TcpPortRandomizationWin ThirdPartyStoragePartitioning "
    "msEdgeUpdateLaunchServicesPreferredVersion msForceBrowserSignIn"
)
"""Features that Playwright disables; Chromium obeys only the last switch of a kind, so ours has to name them too."""

IDLE = "WebUIOmniboxPopup WebUIOmniboxAimPopup"
"""Pages for the address bar's suggestions, loaded with each window: a second of CPU for a bar that nobody types into."""

SPARE = "SpareRendererForSitePerProcess"
"""A process that Chromium keeps ready for the next page of each context: there is never one, and it doubled the processes."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """One account's own context with its page, which the guard watches."""

    context: BrowserContext
    page: Page
    guard: Guard
    devtools: CDPSession
    popups: Popups


@dataclass(frozen=True, kw_only=True)
class Blank:
    """An account's own context with a page in which nothing has been opened yet, and the tunnel that it would go through."""

    context: BrowserContext
    page: Page
    tunnel: Tunnel


@asynccontextmanager
async def open_browser(settings: Settings, executable: Path) -> AsyncIterator[Browser]:
    """Run Playwright's driver and the browser until the block ends; raises LaunchFailedError."""
    async with Begun(driver()) as playwright, launched(playwright, settings, executable) as browser:
        yield browser


@asynccontextmanager
async def launched(playwright: Awaitable[Playwright], settings: Settings, executable: Path) -> AsyncIterator[Browser]:
    """Run the browser, once the driver runs, until the block ends; raises LaunchFailedError."""
    arguments = _arguments(settings)
    chromium = (await playwright).chromium
    try:
        browser = await chromium.launch(
            executable_path=executable,
            headless=not settings.headed,
            slow_mo=settings.slow_mo,
            chromium_sandbox=_can_sandbox(),
            # Playwright's own handlers would close the browser before a case in hand is put away.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            args=arguments,
        )
    except Error as error:
        raise LaunchFailedError(str(executable), error.message.splitlines()[0]) from None
    try:
        yield browser
    finally:
        await browser.close()


@asynccontextmanager
async def open_session(
    browser: Browser,
    settings: Settings,
    origins: tuple[str, ...],
    **options: Any,  # noqa: ANN401 - handed on to Playwright as they are
) -> AsyncIterator[Session]:
    """Open a fresh context that nothing else shares; ``options`` are Playwright's (locale, storage_state)."""
    async with open_blank(browser, settings, **options) as blank:
        yield await guarded(blank, origins)


@asynccontextmanager
async def open_blank(
    browser: Browser,
    settings: Settings,
    **options: Any,  # noqa: ANN401 - handed on to Playwright as they are
) -> AsyncIterator[Blank]:
    """Open an empty page in a fresh context that nothing else shares; ``options`` are Playwright's (locale, storage_state)."""
    async with AsyncExitStack() as stack:
        tunnel = await stack.enter_async_context(Tunnel(_locator(settings)))
        context = await browser.new_context(
            proxy={"server": tunnel.address, "bypass": "<-loopback>"},
            accept_downloads=False,
            service_workers="block",
            permissions=[],
            **_size(settings),
            **options,
        )
        stack.push_async_callback(_close, context)
        context.set_default_timeout(settings.page_timeout * 1000)
        yield Blank(context=context, page=await context.new_page(), tunnel=tunnel)


async def guarded(blank: Blank, origins: tuple[str, ...]) -> Session:
    """Put an empty page under a guard: from here on something may be typed on these origins, and nowhere else."""
    devtools = await blank.context.new_cdp_session(blank.page)
    guard = Guard(origins, blank.tunnel.drop)
    await guard.watch(devtools)
    blank.context.on("response", guard.note_reply)
    popups = Popups(blank.context, blank.page, guard)
    await popups.deny()
    return Session(context=blank.context, page=blank.page, guard=guard, devtools=devtools, popups=popups)


async def _close(context: BrowserContext) -> None:
    # A browser that has ended has closed its contexts, and says so with an error, which must not take the place of what is told.
    try:
        if context.browser and context.browser.is_connected():
            await context.close()
    except Error:
        if context.browser and context.browser.is_connected():
            raise


def _locator(settings: Settings):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if settings.site is None:
        return lambda address: address
    host, _, port = settings.site.rpartition(":")
    site: Address = (host, int(port))
    return lambda _address: site


def _size(settings: Settings) -> dict[str, Any]:
    """Return how large the page is: as the window, which fits the screen, so that nothing of it lies out of sight."""
    return {"no_viewport": True} if settings.headed else {"viewport": VIEWPORT}


def _can_sandbox() -> bool:
    return not (sys.platform == "linux" and os.geteuid() == 0)


def _arguments(settings: Settings) -> list[str]:
    disabled = ",".join([*PLAYWRIGHTS.split(), *IDLE.split(), SPARE])
    arguments = ["--disable-quic", "--no-default-browser-check", f"--disable-features={disabled}"]
    if settings.site_cert is not None:
        arguments += [
            f"--ignore-certificate-errors-spki-list={key_hash(settings.site_cert)}",
            # Every host is reached through the tunnel, which knows one place only; nothing is left to look up.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ]
    return arguments


def key_hash(certificate: Path) -> str:
    """Return the base64 SHA-256 of the certificate's public key (SPKI, RFC 7469 section 2.4)."""
    from cryptography import x509  # noqa: PLC0415 - only rehearsals need it
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(spki).digest()).decode()
