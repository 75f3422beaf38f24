"""A notification on the desktop; whatever becomes of it, the run goes on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from objector.log import get_logger
from objector.meanwhile import aside

PATIENCE = 5.0
"""Seconds that showing one may take."""

APPLESCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")

BALLOON = (
    "Add-Type -AssemblyName System.Windows.Forms; $i = New-Object System.Windows.Forms.NotifyIcon; "
    "$i.Icon = [System.Drawing.SystemIcons]::Information; $i.Visible = $true; "
    "$i.ShowBalloonTip(5000, $env:NOTE_TITLE, $env:NOTE_TEXT, 'Info'); Start-Sleep 4; $i.Dispose()"
)
"""What Windows PowerShell, which every Windows has, shows one with; the words come by the environment, so none is a command."""

log = get_logger(__name__)


def notify(title: str, text: str) -> None:
    """Show a notification, without waiting for it."""
    aside(lambda: _show(title, text))


def command(title: str, text: str, platform: str) -> tuple[Sequence[str], Mapping[str, str]]:
    """Return what shows it on a platform (``sys.platform``), and what that needs in its environment."""
    if platform == "darwin":
        return ["osascript", *(part for line in APPLESCRIPT for part in ("-e", line)), title, text], {}
    if platform == "win32":
        return ["powershell", "-NoProfile", "-Command", BALLOON], {"NOTE_TITLE": title, "NOTE_TEXT": text}
    return ["notify-send", "--app-name=objector", "--", title, text], {}


def _show(title: str, text: str) -> None:
    words, environment = command(title, text, sys.platform)
    program = shutil.which(words[0])
    if program is None:
        return
    try:
        subprocess.run(  # noqa: S603 - a program of the system, told words that it takes for nothing but words
            [program, *words[1:]],
            env={**os.environ, **environment},
            timeout=PATIENCE,
            check=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.info("no notification could be shown", why=str(error))
