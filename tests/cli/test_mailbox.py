"""``objector mailbox`` adds what works, says what doesn't, and keeps passwords in the keyring only."""

import json
import threading
from functools import partial
from pathlib import Path

import msal
import pytest
import requests
import typer
from keyring.backend import KeyringBackend
from typer.testing import CliRunner, Result

from objector.cases.model import Account
from objector.cli import mail_sign_in, mailbox
from objector.cli.mail_server import NoCertificateError, Said, UnconfirmedServerError, UnknownProviderError, known_server
from objector.cli.mail_sign_in import NoClientError, NoSignInRehearsedError
from objector.cli.shared import load_settings, open_roster
from objector.errors import MailboxLapsedError, MailboxRefusedError, MailboxUnreachableError, PlainTextMailError, UnknownNameError
from objector.mail import discovery, google, microsoft
from objector.mail.server import Server
from tests.mail.letters import letter
from tests.parts.dovecot import AUTHSERV_ID, Dovecot, vouched
from tests.parts.tokens import CLIENT_ID, TokenServer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_keyring: KeyringBackend) -> Path:
    monkeypatch.setenv("OBJECTOR_HOME", str(tmp_path))
    monkeypatch.delenv("OBJECTOR_SITE", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def objector(*arguments: str, given: str = "") -> Result:
    app = typer.Typer()
    mailbox.register(app)
    app.callback()(lambda: None)
    return CliRunner().invoke(app, ["mailbox", *arguments], input=given)


def reach(dovecot: Dovecot) -> list[str]:
    return ["--host", dovecot.host, "--port", str(dovecot.port), "--ca-file", dovecot.ca_file]


def listed() -> list[dict[str, object]]:
    return json.loads(objector("list", "--json").stdout)


def test_a_mailbox_is_added_checked_listed_and_removed(home: Path, dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, vouched(letter("hello")))

    added = objector("add", address, *reach(dovecot), "--password-stdin", given=f"{dovecot.password}\n")
    assert added.exit_code == 0, added.output
    assert "Signed in" in added.stdout

    (kept,) = listed()
    assert (kept["address"], kept["user"], kept["authserv_id"]) == (address, address, AUTHSERV_ID)

    roster = open_roster(load_settings())
    roster.put(Account(name="ana", flow="facebook", email=address, country="DE", reason="I draw.", mailbox=address))
    checked = objector("check", address)
    assert checked.exit_code == 0, checked.output
    assert AUTHSERV_ID in checked.stdout

    removed = objector("remove", address)
    assert (removed.exit_code, "the codes of ana from now on" in removed.stdout) == (0, True)
    assert open_roster(load_settings()).account("ana").mailbox is None
    assert listed() == []
    assert isinstance(objector("check", address).exception, UnknownNameError)


def test_the_password_is_in_no_file(home: Path, dovecot: Dovecot, address: str) -> None:
    objector("add", address, *reach(dovecot), "--password-stdin", given=f"{dovecot.password}\n")

    assert listed()
    for file in home.rglob("*"):
        assert not file.is_file() or dovecot.password.encode() not in file.read_bytes()


def test_nothing_is_kept_of_a_mailbox_that_refuses_the_password(home: Path, dovecot: Dovecot, address: str) -> None:
    refused = objector("add", address, *reach(dovecot), "--password-stdin", given="wrong\n")

    assert isinstance(refused.exception, MailboxRefusedError)
    assert listed() == []


def test_nothing_is_kept_of_a_mailbox_that_is_not_there(home: Path, address: str) -> None:
    away = objector("add", address, "--host", "127.0.0.1", "--port", "1", "--password-stdin", given="x\n")

    assert isinstance(away.exception, MailboxUnreachableError)
    assert listed() == []


def test_a_mailbox_can_be_added_without_trying_it(home: Path) -> None:
    added = objector("add", "ada@gmail.com", "--no-check", "--password-stdin", given="x\n")

    assert added.exit_code == 0, added.output
    (kept,) = listed()
    assert (kept["host"], kept["port"], kept["authserv_id"]) == ("imap.gmail.com", 993, "mx.google.com")


def test_an_unknown_provider_needs_a_host(home: Path) -> None:
    assert isinstance(objector("add", "ada@example.org").exception, UnknownProviderError)


def test_an_empty_password_is_none(home: Path) -> None:
    empty = objector("add", "ada@gmail.com", "--no-check", "--password-stdin", given="\n")

    assert isinstance(empty.exception, mailbox.NoPasswordError)
    assert listed() == []


def test_the_prompt_hides_the_password_and_says_how_to_get_one(home: Path) -> None:
    asked = objector("add", "ada@gmail.com", "--no-check", given="my secret\n")

    assert asked.exit_code == 0, asked.output
    assert "app password" in asked.output
    assert "my secret" not in asked.output


def test_an_empty_list_says_what_to_do(home: Path) -> None:
    assert "objector mailbox add" in objector("list").stdout


def test_json_says_what_works_in_one_document(home: Path, dovecot: Dovecot, address: str) -> None:
    dovecot.deliver(address, vouched(letter("hello")))
    objector("add", address, *reach(dovecot), "--password-stdin", given=f"{dovecot.password}\n")

    document = json.loads(objector("check", address, "--json").stdout)

    assert (document["address"], document["host"], document["sign_in"]) == (address, dovecot.host, "password")
    assert (document["found"]["idle"], document["found"]["authserv_id"]) == (True, AUTHSERV_ID)
    assert document["findings"]
    assert all(finding["fine"] and finding["says"] for finding in document["findings"])
    assert dovecot.password not in json.dumps(document)


def test_a_new_password_takes_the_place_of_the_old_one(home: Path, dovecot: Dovecot, address: str) -> None:
    objector("add", address, *reach(dovecot), "--no-check", "--password-stdin", given="old\n")
    assert isinstance(objector("check", address).exception, MailboxRefusedError)

    signed_in = objector("sign-in", address, "--password-stdin", given=f"{dovecot.password}\n")

    assert signed_in.exit_code == 0, signed_in.output
    assert objector("check", address).exit_code == 0


@pytest.fixture
def at_microsoft(monkeypatch: pytest.MonkeyPatch, token_server: TokenServer, address: str) -> TokenServer:
    """Have the token server stand for Microsoft."""
    session = requests.Session()
    session.verify, session.trust_env = token_server.ca_file, False

    def make_app(client_id: str, cache: msal.TokenCache) -> msal.ClientApplication:
        return msal.PublicClientApplication(
            client_id, oidc_authority=token_server.address, token_cache=cache, http_client=session
        )

    monkeypatch.setenv("OBJECTOR_MICROSOFT_CLIENT_ID", CLIENT_ID)
    monkeypatch.setattr(microsoft, "sign_in", partial(microsoft.sign_in, make_app=make_app))
    monkeypatch.setattr(microsoft, "MicrosoftTokens", partial(microsoft.MicrosoftTokens, make_app=make_app))
    token_server.begin_anew(address)
    return token_server


def test_a_mailbox_at_microsoft_is_signed_in_to_in_the_browser_and_its_tokens_are_sealed(
    home: Path, dovecot_with_tokens: Dovecot, at_microsoft: TokenServer, address: str
) -> None:
    added = objector("add", address, *reach(dovecot_with_tokens), "--sign-in", "microsoft")

    assert added.exit_code == 0, added.output
    assert "enter the code WDJB-MJHT" in added.stderr
    assert "with Microsoft's consent" in added.stdout
    at_microsoft.forget_access()
    assert objector("check", address).exit_code == 0
    assert objector("check", address).exit_code == 0
    assert at_microsoft.asked[1:] == ["refresh_token"]
    (sealed,) = (home / "tokens").iterdir()
    assert b"token" not in sealed.read_bytes().lower()
    assert objector("remove", address).exit_code == 0
    assert not sealed.exists()


def test_a_sign_in_that_ended_is_said_and_made_anew(
    home: Path, dovecot_with_tokens: Dovecot, at_microsoft: TokenServer, address: str
) -> None:
    objector("add", address, *reach(dovecot_with_tokens), "--sign-in", "microsoft")
    at_microsoft.forget_person()

    lapsed = objector("check", address).exception
    assert isinstance(lapsed, MailboxLapsedError)
    assert f"objector mailbox sign-in {address}" in str(lapsed)
    assert objector("sign-in", address).exit_code == 0
    assert objector("check", address).exit_code == 0


def test_a_mailbox_at_google_is_signed_in_to_on_the_page_that_is_shown(
    home: Path, dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = google.Endpoints(
        authorize=f"{token_server.address}/authorize", token=f"{token_server.address}/token", ca_file=token_server.ca_file
    )
    visitor = requests.Session()
    visitor.trust_env, visitor.verify = False, token_server.ca_file

    def visit(told: str) -> None:
        threading.Thread(target=visitor.get, args=(told.splitlines()[-1],), daemon=True).start()

    (home / "client.json").write_text(json.dumps({"installed": {"client_id": CLIENT_ID, "client_secret": "none"}}))
    monkeypatch.setenv("OBJECTOR_GOOGLE_CLIENT", str(home / "client.json"))
    monkeypatch.setattr(google, "sign_in", partial(google.sign_in, at=at))
    monkeypatch.setattr(google, "GoogleTokens", partial(google.GoogleTokens, at=at))
    monkeypatch.setattr(mail_sign_in, "_tell", visit)
    token_server.begin_anew(address)

    added = objector("add", address, *reach(dovecot_with_tokens), "--sign-in", "google")

    assert added.exit_code == 0, added.output
    token_server.forget_access()
    assert objector("check", address).exit_code == 0
    assert token_server.asked == ["authorization_code", "refresh_token"]


def test_tokens_are_for_the_server_of_those_who_gave_them() -> None:
    server = known_server(Said(address="ada@gmail.com", sign_in="microsoft"))

    assert server
    assert server.host == "outlook.office365.com"


@pytest.mark.parametrize(
    ("arguments", "setting"),
    [(["ada@outlook.com"], "OBJECTOR_MICROSOFT_CLIENT_ID"), (["ada@gmail.com", "--sign-in", "google"], "OBJECTOR_GOOGLE_CLIENT")],
)
def test_without_a_client_the_setting_is_named_and_nothing_is_kept(home: Path, arguments: list[str], setting: str) -> None:
    added = objector("add", *arguments)

    assert isinstance(added.exception, NoClientError)
    assert setting in str(added.exception)
    assert listed() == []


def test_the_server_that_a_domain_names_is_taken(
    home: Path, dovecot: Dovecot, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(host=dovecot.host, port=dovecot.port, security="tls", user=address)
    monkeypatch.setattr(discovery, "discover", lambda _: server)

    added = objector("add", address, "--ca-file", dovecot.ca_file, "--password-stdin", given=f"{dovecot.password}\n")

    assert added.exit_code == 0, added.output
    assert "autoconfig.thunderbird.net" in added.stderr
    assert listed()[0]["port"] == dovecot.port


def test_a_server_that_only_the_dns_names_is_left_to_the_person(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(host="imap.elsewhere.aq", port=993, security="tls", user="ada@firm.aq", vouched=False)
    monkeypatch.setattr(discovery, "discover", lambda _: server)

    added = objector("add", "ada@firm.aq", "--password-stdin", given="x\n")

    assert isinstance(added.exception, UnconfirmedServerError)
    assert "--host imap.elsewhere.aq --port 993" in str(added.exception)
    assert listed() == []


@pytest.mark.parametrize("address_of", ["ada@firm.aq", "ada@gmail.com"])
def test_a_rehearsal_asks_nobody_and_reaches_no_real_provider(
    home: Path, address_of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBJECTOR_SITE", "127.0.0.1:1")
    monkeypatch.setattr(discovery, "discover", pytest.fail)

    assert isinstance(objector("add", address_of, "--password-stdin", given="x\n").exception, UnknownProviderError)


def test_proton_s_bridge_needs_its_certificate(home: Path, dovecot: Dovecot) -> None:
    assert isinstance(objector("add", "ada@proton.me").exception, NoCertificateError)

    added = objector("add", "ada@proton.me", "--ca-file", dovecot.ca_file, "--no-check", "--password-stdin", given="x\n")
    assert added.exit_code == 0, added.output
    (kept,) = listed()
    assert (kept["host"], kept["port"], kept["security"]) == ("127.0.0.1", 1143, "starttls")


def test_a_rehearsal_signs_in_nowhere(
    home: Path, at_microsoft: TokenServer, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBJECTOR_SITE", "127.0.0.1:1")

    added = objector("add", address, "--host", "127.0.0.1", "--sign-in", "microsoft")

    assert isinstance(added.exception, NoSignInRehearsedError)
    assert at_microsoft.asked == []


def test_plain_text_is_for_this_machine_only(home: Path, dovecot: Dovecot, address: str) -> None:
    plain = ["--security", "none", "--password-stdin"]

    away = objector("add", "ada@example.org", "--host", "imap.example.org", *plain, given="x\n")
    here = objector(
        "add", address, "--host", dovecot.host, "--port", str(dovecot.starttls_port), *plain, given=f"{dovecot.password}\n"
    )

    assert isinstance(away.exception, PlainTextMailError)
    assert here.exit_code == 0, here.output
    assert "not encrypted" in here.stdout
    assert [kept["address"] for kept in listed()] == [address]
