"""``objector doctor`` says what is there, what is missing and what to do; scripts read its exit code and its JSON."""

import json
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from objector.cases.database import open_database
from objector.cases.roster import Roster
from objector.checkup import hosts
from objector.cli.doctor import shown
from objector.mail.mailbox import Mailbox
from objector.secrets.vault import REAL
from objector.settings import Settings
from tests.parts.dovecot import PASSWORD, Dovecot
from tests.parts.system import require

DOCTOR = """
import sys, typer
from objector.cli import doctor
app = typer.Typer()
app.callback()(lambda: None)
doctor.register(app)
app(["doctor", *sys.argv[1:]])
"""
KEEP = "import sys; from objector.secrets.vault import Vault; Vault(sys.argv[1]).put(sys.argv[2], sys.stdin.read())"
FOLDER = Path(__file__).parents[2]


class Machine:
    """A machine with its own home folder and a session with a keyring."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.home = home
        self.environment = environment | {"OBJECTOR_HOME": str(home), "PYTHONPATH": str(FOLDER)}

    def doctor(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self._run(DOCTOR, *arguments, **environment)

    def document(self, **environment: str) -> dict[str, object]:
        document = json.loads(self.doctor("--json", **environment).stdout)
        assert isinstance(document, dict)
        return document

    def add(self, mailbox: Mailbox, password: str | None) -> None:
        Roster(open_database(f"sqlite:///{self.home / 'ledger.sqlite3'}")).put_mailbox(mailbox)
        if password is not None:
            self._run(KEEP, REAL, mailbox.secret_name, given=password).check_returncode()

    def _run(self, code: str, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=self.environment | environment,
            input=given,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def machine(home: Path, keyring_environment: dict[str, str]) -> Machine:
    require("browser")
    return Machine(home, keyring_environment)


def line_of(part: str, shown: str) -> str:
    return next(line for line in shown.splitlines() if line[2:].startswith(f"{part}: "))


def finding_of(part: str, document: dict[str, object]) -> dict[str, object]:
    findings = document["findings"]
    assert isinstance(findings, list)
    (finding,) = [finding for finding in findings if finding["part"] == part]
    assert isinstance(finding, dict)
    return finding


def test_where_all_is_well_every_line_is_ticked_and_the_exit_code_is_0(machine: Machine) -> None:
    done = machine.doctor()
    assert done.returncode == 0
    assert "✗" not in done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines()[:5]] == [
        "✓ browser",
        "✓ display",
        "✓ data folder",
        "✓ keyring",
        "✓ ledger",
    ]


def test_json_is_one_document_and_nothing_else(machine: Machine) -> None:
    document = machine.document()
    assert (document["fine"], document["rehearsal"]) == (True, False)
    assert set(document) == {"fine", "rehearsal", "findings", "settings", "hosts"}


def test_the_hosts_are_those_of_the_flows_of_the_known_mailboxes_and_of_who_knows_mail_servers(
    machine: Machine, dovecot: Dovecot
) -> None:
    machine.add(dovecot.mailbox("ada@example.org"), None)
    assert machine.document()["hosts"] == [
        "*.facebook.com",
        "*.instagram.com",
        "accountscenter.meta.com",
        "help.meta.com",
        f"127.0.0.1:{dovecot.mailbox('ada@example.org').port}",
        "autoconfig.DOMAIN",
        "DOMAIN",
        "autoconfig.thunderbird.net",
    ]


def test_with_a_replica_only_the_replica_is_contacted(machine: Machine) -> None:
    document = machine.document(OBJECTOR_SITE="127.0.0.1:4430")
    assert (document["hosts"], document["rehearsal"]) == (["127.0.0.1:4430"], True)


def test_a_ledger_elsewhere_is_named_without_its_password() -> None:
    settings = Settings(ledger="postgresql://ada:hunter2@ledger.invalid/objector")
    assert hosts(settings, [])[-1] == "ledger.invalid"
    assert shown(settings)["ledger"] == "postgresql://ada:***@ledger.invalid/objector"


def test_a_ledger_that_can_not_be_read_is_crossed(machine: Machine) -> None:
    (machine.home / "ledger.sqlite3").write_bytes(b"not a database, and long enough to look like one" * 100)
    done = machine.doctor()
    assert done.returncode == 2
    assert line_of("ledger", done.stdout).startswith("✗")


def test_a_missing_keyring_is_crossed_with_its_remedy_and_the_exit_code_is_2(machine: Machine) -> None:
    done = machine.doctor(PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert done.returncode == 2
    assert line_of("keyring", done.stdout).startswith("✗")
    assert "gnome-keyring" in line_of("keyring", done.stdout)


def test_a_locked_keyring_is_crossed_with_its_remedy(home: Path, locked_keyring_environment: dict[str, str]) -> None:
    done = Machine(home, locked_keyring_environment).doctor()
    assert done.returncode == 2
    assert line_of("keyring", done.stdout).startswith("✗ keyring: The keyring is locked. Unlock it")


def test_a_mailbox_is_signed_in_to(machine: Machine, dovecot: Dovecot) -> None:
    machine.add(dovecot.mailbox("ada@example.org"), PASSWORD)
    finding = finding_of("mailbox ada@example.org", machine.document())
    assert finding["fine"] is True
    assert "Signed in as ada@example.org" in str(finding["says"])


@pytest.mark.parametrize("password", ["wrong-password", None])
def test_a_mailbox_that_can_not_be_signed_in_to_is_crossed(machine: Machine, dovecot: Dovecot, password: str | None) -> None:
    machine.add(dovecot.mailbox("ada@example.org"), password)
    done = machine.doctor()
    assert done.returncode == 2
    assert line_of("mailbox ada@example.org", done.stdout).startswith("✗")
    assert "wrong-password" not in done.stdout + done.stderr


def test_a_mailbox_behind_a_missing_keyring_is_not_tried(machine: Machine, dovecot: Dovecot) -> None:
    nowhere = replace(dovecot.mailbox("ada@example.org"), host="nowhere.invalid")
    machine.add(nowhere, None)
    document = machine.document(PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert "Put the keyring right first" in str(finding_of("mailbox ada@example.org", document)["says"])


def test_looking_makes_no_files(machine: Machine) -> None:
    machine.doctor()
    assert list(machine.home.iterdir()) == []


def test_a_folder_that_others_can_read_is_crossed_and_fixed(machine: Machine) -> None:
    machine.home.chmod(0o755)
    before = machine.doctor()
    assert before.returncode == 2
    assert "can be read by others. “objector doctor --fix”" in line_of("data folder", before.stdout)
    after = machine.doctor("--fix")
    assert after.returncode == 0
    assert stat.S_IMODE(machine.home.stat().st_mode) == 0o700


def test_a_folder_that_is_a_file_is_crossed(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finding = finding_of("data folder", machine.document(OBJECTOR_HOME=str(tmp_path / "file/home")))
    assert finding["fine"] is False
    assert "OBJECTOR_HOME" in str(finding["says"])


def test_a_wrong_browser_setting_is_crossed_and_not_fixed_by_an_installation(machine: Machine) -> None:
    done = machine.doctor("--fix", OBJECTOR_BROWSER="/nowhere/browser")
    assert done.returncode == 2
    assert "Correct the setting" in line_of("browser", done.stdout)
    assert "download" not in done.stderr


def test_a_browser_that_does_not_start_is_crossed(machine: Machine) -> None:
    finding = finding_of("browser", machine.document(OBJECTOR_BROWSER="/bin/false"))
    assert finding["fine"] is False
    assert "doesn't start" in str(finding["says"])


def test_a_window_asked_for_without_a_display_is_crossed(machine: Machine) -> None:
    assert finding_of("display", machine.document(OBJECTOR_HEADED="1"))["fine"] is False


def test_a_display_is_seen(machine: Machine, display: str) -> None:
    assert "--headed can be used" in line_of("display", machine.doctor(DISPLAY=display).stdout)
