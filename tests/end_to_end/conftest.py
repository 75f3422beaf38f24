"""The program, the sites, a mailbox and an account: all real, all on this machine, all for one test alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import MappingProxyType
from uuid import uuid4

import pytest
from keyring.backend import KeyringBackend

import objector
from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.model import Account
from objector.cases.roster import Roster
from objector.filing.office import password_name, seed_name
from objector.mail.mailbox import mailbox_password_name
from objector.rehearsal.replica import Replica, replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Platform, Scenario, Scenes
from objector.rehearsal.server import Server, Stand
from objector.secrets.vault import REHEARSAL, Vault
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program, installed
from tests.parts.browser import unseen_browser
from tests.parts.dovecot import Dovecot
from tests.parts.forks import Forks
from tests.parts.system import require

REASON = "Ich zeichne.\nDas ist mein Beruf: „Anna & Söhne“ <3"

Serve = Callable[..., Replica]
AddAccount = Callable[..., Account]


@pytest.fixture
def temporary() -> Iterator[str]:
    """A folder for what a killed browser leaves behind; its path is short, as a browser's sockets need it."""
    with TemporaryDirectory(prefix="e2e-", ignore_cleanup_errors=True) as folder:
        yield folder


@pytest.fixture
def program(keyring_environment: dict[str, str], stand: Stand, tmp_path: Path, temporary: str, forks: Forks) -> Program:
    """The program where it has been loaded already."""
    require("browser")
    certificate = tmp_path / "site.pem"
    stand.certificate.save(certificate)
    environment = {
        **keyring_environment,
        "OBJECTOR_BROWSER": str(unseen_browser()),
        "OBJECTOR_HOME": str(tmp_path / "home"),
        "OBJECTOR_SITE": stand.address,
        "OBJECTOR_SITE_CERT": str(certificate),
        "PYTHONPATH": str(Path(objector.__file__).parents[1]),  # the program that is tested, whichever is installed
        "TMPDIR": temporary,
        "NO_COLOR": "1",
    }
    return Program(environment, tmp_path / "home", tmp_path, forks.start)


@pytest.fixture
def installed_program(program: Program) -> Program:
    """The program as it is installed, where the process itself matters, with the browser that it finds."""
    environment = {name: value for name, value in program.environment.items() if name != "OBJECTOR_BROWSER"}
    return replace(program, environment=environment, launch=installed)


@pytest.fixture
def resident() -> Resident:
    """Somebody with an account on the sites and a mailbox that nobody else uses."""
    return Resident(
        email=f"anna.{uuid4().hex[:12]}@example.org",
        password="canary: correct horse & battery",
        totp_seed="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    )


@pytest.fixture
def post(dovecot: Dovecot) -> Post:
    return Post(dovecot)


@pytest.fixture
def serve(stand: Stand, resident: Resident, post: Post, entered: Callable) -> Serve:
    """Serve the sites for this test: `serve(engine=…, language=…)`; a platform can have a scenario of its own."""

    def serve(platforms: Mapping[Platform, Scenario] = MappingProxyType({}), **scenario: object) -> Replica:
        residents = [Resident(**{**vars(resident), "email": f"{tag}{resident.email}"}) for tag in ("", "bert.")]
        scenes = Scenes(default=Scenario(**scenario), by_platform=platforms)
        return entered(replica(scenes, residents, deliver=post.deliver, random=Random(resident.email), stand=stand))

    return serve


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that would break stays open instead, and nothing more comes on it."""
    monkeypatch.setattr(Server, "break_connection", lambda _server, _client: None)


@pytest.fixture
def roster(program: Program) -> Roster:
    return Roster(open_database(f"sqlite:///{program.world / 'ledger.sqlite3'}"))


@pytest.fixture
def ledger(program: Program) -> Ledger:
    return Ledger(open_database(f"sqlite:///{program.world / 'ledger.sqlite3'}"), lambda: datetime.now(UTC))


@pytest.fixture
def vault(real_keyring: KeyringBackend) -> Vault:
    return Vault(REHEARSAL, real_keyring)


@pytest.fixture
def add_account(roster: Roster, vault: Vault, resident: Resident, dovecot: Dovecot) -> AddAccount:
    """Tell the program of the resident's account: `add_account(flow=…, mailbox=None)`; passwords go to the keyring."""

    def add(flow: str = "facebook", *, tag: str = "", **changes: object) -> Account:
        email = f"{tag}{resident.email}"
        told = {"name": f"{tag}anna-{flow}", "flow": flow, "email": email, "country": "DE", "reason": REASON, "mailbox": email}
        account = Account(**{**told, **changes})
        roster.put(account)
        roster.put_mailbox(dovecot.mailbox(email))
        vault.put(mailbox_password_name(email), dovecot.password)
        vault.put(password_name(account.name), resident.password)
        vault.put(seed_name(account.name), resident.totp_seed or "")
        return account

    return add


@pytest.fixture
def account(add_account: AddAccount) -> Account:
    return add_account()
