"""The program as a person runs it: a process of its own, with a home folder of its own."""

import os
import subprocess
from pathlib import Path
from shutil import copyfile

import pytest

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.roster import Roster
from objector.cli.shared import now
from tests.parts.forks import SOURCE, Forks
from tests.parts.keyring import KEPT


class Program:
    """Runs ``objector`` and looks into what it keeps."""

    def __init__(self, home: Path, environment: dict[str, str], forks: Forks) -> None:
        self.home = home
        self.forks = forks
        self.environment = environment | {"OBJECTOR_HOME": str(home), "PYTHONPATH": str(SOURCE)}

    def __call__(self, *arguments: str, given: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        told = given.encode() if isinstance(given, str) else given
        return self.forks.run(arguments, self.environment | environment, self.home, told)

    @property
    def roster(self) -> Roster:
        return Roster(open_database(f"sqlite:///{self.home / 'ledger.sqlite3'}"))

    @property
    def ledger(self) -> Ledger:
        return Ledger(open_database(f"sqlite:///{self.home / 'ledger.sqlite3'}"), now)


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is up to date; to make one takes longer than most commands."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite3"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def objector(tmp_path: Path, empty_ledger: Path, forks: Forks) -> Program:
    """The program on a machine without a keyring, where it has run before."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    copyfile(empty_ledger, home / empty_ledger.name)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return Program(home, kept | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}, forks)


@pytest.fixture
def objector_with_keyring(objector: Program, keyring_environment: dict[str, str]) -> Program:
    """The program on a machine with an unlocked keyring; ``real_keyring`` is the same one."""
    return Program(objector.home, keyring_environment, objector.forks)


@pytest.fixture
def objector_with_locked_keyring(objector: Program, locked_keyring_environment: dict[str, str]) -> Program:
    """The program on a machine whose keyring is locked, and where no prompt can be shown."""
    return Program(objector.home, locked_keyring_environment, objector.forks)
