"""The programs that tests run against: installed where that is possible, and missed loudly where it is not."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from objector.browser.find import find_browser
from objector.browser.install import DRIVERS_LIBRARY, InstallationError, apt_install, can_apt, loads
from objector.errors import NoBrowserError
from tests.parts.browser import SHELL


@dataclass(frozen=True)
class Part:
    """A program from outside: how to see that it is there, and Debian's packages that bring it."""

    present: Callable[[], bool]
    packages: tuple[str, ...]


def _has_browser() -> bool:
    try:
        return find_browser(None).exists()
    except NoBrowserError:
        return False


def _on_path(*programs: str) -> Callable[[], bool]:
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/lib/dovecot"))
    return lambda: all(shutil.which(program, path=places) for program in programs)


QUICK = Part(_on_path(SHELL), (SHELL,))
"""What makes tests quick, and isn't needed for any."""

PARTS = {
    "browser": Part(_has_browser, ("chromium",)),
    "driver": Part(lambda: sys.platform != "linux" or loads(DRIVERS_LIBRARY), ("libatomic1",)),
    "dovecot": Part(_on_path("dovecot", "imap", "lmtp"), ("dovecot-imapd", "dovecot-lmtpd")),
    "gnome-keyring": Part(_on_path("gnome-keyring-daemon", "dbus-daemon"), ("gnome-keyring", "dbus")),
    "postgresql": Part(lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")), ("postgresql",)),
    "display": Part(_on_path("Xvfb", "xkbcomp", "xdotool"), ("xvfb", "xdotool")),
}


def require(name: str) -> None:
    """Skip the test if the part is missing; under CI, where nothing may be skipped for that, fail it."""
    if not PARTS[name].present():
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up(f"missing part: {name} (Debian packages: {' '.join(PARTS[name].packages)})")


def pytest_configure(config: pytest.Config) -> None:
    """Install what is missing before any worker starts."""
    if hasattr(config, "workerinput") or not can_apt():
        return
    with FileLock(Path(tempfile.gettempdir(), "objector-test-parts.lock")):
        _install_missing(PARTS.values(), config, "the tests that need them will say so")
        _install_missing([QUICK], config, "the tests take longer without")


def _install_missing(parts: Iterable[Part], config: pytest.Config, otherwise: str) -> None:
    packages = [package for part in parts if not part.present() for package in part.packages]
    if not packages:
        return
    _say(config, f"Installing what the tests use: {' '.join(packages)} …")
    try:
        apt_install(*packages)
    except InstallationError as error:
        _say(config, f"That failed ({error}); {otherwise}.")


def _say(config: pytest.Config, line: str) -> None:
    """Print past pytest's capturing, which has begun already."""
    capture = config.pluginmanager.getplugin("capturemanager")
    assert capture is not None
    with capture.global_and_fixture_disabled():
        print(line, flush=True)
