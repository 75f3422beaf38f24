"""A mailbox on this machine for rehearsals: a real IMAP server (pymap) over TLS, in memory, for one user."""

import asyncio
import ssl
import tempfile
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import trustme
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import DictBackend
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Event
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.selected import SelectedMailbox
from pysasl.hashing import Cleartext

HOST = "127.0.0.1"


class _Inbox(MailboxData):
    """Announces what came between two IDLE commands too, which pymap's own forgets until the next mail comes."""

    async def update_selected(self, selected: SelectedMailbox, *, wait_on: Event | None = None) -> SelectedMailbox:
        up_to_date = selected.mod_sequence == self._mod_sequences.highest
        return await super().update_selected(selected, wait_on=wait_on if up_to_date else None)


class _Folders(MailboxSet):
    def __init__(self) -> None:
        super().__init__()
        self._inbox = _Inbox(self._content_cache, self._thread_cache)


class RehearsalMailbox:
    """A running mailbox: where it is (``host``, ``port``), and ``ca_file``, the PEM file of the authority that vouches for it."""

    def __init__(self, folders: MailboxSet, port: int, ca_file: Path) -> None:
        self._folders = folders
        self.host = HOST
        self.port = port
        self.ca_file = str(ca_file)

    async def deliver(self, message: EmailMessage) -> None:
        """Put a mail into the inbox, as if it had just arrived."""
        inbox = await self._folders.get_mailbox("INBOX")
        await inbox.append(AppendMessage(message.as_bytes(policy=SMTP), when=datetime.now(UTC)))


@asynccontextmanager
async def rehearsal_mailbox(address: str, password: str) -> AsyncIterator[RehearsalMailbox]:
    """Serve a mailbox on a free port of this machine for as long as the context lasts; its user name is the address."""
    authority = trustme.CA()
    backend = await _backend(address, password, _server_side(authority))
    folders, _ = backend.config.set_cache[address] = (_Folders(), FilterSet())
    with tempfile.TemporaryDirectory(prefix="objector-") as folder:
        ca_file = Path(folder) / "ca.pem"
        authority.cert_pem.write_to_path(str(ca_file))
        async with _serving(backend) as port:
            yield RehearsalMailbox(folders, port, ca_file)


@asynccontextmanager
async def _serving(backend: DictBackend) -> AsyncIterator[int]:
    serve = IMAPServer(backend.login, backend.config)
    meetings: set[asyncio.Task[None]] = set()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        meeting = asyncio.ensure_future(serve(reader, writer, SocketInfo.get(writer, None)))
        meetings.add(meeting)
        meeting.add_done_callback(meetings.discard)
        await asyncio.wait([meeting])

    server = await asyncio.start_server(meet, HOST, 0, ssl=backend.config.ssl_context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for meeting in meetings:
            meeting.cancel()
        await asyncio.gather(*meetings, return_exceptions=True)


def _server_side(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST, "localhost").configure_cert(context)
    return context


async def _backend(address: str, password: str, context: ssl.SSLContext) -> DictBackend:
    options = Namespace(
        host=HOST,
        port=0,
        debug=False,
        cert=None,
        key=None,
        tls=False,  # no STARTTLS: the port speaks TLS from the first byte
        proxy_protocol=None,
        passlib_cfg=None,
        demo_data=False,
        demo_user=address,
        demo_password=password,
    )
    backend, config = await DictBackend.init(options, hash_context=Cleartext(), ssl_context=context, invalid_user_sleep=0.0)
    config.apply_context()
    return backend
