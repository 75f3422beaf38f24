"""Who gives and checks OAuth 2 tokens in tests, over TLS: what Microsoft and Google are to programs, and to mail servers."""

import json
import ssl
import tempfile
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_urlsafe
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import trustme

HOST = "127.0.0.1"
CLIENT_ID = "the-client"

Answer = tuple[int, dict[str, Any]]


class TokenServer:
    """Knows the device flow (RFC 8628), the one through the browser, refresh tokens (RFC 6749) and introspection.

    Whoever signs in is ``person``, and access tokens last ``lifetime`` seconds as it says. ``asked`` lists what was asked of
    the token endpoint. A test tells the server what befell the tokens, with ``forget_access`` and ``forget_person``.
    """

    def __init__(self, folder: Path) -> None:
        self.ca_file = str(folder / "tokens-ca.pem")
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.ca_file)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(HOST).configure_cert(tls)
        self._server = ThreadingHTTPServer((HOST, 0), self._handler())
        self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.address = f"https://{HOST}:{self._server.server_address[1]}/tenant"
        self.begin_anew("nobody@example.org")
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def begin_anew(self, person: str, *, lifetime: int = 3600) -> None:
        self.person, self.lifetime = person, lifetime
        self.asked: list[str] = []
        self.trouble = False
        self.scope = ""
        self._access: dict[str, str] = {}
        self._refresh: dict[str, str] = {}

    def forget_access(self) -> None:
        """Take back every access token, before its time: the mail server refuses them from now on."""
        self._access.clear()

    def forget_person(self) -> None:
        """Take back everything: the person has to sign in anew."""
        self._access.clear()
        self._refresh.clear()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def get(self, path: str, query: dict[str, str]) -> Answer:
        if path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "device_authorization": "devicecode"}
            return 200, {"issuer": self.address} | {f"{name}_endpoint": f"{self.address}/{end}" for name, end in ends.items()}
        if path == "/introspect":
            person = self._access.get(query.get("access_token", ""))
            return (200, {"active": True, "email": person}) if person else (401, {"active": False})
        return 404, {}

    def post(self, path: str, form: dict[str, str]) -> Answer:
        if self.trouble:
            return 503, {"error": "temporarily_unavailable"}
        if path == "/devicecode":
            self.scope = form["scope"]
            there = f"{self.address}/device"
            return 200, {"device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": there, "expires_in": 60, "interval": 1}
        self.asked.append(form["grant_type"])
        if form["grant_type"] == "refresh_token" and form["refresh_token"] not in self._refresh:
            return 400, {"error": "invalid_grant", "error_description": "The grant was revoked.\r\nTrace ID: 1"}
        return 200, self._tokens(self._refresh.get(form.get("refresh_token", ""), self.person))

    def _tokens(self, person: str) -> dict[str, Any]:
        # As long as Microsoft's, which no keyring item holds.
        access, refresh = token_urlsafe(1500), token_urlsafe(1500)
        self._access[access] = self._refresh[refresh] = person
        claims = {"iss": self.address, "aud": CLIENT_ID, "sub": person, "exp": int(time()) + 3600, "preferred_username": person}
        return {
            "token_type": "Bearer",
            "access_token": access,
            "refresh_token": refresh,
            "expires_in": self.lifetime,
            "scope": self.scope,
            "id_token": f"{_packed({'alg': 'none'})}.{_packed(claims)}.",
            "client_info": _packed({"uid": person, "utid": "tenant"}),
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        tokens = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                address = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(address.query).items()}
                if address.path == "/tenant/authorize":
                    tokens.scope = query["scope"]
                    self.send_response(302)
                    self.send_header("Location", f"{query['redirect_uri']}?{urlencode({'code': 'c', 'state': query['state']})}")
                    self.end_headers()
                    return
                self._say(*tokens.get(address.path.removeprefix("/tenant"), query))

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self._say(*tokens.post(self.path.removeprefix("/tenant"), {name: values[0] for name, values in form.items()}))

            def _say(self, status: int, document: dict[str, Any]) -> None:
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def _packed(document: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


@pytest.fixture(scope="session")
def token_server() -> Iterator[TokenServer]:
    """Give tokens for the whole test session; each test begins anew."""
    with tempfile.TemporaryDirectory(prefix="tokens-") as folder:
        Path(folder).chmod(0o755)  # the mail server, another user, trusts the same authority
        server = TokenServer(Path(folder))
        yield server
        server.stop()
