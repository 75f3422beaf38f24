"""A real gnome-keyring on a D-Bus session of its own, unlocked or locked."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService

from tests.parts.system import require

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "CI", "PLAYWRIGHT_BROWSERS_PATH")
"""What the session takes over from the environment of the tests; the rest is nobody's business there."""

SERVICE = "org.freedesktop.secrets"
DEFAULT = "/org/freedesktop/secrets/aliases/default"

PASSWORD = "the keyring's own password"


@contextmanager
def keyring_session(folder: Path, *, password: str | None, display: str | None = None) -> Iterator[dict[str, str]]:
    """Run the daemons with all their files under the folder; yield the environment that leads a program to them.

    Without a password the keyring stays as it is found: locked, if it was there before. Prompts appear on the display.
    """
    environment = _environment(folder) | ({"DISPLAY": display} if display else {})
    with _started(["dbus-daemon", "--session", "--nofork", "--print-address=1"], environment) as bus:
        environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(bus)
        unlock = [] if password is None else ["--unlock"]
        with _started(["gnome-keyring-daemon", "--foreground", "--components=secrets", *unlock], environment) as daemon:
            assert daemon.stdin is not None
            daemon.stdin.write(password or "")
            daemon.stdin.close()
            # Whoever asks before the daemon answers has the bus start another one, which nobody unlocks.
            _await(_is_owned, environment["DBUS_SESSION_BUS_ADDRESS"], daemon)
            if password is not None:
                # It answers before it has used the password that it was given.
                _await(_is_unlocked, environment["DBUS_SESSION_BUS_ADDRESS"], daemon)
            yield environment


def _await(says: Callable[["DBusConnection"], bool], address: str, daemon: subprocess.Popen[str]) -> None:
    """Wait until the session's bus says so; fails where the daemon ends instead."""
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - only where there is D-Bus

    with closing(open_dbus_connection(address)) as connection:
        while not says(connection):
            assert daemon.poll() is None, "the keyring's daemon has ended"
            time.sleep(0.01)


def _is_owned(connection: "DBusConnection") -> bool:
    from jeepney import message_bus  # noqa: PLC0415 - only where there is D-Bus

    return bool(connection.send_and_get_reply(message_bus.NameHasOwner(SERVICE)).body == (True,))


def _is_unlocked(connection: "DBusConnection") -> bool:
    from secretstorage import Collection, ItemNotFoundException  # noqa: PLC0415 - only where there is D-Bus

    try:
        return not Collection(connection, DEFAULT).is_locked()
    except ItemNotFoundException:
        return False


def _environment(folder: Path) -> dict[str, str]:
    homes = {"HOME": "home", "XDG_RUNTIME_DIR": "run", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}
    for name in homes.values():
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {name: str(folder / place) for name, place in homes.items()} | {"XDG_CACHE_HOME": _cache()}


def _cache() -> str:
    return os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")  # browsers may have been downloaded there


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextmanager
def _started(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run a daemon as a child, so that it is ended for sure."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=nothing, text=True) as daemon:
        try:
            yield daemon
        finally:
            daemon.terminate()
            daemon.wait(10)


@pytest.fixture
def keyring_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a session with an unlocked, empty keyring, for the programs that a test starts."""
    require("gnome-keyring")
    with keyring_session(tmp_path_factory.mktemp("keyring"), password=PASSWORD) as environment:
        yield environment


@pytest.fixture
def locked_keyring_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a session whose keyring is there and locked, with no display to unlock it on."""
    require("gnome-keyring")
    folder = tmp_path_factory.mktemp("locked")
    with keyring_session(folder, password=PASSWORD):
        pass
    with keyring_session(folder, password=None) as environment:
        yield environment


@pytest.fixture
def real_keyring(keyring_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> KeyringBackend:
    """The unlocked keyring for this very process, which otherwise stays without one."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", keyring_environment["DBUS_SESSION_BUS_ADDRESS"])
    return SecretService.Keyring()  # type: ignore[no-untyped-call]
