"""The browser of the tests that nobody watches."""

import shutil
from pathlib import Path

from objector.browser.find import find_browser

SHELL = "chromium-headless-shell"
"""Debian's build of the same Chromium without windows: it starts, and opens a page, with a third of the work."""


def unseen_browser() -> Path:
    """Return the browser without windows where there is one, else the one that the program finds."""
    shell = shutil.which(SHELL)
    return Path(shell) if shell else find_browser(None)
