"""A browser for which all hosts are the replica, and replicas that are made for one test."""

import base64
import hashlib
import os
import queue
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, BrowserType, expect

from objector.rehearsal.replica import Replica, replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Scenario, Scenes
from objector.rehearsal.server import Stand
from tests.parts.browser import unseen_browser

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ANNA = Resident(email="anna@example.org", password="correct horse", country="DE", totp_seed=SEED)

PATIENCE = 30.0
"""Seconds that a page may take to show what is expected; where the machine is busy, a timer of a page can be late by many."""

expect.set_options(timeout=PATIENCE * 1000)


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        self.now += timedelta(**time)


class Mails:
    """The mails that the sites have sent."""

    def __init__(self) -> None:
        self._queue: queue.Queue[EmailMessage] = queue.Queue()

    async def deliver(self, message: EmailMessage) -> None:
        self._queue.put(message)

    def next(self) -> EmailMessage:
        return self._queue.get(timeout=20)

    def is_empty(self) -> bool:
        return self._queue.empty()

    def next_code(self) -> str:
        return code_in(self.next())


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return body.get_content()


def code_in(message: EmailMessage) -> str:
    """The code is the one number that has a line to itself."""
    (code,) = re.findall(r"^(\d{6})$", text_of(message), re.MULTILINE)
    return code


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> dict:
    path = tmp_path_factory.mktemp("stand") / "certificate.pem"
    stand.certificate.save(path)
    rules = [f"--host-resolver-rules=MAP * {stand.address}", f"--ignore-certificate-errors-spki-list={pin_of(path)}"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": unseen_browser(), "args": [*rules, *sandbox]}


@pytest.fixture(scope="session")
def browser(browser_type: BrowserType, browser_type_launch_args: dict) -> Iterator[Browser]:
    """A browser of these tests' own: the one that a worker's other tests share may have been started before, for the real net."""
    browser = browser_type.launch(**browser_type_launch_args)
    yield browser
    browser.close()


def pin_of(certificate: Path) -> str:
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


@pytest.fixture
def mails() -> Mails:
    return Mails()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def serve(stand: Stand, mails: Mails, clock: Clock, entered: Callable) -> Callable[..., Replica]:
    """Start a replica for this test: `serve(engine=…)` or `serve(Scenes(…), residents)`."""

    def serve(scenes: Scenes | None = None, residents: tuple[Resident, ...] = (ANNA,), **scenario: object) -> Replica:
        played = scenes or Scenario(**scenario)
        return entered(replica(played, residents, deliver=mails.deliver, clock=clock, random=Random(7), stand=stand))

    return serve
