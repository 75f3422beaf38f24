"""A real mail server for tests: Dovecot with IMAP over TLS, and mail delivered to it over LMTP, private to one test worker."""

import imaplib
import os
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from ipaddress import ip_address
from pathlib import Path
from random import randrange
from uuid import uuid4

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from objector.mail.mailbox import Mailbox
from tests.parts.tokens import TokenServer

HOST = "127.0.0.1"
PASSWORD = "correct-horse"
AUTHSERV_ID = "mx.test.example"
"""The name under which the receiving server signs in these tests; see ``vouched``."""

CONFIG = """
protocols = imap lmtp
listen = 127.0.0.1 127.0.0.2
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
instance_name = {name}
default_internal_user = dovecot
default_login_user = dovenull
auth_failure_delay = 0
mail_max_userip_connections = 500
mail_location = maildir:~/Maildir
recipient_delimiter = +
lmtp_add_received_header = yes
lda_mailbox_autocreate = yes
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
{extra}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/home/%Lu allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Unwanted {{
    special_use = \\Junk
    auto = create
  }}
  mailbox Archive {{
    special_use = \\Archive
    auto = create
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {starttls_port}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
  process_min_avail = 1
  service_count = 0
}}
service lmtp {{
  unix_listener {folder}/lmtp {{
    mode = 0600
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"""


WITH_TOKENS = """
auth_mechanisms = plain login xoauth2
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {config}
}}
"""


class Dovecot:
    """A running server. Every address is a user with the same password; there are the folders Unwanted (junk) and Archive."""

    host = HOST
    unnamed_host = "127.0.0.2"
    """Where it listens too, without a certificate for it."""

    password = PASSWORD
    authserv_id = AUTHSERV_ID

    def __init__(self, folder: Path, *, extra: str = "") -> None:
        self.folder = folder
        self.port, self.starttls_port = _free_port(), _free_port()
        self.ca_file = str(folder / "ca.pem")
        self._extra = extra
        self._prepare()
        self.start()

    def _prepare(self) -> None:
        self.folder.chmod(0o755)
        home = self.folder / "home"
        home.mkdir()
        shutil.chown(home, "nobody", "nogroup")
        self._certify()
        (self.folder / "dovecot.conf").write_text(
            CONFIG.format(
                folder=self.folder,
                name=self.folder.name,
                password=PASSWORD,
                port=self.port,
                starttls_port=self.starttls_port,
                extra=self._extra,
            )
        )

    def _certify(self) -> None:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.ca_file)
        authority.issue_cert(HOST, "localhost").private_key_and_cert_chain_pem.write_to_path(str(self.folder / "server.pem"))

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = ["dovecot", "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"dovecot did not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it and everything it started, cutting all connections, and wait until it can be started again."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(10)
        deadline = time.monotonic() + 20
        while not (_is_free(self.port) and _is_free(self.starttls_port)):
            assert time.monotonic() < deadline, "something still listens where it listened"
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            time.sleep(0.02)

    def mailbox(self, address: str, **changes: object) -> Mailbox:
        """Return how the mailbox of an address is reached."""
        settings: dict[str, object] = {
            "address": address,
            "user": address,
            "host": HOST,
            "port": self.port,
            "ca_file": self.ca_file,
            "authserv_id": AUTHSERV_ID,
        }
        return Mailbox(**{**settings, **changes})  # type: ignore[arg-type]

    def deliver(self, user: str, message: EmailMessage | bytes) -> None:
        """Deliver a mail into the inbox of a user over LMTP, as a mail server does."""
        raw = message if isinstance(message, bytes) else message.as_bytes(policy=SMTP)
        with smtplib.LMTP(str(self.folder / "lmtp")) as server:
            server.sendmail("bounces@facebookmail.com", [user], raw)

    def append(self, user: str, message: EmailMessage, received: datetime) -> None:
        """Put a mail into the inbox of a user that arrived at this time, as a program that moves mails about does."""
        self.deliver_all(user, [(message, received)])

    def deliver_all(self, user: str, mails: Iterable[tuple[EmailMessage, datetime | None]]) -> None:
        """Deliver mails one after the other over one connection, those that arrived at another time than now by IMAP's APPEND."""
        with (
            smtplib.LMTP(str(self.folder / "lmtp")) as server,
            imaplib.IMAP4_SSL(self.host, self.port, ssl_context=self._trusting()) as client,
        ):
            client.login(user, self.password)
            for message, received in mails:
                raw = message.as_bytes(policy=SMTP)
                if received:
                    client.append("INBOX", "", received, raw)  # type: ignore[arg-type]
                else:
                    server.sendmail("bounces@facebookmail.com", [user], raw)

    def drop(self, user: str, message: EmailMessage, count: int = 1) -> None:
        """Lay a mail into the inbox of a user who has one, as often as is said, by the server's back: it need not even run."""
        new = self.folder / "home" / user / "Maildir" / "new"
        names = [new / f"{time.time_ns()}.M{number}.dropped" for number in range(count)]
        names[0].write_bytes(message.as_bytes())
        shutil.chown(names[0], "nobody", "nogroup")
        for name in names[1:]:
            name.hardlink_to(names[0])

    def file_into(self, user: str, folder: str, message: EmailMessage) -> None:
        """Put a mail into a folder of a user, as a filter on the server does."""
        self.doveadm("save", "-u", user, "-m", folder, given=message.as_bytes(policy=SMTP))

    def doveadm(self, *arguments: str, given: bytes = b"") -> str:
        """Run Dovecot's own tool on it."""
        command = ["doveadm", "-c", str(self.folder / "dovecot.conf"), *arguments]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()

    def cut(self, user: str) -> None:
        """Cut a user's connection, waiting for one if there is none yet."""
        deadline = time.monotonic() + 20
        while user not in self.doveadm("who"):
            assert time.monotonic() < deadline, f"{user} does not connect"
            time.sleep(0.02)
        self.doveadm("kick", user)

    def _answers(self) -> bool:
        try:
            with (
                socket.create_connection((HOST, self.port), 5) as plain,
                self._trusting().wrap_socket(plain, server_hostname=HOST),
            ):
                return (self.folder / "lmtp").exists()
        except OSError:
            return False

    def _trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca_file)


