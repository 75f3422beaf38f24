import io
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from objector.browser.find import Machine
from objector.browser.install import find_or_install, install_browser
from objector.errors import NoBrowserError, UnusableBrowserError


def archive() -> bytes:
    """Playwright's downloads for Linux, all in one, with next to nothing inside."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as content:
        for name in ("chrome-linux64/chrome", "chrome-linux-arm64/chrome", "ffmpeg-linux"):
            program = zipfile.ZipInfo(name)
            program.external_attr = 0o755 << 16
            content.writestr(program, "#!/bin/sh\n")
    return packed.getvalue()


class Downloads(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = archive()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def downloads() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Downloads) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(autouse=True)
def _bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser on PATH, no apt-get, nothing downloaded yet."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))


@pytest.mark.skipif(sys.platform != "linux", reason="the archive holds programs for Linux")
def test_a_download_is_announced_and_then_found(downloads: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", downloads)
    program = install_browser(said.append, Machine(root=tmp_path, home=tmp_path))
    assert program.is_relative_to(tmp_path / "browsers")
    assert said == ["No browser found; downloading Chromium (about 170 MB, once) …"]


def test_where_nothing_can_be_installed_the_reasons_and_the_remedy_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    with pytest.raises(NoBrowserError, match=r"Error: .*Install Chrome, Edge or Chromium"):
        install_browser(lambda _: None, Machine(root=tmp_path, home=tmp_path))


def test_a_wrong_setting_is_not_answered_with_an_installation(tmp_path: Path) -> None:
    said: list[str] = []
    with pytest.raises(UnusableBrowserError):
        find_or_install(tmp_path / "nowhere", said.append)
    assert said == []
