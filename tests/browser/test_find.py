from collections.abc import Iterable
from pathlib import Path

import pytest

from objector.browser.find import Machine, find_browser, require_display
from objector.errors import HeadlessOnlyError, NoBrowserError, UnusableBrowserError
from tests.parts.system import require


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


def machine(root: Path, platform: str = "linux", **environment: str) -> Machine:
    return Machine(platform=platform, environment={"PATH": str(root / "bin"), **environment}, home=root / "home", root=root)


def put_program(*places: Path) -> None:
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("#!/bin/sh\n")
        place.chmod(0o755)


def put_download(folder: Path, *, complete: bool = True) -> Path:
    program = folder / "chrome-linux64/chrome"
    put_program(program)
    if complete:
        (folder / "INSTALLATION_COMPLETE").touch()
    return program


def found(programs: Iterable[Path], on: Machine) -> list[Path]:
    """Remove the programs one by one as they are found."""
    order = []
    for _ in programs:
        order.append(find_browser(None, on))
        order[-1].unlink()
    return order


def test_this_machine_has_one() -> None:
    require("browser")
    assert find_browser(None).is_file()


def test_the_configured_one_comes_first(root: Path) -> None:
    put_program(root / "bin/google-chrome", root / "my own/browser")
    assert find_browser(root / "my own/browser", machine(root)) == root / "my own/browser"


def test_a_configured_one_that_is_missing_is_not_silently_replaced(root: Path) -> None:
    put_program(root / "bin/google-chrome")
    with pytest.raises(UnusableBrowserError, match="set with OBJECTOR_BROWSER, is not a program"):
        find_browser(root / "nowhere", machine(root))


def test_a_configured_one_that_can_not_be_run_is_refused(root: Path) -> None:
    (root / "notes.txt").write_text("not a program")
    with pytest.raises(UnusableBrowserError, match=r"notes\.txt"):
        find_browser(root / "notes.txt", machine(root))


def test_on_linux_chrome_is_preferred_to_edge_to_chromium_to_a_download(root: Path) -> None:
    order = [
        root / "bin/google-chrome-stable",
        root / "bin/microsoft-edge",
        root / "bin/chromium",
        root / "opt/google/chrome/chrome",
        root / "snap/bin/chromium",
        put_download(root / "home/.cache/ms-playwright/chromium-1255"),
    ]
    put_program(*order)
    assert found(order, machine(root)) == order


def test_on_macos_the_applications_folders_are_looked_through(root: Path) -> None:
    order = [
        root / "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        root / "home/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        root / "home/Library/Caches/ms-playwright/chromium-1255/chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium",
    ]
    put_program(*order)
    (order[-1].parents[4] / "INSTALLATION_COMPLETE").touch()
    assert found(order, machine(root, "darwin")) == order


def test_on_windows_the_program_folders_are_looked_through(root: Path) -> None:
    folders = {"PROGRAMFILES": root / "pf", "PROGRAMFILES(X86)": root / "pf86", "LOCALAPPDATA": root / "local"}
    order = [
        root / "local/Google/Chrome/Application/chrome.exe",
        root / "pf86/Microsoft/Edge/Application/msedge.exe",
        root / "local/ms-playwright/chromium-1255/chrome-win64/chrome.exe",
    ]
    put_program(*order)
    (order[-1].parents[1] / "INSTALLATION_COMPLETE").touch()
    environment = {name: str(folder) for name, folder in folders.items()}
    assert found(order, machine(root, "win32", **environment)) == order


def test_of_several_downloads_the_newest_complete_one_is_used(root: Path) -> None:
    downloads = root / "home/.cache/ms-playwright"
    put_download(downloads / "chromium-999")
    newest = put_download(downloads / "chromium-1255")
    put_download(downloads / "chromium-1300", complete=False)
    put_download(downloads / "chromium_headless_shell-1400")
    assert find_browser(None, machine(root)) == newest


def test_playwrights_own_setting_of_the_downloads_folder_is_respected(root: Path) -> None:
    program = put_download(root / "elsewhere/chromium-1255")
    assert find_browser(None, machine(root, PLAYWRIGHT_BROWSERS_PATH=str(root / "elsewhere"))) == program


def test_the_setting_for_a_cache_elsewhere_is_respected(root: Path) -> None:
    program = put_download(root / "cache/ms-playwright/chromium-1255")
    assert find_browser(None, machine(root, XDG_CACHE_HOME=str(root / "cache"))) == program


def test_a_file_that_can_not_be_run_is_not_a_browser(root: Path) -> None:
    put_program(root / "opt/google/chrome/chrome")
    (root / "opt/google/chrome/chrome").chmod(0o644)
    with pytest.raises(NoBrowserError):
        find_browser(None, machine(root))


def test_without_any_the_remedy_is_named(root: Path) -> None:
    with pytest.raises(NoBrowserError, match="Install Chrome, Edge or Chromium, or name one with OBJECTOR_BROWSER"):
        find_browser(None, machine(root, PLAYWRIGHT_BROWSERS_PATH="0"))


def test_a_window_without_a_display_is_refused_with_the_remedy(root: Path) -> None:
    with pytest.raises(HeadlessOnlyError, match="leave --headed away"):
        require_display(machine(root, DISPLAY=""))


@pytest.mark.parametrize(
    ("platform", "environment"),
    [("linux", {"DISPLAY": ":0"}), ("linux", {"WAYLAND_DISPLAY": "wayland-0"}), ("darwin", {}), ("win32", {})],
)
def test_a_window_is_fine_where_there_is_a_display(root: Path, platform: str, environment: dict[str, str]) -> None:
    require_display(machine(root, platform, **environment))
