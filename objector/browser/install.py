"""Installing a browser where there is none."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from objector.browser.errors import DriverUnusableError
from objector.browser.find import Machine, find_browser
from objector.errors import NoBrowserError

DOWNLOAD_LIMIT = 900
"""Seconds that a download may take in all; it is about 170 MB."""

UNANSWERED_LIMIT = 5000
"""Milliseconds that the download's server may be silent; Playwright tries five times."""


DRIVERS_LIBRARY = "libatomic.so.1"
"""What Playwright's Node.js links against beyond what every Linux has."""


class InstallationError(Exception):
    """An installer failed; its message is the installer's last line."""


def require_driver(say: Callable[[str], None]) -> None:
    """Make sure that Playwright's driver can start, installing the one library that its Node.js misses on a bare Linux.

    ``say`` is given a line before anything is installed. Raises DriverUnusableError.
    """
    if sys.platform != "linux" or loads(DRIVERS_LIBRARY):
        return
    if not can_apt():
        raise DriverUnusableError(f"{DRIVERS_LIBRARY} is missing")
    say("Installing the libatomic1 package with apt-get, which Playwright's driver needs …")
    try:
        apt_install("libatomic1")
    except InstallationError as error:
        raise DriverUnusableError(f"{DRIVERS_LIBRARY} is missing and could not be installed ({error})") from None


def loads(library: str) -> bool:
    """Whether the dynamic linker finds this library, and all that it needs itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_or_install(configured: Path | None, say: Callable[[str], None]) -> Path:
    """Return the browser to use, installing one if there is none.

    ``say`` is given a line for each attempt. Raises UnusableBrowserError, NoBrowserError, DriverUnusableError.
    """
    require_driver(say)
    try:
        return find_browser(configured)
    except NoBrowserError:
        return install_browser(say)


def install_browser(say: Callable[[str], None], machine: Machine | None = None) -> Path:
    """Install a browser and return its executable: Playwright's download, else Debian's or Ubuntu's package if this is root.

    ``say`` is given a line for each attempt. Raises NoBrowserError when none works.
    """
    failures = []
    for line, install in _ways():
        say(line)
        try:
            install()
            return find_browser(None, machine)
        except (InstallationError, NoBrowserError) as error:
            failures.append(str(error))
    raise NoBrowserError(f"none was found and none could be installed ({'; '.join(failures)})")


def apt_install(*packages: str) -> None:
    """Install Debian packages without asking; raises InstallationError. Needs root."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "-q"], environment)
    _run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], environment)


def can_apt() -> bool:
    """Whether this is root on a system with Debian's packages."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _ways() -> list[tuple[str, Callable[[], None]]]:
    ways = [("No browser found; downloading Chromium (about 170 MB, once) …", _download)]
    if can_apt():
        ways.append(("Installing the chromium package with apt-get …", lambda: apt_install("chromium")))
    return ways


def _download() -> None:
    environment = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(UNANSWERED_LIMIT)}
    _run([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"], environment)


def _run(command: list[str], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=DOWNLOAD_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InstallationError(f"{command[0]} took more than {DOWNLOAD_LIMIT // 60} minutes") from None
    if done.returncode != 0:
        raise InstallationError(_gist(done.stderr or done.stdout))


def _gist(output: str) -> str:
    """Return the line of an installer's output that says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("Error:", "E:"))]
    return (errors or lines or ["no reason given"])[0]
