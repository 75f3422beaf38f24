"""Which version a browser is, which also shows that it starts."""

import subprocess
import sys
from pathlib import Path

from objector.errors import NoBrowserError

LIMIT = 30
"""Seconds that a browser may take to say its version."""


def version_of(browser: Path) -> str:
    """Return what the browser says of itself, such as “Chromium 142.0.1”; raises NoBrowserError if it doesn't start."""
    if sys.platform == "win32":
        return _version_on_windows(browser)
    try:
        said = subprocess.run([browser, "--version"], capture_output=True, text=True, timeout=LIMIT, check=True)  # noqa: S603 - the browser in use
    except (OSError, subprocess.SubprocessError) as error:
        raise NoBrowserError(f"{browser} doesn't start ({type(error).__name__})") from error
    return said.stdout.strip()


def _version_on_windows(browser: Path) -> str:
    """Read the version off the folder beside the program: on Windows, --version opens a window."""
    versions = [path.name for path in browser.parent.iterdir() if path.is_dir() and path.name[:1].isdigit()]
    return f"{browser.stem} {max(versions, default='of unknown version')}"
