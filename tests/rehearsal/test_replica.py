"""The replica as a server: its address, its certificate, its end."""

import asyncio
import ssl
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from objector.rehearsal.post import Post
from objector.rehearsal.replica import replica
from objector.rehearsal.scenario import Scenario, SignIn
from tests.rehearsal.conftest import ANNA, Mails

OPEN = Scenario(sign_in=SignIn.NONE)
FORM = "/help/contact/712876720715583"


async def ask(address: str, context: ssl.SSLContext, host: str, path: str) -> str:
    """Make one request as a plain client, with the host's certificate checked, and return the answer."""
    name, port = address.split(":")
    reader, writer = await asyncio.open_connection(name, int(port), ssl=context, server_hostname=host)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode()


@pytest.mark.parametrize(
    ("host", "path", "site"),
    [
        ("www.facebook.com", FORM, "Facebook"),
        ("m.facebook.com", FORM, "Facebook"),
        ("help.instagram.com", "/contact/767264225370182", "Instagram"),
    ],
)
def test_the_site_is_selected_by_the_host_and_proves_itself(host: str, path: str, site: str, run: Callable, mails: Mails) -> None:
    async def visit() -> str:
        async with replica(OPEN, [ANNA], deliver=mails.deliver) as served:
            context = ssl.create_default_context(cafile=str(served.certificate))
            return await ask(served.address, context, host, path)

    answer = run(visit())
    assert answer.startswith("HTTP/1.1 200")
    assert f"<b>{site}</b>" in answer


def test_the_key_is_on_an_elliptic_curve_and_new_each_time(run: Callable, mails: Mails) -> None:
    async def certificate() -> bytes:
        async with replica(OPEN, [ANNA], deliver=mails.deliver) as served:
            return served.certificate.read_bytes()

    first, second = run(certificate()), run(certificate())
    assert isinstance(x509.load_pem_x509_certificate(first).public_key(), EllipticCurvePublicKey)
    assert b"PRIVATE" not in first
    assert first != second


def test_two_replicas_stand_side_by_side_and_close_their_ports(run: Callable, mails: Mails) -> None:
    async def both() -> str:
        async with (
            replica(OPEN, [ANNA], deliver=mails.deliver) as one,
            replica(OPEN, [ANNA], deliver=mails.deliver) as other,
        ):
            assert one.address != other.address
            return one.address

    address = run(both())
    with pytest.raises(ConnectionRefusedError):
        run(asyncio.open_connection(*address.split(":")))


def test_no_secret_stands_in_what_is_printed() -> None:
    assert "correct horse" not in repr(ANNA)
    assert ANNA.totp_seed is not None
    assert ANNA.totp_seed not in repr(ANNA)


def test_a_late_mail_keeps_nobody_waiting_at_the_end(run: Callable) -> None:
    arrived: list[EmailMessage] = []

    async def deliver(message: EmailMessage) -> None:
        arrived.append(message)

    async def send_late() -> None:
        post = Post(deliver)
        post.send(EmailMessage(), 3600)
        await post.close()

    run(send_late())
    assert arrived == []
