"""Signing in at Microsoft: once by a code in any browser, then with tokens, against a Dovecot that has them checked."""

import json

import msal
import pytest
import requests

from objector.errors import MailboxLapsedError, MailboxUnreachableError
from objector.mail.check import check, in_words
from objector.mail.mailbox import Mailbox
from objector.mail.microsoft import MakeApp, MicrosoftRefusedError, MicrosoftTokens, sign_in
from tests.parts.dovecot import Dovecot
from tests.parts.tokens import CLIENT_ID, TokenServer


@pytest.fixture
def make_app(token_server: TokenServer) -> MakeApp:
    session = requests.Session()
    session.verify, session.trust_env = token_server.ca_file, False

    def make_app(client_id: str, cache: msal.TokenCache) -> msal.ClientApplication:
        return msal.PublicClientApplication(
            client_id, oidc_authority=token_server.address, token_cache=cache, http_client=session
        )

    return make_app


def mailbox_of(dovecot: Dovecot, address: str) -> Mailbox:
    return dovecot.mailbox(address, sign_in="microsoft")


def test_the_person_is_told_where_to_go_with_which_code_and_signs_in_once(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, make_app: MakeApp
) -> None:
    token_server.begin_anew(address)
    told: list[str] = []
    kept: list[str] = []
    mailbox = mailbox_of(dovecot_with_tokens, address)

    given = sign_in(address, CLIENT_ID, told.append, make_app)
    report = check(mailbox, MicrosoftTokens(address, given, kept.append, make_app))

    assert told == [f"Open {token_server.address}/device in any browser, sign in as {address}, and enter the code WDJB-MJHT"]
    assert (True, f"Signed in as {address}, with Microsoft's consent.") in list(in_words(report, mailbox))
    assert (token_server.asked, kept) == (["urn:ietf:params:oauth:grant-type:device_code"], [])


def test_a_token_near_its_end_is_renewed_first_and_what_comes_of_it_is_kept(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, make_app: MakeApp
) -> None:
    token_server.begin_anew(address, lifetime=60)
    given = sign_in(address, CLIENT_ID, lambda _: None, make_app)
    token_server.forget_access()
    token_server.lifetime = 3600
    kept: list[str] = []

    check(mailbox_of(dovecot_with_tokens, address), MicrosoftTokens(address, given, kept.append, make_app))
    check(mailbox_of(dovecot_with_tokens, address), MicrosoftTokens(address, kept[-1], kept.append, make_app))

    assert (token_server.asked[1:], len(kept)) == (["refresh_token"], 1)
    assert json.loads(kept[-1])["client_id"] == CLIENT_ID


def test_a_token_that_the_mail_server_refuses_is_renewed_and_tried_again(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, make_app: MakeApp
) -> None:
    token_server.begin_anew(address)
    given = sign_in(address, CLIENT_ID, lambda _: None, make_app)
    token_server.forget_access()

    check(mailbox_of(dovecot_with_tokens, address), MicrosoftTokens(address, given, lambda _: None, make_app))

    assert token_server.asked[1:] == ["refresh_token"]


def test_a_sign_in_that_was_taken_back_is_for_the_person(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, make_app: MakeApp
) -> None:
    token_server.begin_anew(address)
    given = sign_in(address, CLIENT_ID, lambda _: None, make_app)
    token_server.forget_person()

    with pytest.raises(MailboxLapsedError, match=rf"revoked\.”\).*objector mailbox sign-in {address}") as lapsed:
        check(mailbox_of(dovecot_with_tokens, address), MicrosoftTokens(address, given, lambda _: None, make_app))
    assert "Trace" not in str(lapsed.value)


def test_somebody_else_s_sign_in_is_refused_by_the_mail_server(
    dovecot_with_tokens: Dovecot, token_server: TokenServer, address: str, make_app: MakeApp
) -> None:
    token_server.begin_anew("eve@example.org")
    given = sign_in(address, CLIENT_ID, lambda _: None, make_app)

    with pytest.raises(MailboxLapsedError, match=address):
        check(mailbox_of(dovecot_with_tokens, address), MicrosoftTokens(address, given, lambda _: None, make_app))


def test_trouble_at_microsoft_is_not_taken_for_a_refusal(token_server: TokenServer, address: str, make_app: MakeApp) -> None:
    token_server.begin_anew(address, lifetime=60)
    given = sign_in(address, CLIENT_ID, lambda _: None, make_app)
    token_server.trouble = True

    with pytest.raises(MailboxUnreachableError):
        MicrosoftTokens(address, given, lambda _: None, make_app).current()


def test_a_program_that_microsoft_does_not_know_is_said(token_server: TokenServer, address: str, make_app: MakeApp) -> None:
    token_server.begin_anew(address)
    token_server.trouble = True

    with pytest.raises(MicrosoftRefusedError, match="OBJECTOR_MICROSOFT_CLIENT_ID"):
        sign_in(address, CLIENT_ID, lambda _: None, make_app)


def test_a_server_that_cannot_be_trusted_gets_nothing(token_server: TokenServer, address: str) -> None:
    token_server.begin_anew(address)

    def make_app(client_id: str, cache: msal.TokenCache) -> msal.ClientApplication:
        return msal.PublicClientApplication(client_id, oidc_authority=token_server.address, token_cache=cache)

    with pytest.raises(MailboxUnreachableError, match=r"(?i)certificate"):
        sign_in(address, CLIENT_ID, lambda _: None, make_app)
    assert token_server.asked == []
