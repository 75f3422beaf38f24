"""Signing in at Google: once in the browser, then with tokens, against a Dovecot that has them checked."""

import json
import threading
from pathlib import Path

import pytest
import requests

from objector.errors import MailboxLapsedError, MailboxUnreachableError
from objector.mail.check import check
from objector.mail.google import Client, Endpoints, GoogleRefusedError, GoogleTokens, MalformedClientError, read_client, sign_in
from objector.mail.mailbox import Mailbox
from tests.parts.dovecot import Dovecot
from tests.parts.tokens import CLIENT_ID, TokenServer

CLIENT = Client(id=CLIENT_ID, secret="no secret")


@pytest.fixture
def at(token_server: TokenServer) -> Endpoints:
    return Endpoints(
        authorize=f"{token_server.address}/authorize", token=f"{token_server.address}/token", ca_file=token_server.ca_file
    )


class Browser:
    """Opens the address that is shown and follows it back to this machine, as a browser does."""

    def __init__(self, token_server: TokenServer) -> None:
        self._session = requests.Session()
        self._session.verify, self._session.trust_env = token_server.ca_file, False
        self.opened: list[str] = []

    def open(self, address: str) -> None:
        self.opened.append(address)
        threading.Thread(target=self._session.get, args=(address,), daemon=True).start()


@pytest.fixture
def visitor(token_server: TokenServer) -> Browser:
    return Browser(token_server)


def mailbox_of(dovecot: Dovecot, address: str) -> Mailbox:
    return dovecot.mailbox(address, sign_in="google")


def test_the_person_signs_in_in_the_browser_once(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, at: Endpoints, visitor: Browser
) -> None:
    token_server.begin_anew(address)

    kept: list[str] = []
    given = sign_in(address, CLIENT, visitor.open, at)
    check(mailbox_of(dovecot_with_tokens, address), GoogleTokens(address, given, kept.append, at))

    (opened,) = visitor.opened
    assert "scope=https%3A%2F%2Fmail.google.com%2F" in opened
    assert "code_challenge=" in opened
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A" in opened
    assert (token_server.asked, kept) == (["authorization_code"], [])


def test_a_token_near_its_end_is_renewed_first_and_what_comes_of_it_is_kept(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, at: Endpoints, visitor: Browser
) -> None:
    token_server.begin_anew(address, lifetime=60)
    given = sign_in(address, CLIENT, visitor.open, at)
    token_server.forget_access()
    token_server.lifetime = 3600
    kept: list[str] = []

    check(mailbox_of(dovecot_with_tokens, address), GoogleTokens(address, given, kept.append, at))
    check(mailbox_of(dovecot_with_tokens, address), GoogleTokens(address, kept[-1], kept.append, at))

    assert (token_server.asked[1:], len(kept)) == (["refresh_token"], 1)


def test_a_token_that_the_mail_server_refuses_is_renewed_and_tried_again(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, at: Endpoints, visitor: Browser
) -> None:
    token_server.begin_anew(address)
    given = sign_in(address, CLIENT, visitor.open, at)
    token_server.forget_access()

    check(mailbox_of(dovecot_with_tokens, address), GoogleTokens(address, given, lambda _: None, at))

    assert token_server.asked[1:] == ["refresh_token"]


def test_a_sign_in_that_was_taken_back_is_for_the_person(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, at: Endpoints, visitor: Browser
) -> None:
    token_server.begin_anew(address)
    given = sign_in(address, CLIENT, visitor.open, at)
    token_server.forget_person()

    with pytest.raises(MailboxLapsedError, match=rf"revoked.*objector mailbox sign-in {address}"):
        check(mailbox_of(dovecot_with_tokens, address), GoogleTokens(address, given, lambda _: None, at))


def test_a_server_that_cannot_be_trusted_gets_no_token(
    token_server: TokenServer, address: str, at: Endpoints, visitor: Browser
) -> None:
    token_server.begin_anew(address, lifetime=60)
    given = sign_in(address, CLIENT, visitor.open, at)

    with pytest.raises(MailboxUnreachableError, match=r"(?i)certificate"):
        GoogleTokens(address, given, lambda _: None, Endpoints(token=at.token)).current()
    assert token_server.asked == ["authorization_code"]


def test_a_person_who_does_not_agree_is_told_what_to_do(token_server: TokenServer, address: str, at: Endpoints) -> None:
    def decline(shown: str) -> None:
        back = dict(part.split("=", 1) for part in shown.partition("?")[2].split("&"))
        there = requests.utils.unquote(back["redirect_uri"])
        answer = f"{there}?error=access_denied&state={back['state']}"
        threading.Thread(target=requests.get, args=(answer,), daemon=True).start()

    with pytest.raises(GoogleRefusedError, match="access_denied"):
        sign_in(address, CLIENT, decline, at)


def test_the_console_s_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "client_secret.json"
    file.write_text(json.dumps({"installed": {"client_id": "a", "client_secret": "b", "token_uri": "https://elsewhere.example"}}))

    assert read_client(file) == Client(id="a", secret="b")


@pytest.mark.parametrize("text", ["", "[]", '{"web": {"client_id": "a", "client_secret": "b"}}', '{"installed": 1}'])
def test_another_file_is_refused_with_the_place_to_get_the_right_one(tmp_path: Path, text: str) -> None:
    file = tmp_path / "client_secret.json"
    file.write_text(text)

    with pytest.raises(MalformedClientError, match=r"client_secret\.json.*https://console\.cloud\.google\.com"):
        read_client(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(MalformedClientError, match="No such file"):
        read_client(tmp_path / "none.json")
