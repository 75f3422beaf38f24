"""Finding a browser that is already on the machine."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from objector.errors import HeadlessOnlyError, NoBrowserError, UnusableBrowserError


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What the search depends on; ``platform`` is as in ``sys.platform``, ``root`` where the file system begins."""

    platform: str = sys.platform
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    home: Path = field(default_factory=Path.home)
    root: Path = Path("/")


COMMANDS = (
    *("google-chrome-stable", "google-chrome", "chrome"),
    *("microsoft-edge-stable", "microsoft-edge", "msedge"),
    *("chromium", "chromium-browser"),
)
"""Names on PATH: Chrome before Edge before Chromium, as everywhere here."""

LINUX = ("opt/google/chrome/chrome", "opt/microsoft/msedge/msedge", "usr/lib/chromium/chromium", "snap/bin/chromium")
MACOS = (
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
PLAYWRIGHT = (
    "chrome-linux*/chrome",
    "chrome-mac*/*.app/Contents/MacOS/*",
    "chrome-win*/chrome.exe",
)
"""Where the program lies within one of Playwright's downloads (its driver's registry)."""


def find_browser(configured: Path | None, machine: Machine | None = None) -> Path:
    """Return the executable to use: the configured one, else Chrome, Edge, Chromium, else Playwright's own download.

    Raises UnusableBrowserError if the configured one is not a program, NoBrowserError if there is none at all.
    """
    machine = machine or Machine()
    if configured is not None:
        return _checked(configured)
    found = next((path for path in _candidates(machine) if _is_program(path)), None)
    if found is None:
        raise NoBrowserError("neither Chrome, Edge nor Chromium is in its usual place")
    return found


def require_display(machine: Machine | None = None) -> None:
    """Raise HeadlessOnlyError where no window can be shown."""
    if not has_display(machine or Machine()):
        raise HeadlessOnlyError


def has_display(machine: Machine) -> bool:
    """Whether a window can be shown; only on Linux and its like is it a question."""
    if machine.platform in {"darwin", "win32"}:
        return True
    return any(machine.environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _candidates(machine: Machine) -> Iterator[Path]:
    on_path = (shutil.which(name, path=machine.environment.get("PATH", "")) for name in COMMANDS)
    yield from (Path(found) for found in on_path if found)
    yield from _usual_places(machine)
    yield from _downloads(_playwright_folder(machine))


def _usual_places(machine: Machine) -> Iterator[Path]:
    if machine.platform == "darwin":
        return (base / place for place in MACOS for base in (machine.root, machine.home))
    if machine.platform == "win32":
        bases = (machine.environment.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        known = [Path(base) for base in bases if base]
        return (base / place for place in WINDOWS for base in known)
    return (machine.root / place for place in LINUX)


def _playwright_folder(machine: Machine) -> Path:
    chosen = machine.environment.get("PLAYWRIGHT_BROWSERS_PATH")
    if chosen == "0":
        package = find_spec("playwright")
        assert package is not None
        assert package.origin is not None
        return Path(package.origin).parent / "driver/package/.local-browsers"
    if chosen:
        return Path(chosen)
    return _cache_folder(machine) / "ms-playwright"


def _cache_folder(machine: Machine) -> Path:
    if machine.platform == "darwin":
        return machine.home / "Library/Caches"
    if machine.platform == "win32":
        return Path(machine.environment.get("LOCALAPPDATA") or machine.home / "AppData/Local")
    return Path(machine.environment.get("XDG_CACHE_HOME") or machine.home / ".cache")


def _downloads(folder: Path) -> Iterator[Path]:
    """Yield the programs of Playwright's complete downloads, the newest revision first."""
    complete = [path for path in folder.glob("chromium-[0-9]*") if (path / "INSTALLATION_COMPLETE").exists()]
    for revision in sorted(complete, key=lambda path: int(path.name.rpartition("-")[2]), reverse=True):
        for place in PLAYWRIGHT:
            yield from revision.glob(place)


def _checked(configured: Path) -> Path:
    program = shutil.which(configured.expanduser())
    if program is None:
        raise UnusableBrowserError(configured)
    return Path(program)


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