class Bridge(Dovecot):
    """A server that vouches for itself, as Proton Mail Bridge does: its certificate is its own authority."""

    def _certify(self) -> None:
        key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
        began = datetime.now(UTC) - timedelta(days=1)
        usage = x509.KeyUsage(True, False, False, False, False, True, False, False, False)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), began, began + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = certificate.public_bytes(Encoding.PEM)
        Path(self.ca_file).write_bytes(pem)
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (self.folder / "server.pem").write_bytes(secret + pem)


def vouched(message: EmailMessage, domain: str = "facebookmail.com", result: str = "pass") -> EmailMessage:
    """Add on top what the receiving server says of a mail's sender."""
    value = f"{AUTHSERV_ID}; dkim={result} header.d={domain}; dmarc={result} header.from={domain}"
    message._headers.insert(0, ("Authentication-Results", value))  # type: ignore[attr-defined]
    return message


def _is_free(port: int) -> bool:
    """Tell whether a server could listen there; what is left of old connections doesn't keep it from that."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    """Return a port that nobody listens on, below those that systems hand out by themselves: a server comes back to it."""
    while True:
        port = randrange(15_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port


@pytest.fixture
def address() -> str:
    """An address of its own for each test: its mailbox is empty."""
    return f"{uuid4().hex}@example.org"


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Serve mail for the whole test session; each test takes addresses of its own."""
    yield from _running()


@pytest.fixture
def own_dovecot() -> Iterator[Dovecot]:
    """Serve mail for one test, which may stop and start the server."""
    yield from _running()


@pytest.fixture(scope="session")
def dovecot_without_idle() -> Iterator[Dovecot]:
    """Serve mail without announcing it."""
    yield from _running(extra="imap_capability = IMAP4rev1 SPECIAL-USE LITERAL+")


@pytest.fixture(scope="session")
def dovecot_with_tokens(token_server: TokenServer) -> Iterator[Dovecot]:
    """Serve mail to those whose access token the token server knows (Dovecot asks it), and to those with the password."""
    with tempfile.NamedTemporaryFile("w", prefix="dovecot-oauth2-", suffix=".ext") as config:
        config.write(
            f"introspection_url = {token_server.address}/introspect?access_token=\n"
            "introspection_mode = get\nusername_attribute = email\nactive_attribute = active\nactive_value = true\n"
            f"tls_ca_cert_file = {token_server.ca_file}\n"
        )
        config.flush()
        yield from _running(extra=WITH_TOKENS.format(config=config.name))


@pytest.fixture
def bridge() -> Iterator[Dovecot]:
    """Serve mail as Proton Mail Bridge does."""
    yield from _running(Bridge)


def _running(kind: type[Dovecot] = Dovecot, **settings: str) -> Iterator[Dovecot]:
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    server = kind(folder, **settings)
    try:
        yield server
    finally:
        if server._process.poll() is None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
