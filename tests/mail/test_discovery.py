"""The mail server of an unknown provider is found over real DNS and TLS, and nothing that can't be trusted is taken."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dns.message
import dns.resolver
import dns.rrset
import pytest
import requests
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st
from requests.adapters import HTTPAdapter

from objector.mail import discovery
from objector.mail.discovery import Sources, discover
from objector.mail.server import Server

HOST = "127.0.0.1"
ADDRESS = "ada@firm.aq"
OWN = "https://autoconfig.firm.aq/mail/config-v1.1.xml"
WELL_KNOWN = "https://firm.aq/.well-known/autoconfig/mail/config-v1.1.xml"
DATABASE = "https://autoconfig.thunderbird.net/v1.1/firm.aq"


def config(*servers: tuple[str, str, str, str], user: str = "%EMAILADDRESS%") -> bytes:
    """A page of autoconfiguration; a server is its type, host, port and kind of connection."""
    described = "".join(
        f'<incomingServer type="{kind}"><hostname>{host}</hostname><port>{port}</port><socketType>{socket_type}</socketType>'
        f"<authentication>password-cleartext</authentication><username>{user}</username></incomingServer>"
        for kind, host, port, socket_type in servers
    )
    provider = f'<emailProvider id="firm">{described}</emailProvider>'
    return f'<?xml version="1.0"?><clientConfig version="1.1">{provider}</clientConfig>'.encode()


class World:
    """The DNS and the web as a test wants them: SRV records by name, pages by address; all that was asked is in ``asked``."""

    def __init__(self, folder: Path) -> None:
        self.records: dict[str, list[str]] = {}
        self.pages: dict[str, bytes | tuple[int, str]] = {}
        self.asked: list[str] = []
        self._names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._names.bind((HOST, 0))
        threading.Thread(target=self._answer_names, daemon=True).start()
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority = trustme.CA()
        authority.issue_cert(HOST).configure_cert(tls)
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        self._web = ThreadingHTTPServer((HOST, 0), self._handler())
        self._web.socket = tls.wrap_socket(self._web.socket, server_side=True)
        threading.Thread(target=self._web.serve_forever, args=(0.02,), daemon=True).start()
        self.sources = Sources(resolver=self._resolver(), session=self._session(folder / "ca.pem"))

    def close(self) -> None:
        self._web.shutdown()
        self._web.server_close()
        self._names.close()

    def _resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = [HOST], self._names.getsockname()[1]
        return resolver

    def _session(self, ca_file: Path) -> requests.Session:
        here = f"https://{HOST}:{self._web.server_address[1]}"

        class ToThisMachine(HTTPAdapter):
            def send(self, request: requests.PreparedRequest, **wanted: Any) -> requests.Response:  # type: ignore[override]
                assert request.url
                request.headers["X-Asked"] = request.url
                request.url = here + urlsplit(request.url).path
                return super().send(request, **wanted)

        session = requests.Session()
        session.trust_env, session.verify = False, str(ca_file)
        session.mount("https://", ToThisMachine())
        return session

    def _answer_names(self) -> None:
        with suppress(OSError):  # closed at the end
            while True:
                asked, who = self._names.recvfrom(4096)
                question = dns.message.from_wire(asked)
                name = question.question[0].name
                self.asked.append(name.to_text(omit_final_dot=True))
                answer = dns.message.make_response(question)
                if records := self.records.get(self.asked[-1]):
                    answer.answer.append(dns.rrset.from_text(name, 60, "IN", "SRV", *records))
                self._names.sendto(answer.to_wire(), who)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        world = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                world.asked.append(self.headers["X-Asked"])
                page = world.pages.get(self.headers["X-Asked"], (404, ""))
                self.send_response(page[0] if isinstance(page, tuple) else 200)
                if isinstance(page, tuple):
                    self.send_header("Location", page[1])
                self.end_headers()
                if isinstance(page, bytes):
                    with suppress(OSError):  # whoever asked has read enough
                        self.wfile.write(page)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def found(world: World) -> Server | None:
    return discover(ADDRESS, world.sources)


def test_the_domain_s_srv_record_names_the_server(world: World) -> None:
    world.records["_imaps._tcp.firm.aq"] = ["20 1 993 second.firm.aq.", "10 1 994 mail.firm.aq.", "10 0 995 third.firm.aq."]

    assert found(world) == Server(host="mail.firm.aq", port=994, security="tls", user=ADDRESS)
    assert world.asked == ["_imaps._tcp.firm.aq"]


def test_a_server_with_starttls_only_is_found_too(world: World) -> None:
    world.records["_imap._tcp.firm.aq"] = ["10 1 143 firm.aq."]

    assert found(world) == Server(host="firm.aq", port=143, security="starttls", user=ADDRESS)


@pytest.mark.parametrize("target", ["mail.elsewhere.aq.", "firm.aq.elsewhere.aq.", "notfirm.aq."])
def test_a_server_outside_the_domain_has_only_the_dns_to_vouch_for_it(world: World, target: str) -> None:
    world.records["_imaps._tcp.firm.aq"] = [f"10 1 993 {target}"]

    server = found(world)

    assert server
    assert not server.vouched


def test_a_domain_that_says_it_has_no_such_service_is_believed(world: World) -> None:
    world.records["_imaps._tcp.firm.aq"] = ["0 0 0 ."]
    world.records["_imap._tcp.firm.aq"] = ["10 1 143 mail.firm.aq."]

    assert found(world) == Server(host="mail.firm.aq", port=143, security="starttls", user=ADDRESS)


@pytest.mark.parametrize("page", [OWN, WELL_KNOWN, DATABASE])
def test_a_page_of_the_domain_or_of_the_database_names_the_server(world: World, page: str) -> None:
    world.pages[page] = config(
        ("pop3", "pop.firm.aq", "995", "SSL"),
        ("imap", "plain.firm.aq", "143", "plain"),
        ("imap", "imap.%EMAILDOMAIN%", "143", "STARTTLS"),
        user="%EMAILLOCALPART%",
    )

    assert found(world) == Server(host="imap.firm.aq", port=143, security="starttls", user="ada")
    assert [asked for asked in world.asked if asked.startswith("https:")] == [OWN, WELL_KNOWN, DATABASE][
        : [OWN, WELL_KNOWN, DATABASE].index(page) + 1
    ]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<clientConfig><incomingServer type="imap"><hostname>&b;</hostname><port>993</port><socketType>SSL</socketType>
</incomingServer></clientConfig>"""


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html><p>not found",
        config(),
        config(("imap", "imap.firm.aq", "143", "plain")),
        config(("imap", "imap.firm.aq", "70000", "SSL")),
        config(("imap", "imap.firm.aq", "many", "SSL")),
        config(("imap", "imap.firm.aq/../x", "993", "SSL")),
        config(("imap", "", "993", "SSL")),
        config(("imap", "imap.firm.aq", "993", "SSL")) + b" " * discovery.LARGEST_PAGE,
        BOMB,
        (302, "https://elsewhere.aq/config.xml"),
    ],
    ids=[
        "empty",
        "no-xml",
        "no-server",
        "plain",
        "port-too-high",
        "no-port",
        "no-host",
        "empty-host",
        "too-long",
        "bomb",
        "redirection",
    ],
)
def test_a_page_that_is_none_counts_for_nothing(world: World, page: bytes | tuple[int, str]) -> None:
    world.pages[OWN] = page

    assert found(world) is None
    assert world.asked[-1] == DATABASE


def test_a_server_that_answers_byte_by_byte_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "PATIENCE", 0.1)
    asleep = threading.Event()

    class Slow(requests.Session):
        def get(self, *_: object, **__: object) -> requests.Response:
            asleep.wait(20)
            raise OSError

    assert discover(ADDRESS, Sources(resolver=world.sources.resolver, session=Slow())) is None
    asleep.set()


@pytest.mark.parametrize("address", ["ada@example.org", "ada@mail.example.com", "ada@host.invalid", "ada@localhost"])
def test_nobody_is_asked_about_domains_that_are_nobody_s(world: World, address: str) -> None:
    assert discover(address, world.sources) is None
    assert world.asked == []


@settings(max_examples=50)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: b"<clientConfig>" + text.encode(errors="replace") + b"</clientConfig>")
)
def test_no_page_breaks_it(page: bytes) -> None:
    class Said(requests.Session):
        def get(self, *_: object, **__: object) -> requests.Response:
            answer = requests.Response()
            answer.status_code = 200
            answer.raw = BytesIO(page)
            return answer

    assert discovery._by_autoconfig(ADDRESS, OWN, Said()) is None
