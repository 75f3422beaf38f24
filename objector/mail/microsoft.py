"""Signing in to mailboxes at Microsoft: with a code that the person types in any browser (RFC 8628), then with tokens."""

import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

import msal

from objector.errors import BadInputError, MailboxLapsedError, MailboxUnreachableError

HOST = "login.microsoftonline.com"
AUTHORITY = f"https://{HOST}/common"
"""For the mailboxes of persons and of firms."""

SCOPES = ["https://outlook.office.com/IMAP.AccessAsUser.All"]
"""Reading mail over IMAP, as documented for Exchange Online; the library adds what renewing takes."""

UNANSWERED = (OSError, ValueError, msal.exceptions.MsalError)
"""What the library raises when Microsoft doesn't answer, or with something else than what it was asked for."""

TIMEOUT = 20.0
"""Seconds that an answer may take."""

FOR_THE_PERSON = frozenset({"invalid_grant", "interaction_required", "consent_required", "login_required"})
"""Errors (RFC 6749, section 5.2, and OpenID Connect Core, section 3.1.2.6) that only signing in anew ends."""

MakeApp = Callable[[str, msal.TokenCache], msal.ClientApplication]


class MicrosoftRefusedError(BadInputError):
    """Microsoft did not let the person or the program in."""

    def __init__(self, address: str, said: str) -> None:
        super().__init__(
            f"Microsoft gave no access to the mailbox {address}: {said} Check that OBJECTOR_MICROSOFT_CLIENT_ID names a public "
            f"client with IMAP.AccessAsUser.All, then run “objector mailbox add {address} --sign-in microsoft” again."
        )


def make_app(client_id: str, cache: msal.TokenCache) -> msal.ClientApplication:
    """Return the program as Microsoft knows it."""
    return msal.PublicClientApplication(client_id, authority=AUTHORITY, token_cache=cache, timeout=TIMEOUT)


def sign_in(address: str, client_id: str, tell: Callable[[str], None], make_app: MakeApp = make_app) -> str:
    """Have the person sign in, who is told where and with which code; return the tokens as they are kept.

    Waits until it is done, a quarter of an hour at most. Raises MicrosoftRefusedError and MailboxUnreachableError.
    """
    cache = msal.SerializableTokenCache()
    try:
        app = make_app(client_id, cache)
        flow = app.initiate_device_flow(scopes=SCOPES)
        if "user_code" not in flow:
            raise MicrosoftRefusedError(address, _said(flow))
        tell(f"Open {flow['verification_uri']} in any browser, sign in as {address}, and enter the code {flow['user_code']}")
        answer = app.acquire_token_by_device_flow(flow)
    except UNANSWERED as error:
        raise MailboxUnreachableError(address, HOST, str(error)) from None
    if "access_token" not in answer:
        raise MicrosoftRefusedError(address, _said(answer))
    return _kept(client_id, cache)


class MicrosoftTokens:
    """The tokens of one mailbox at Microsoft. ``given`` is what ``sign_in`` returned; ``keep`` is told what takes its place."""

    def __init__(self, address: str, given: str, keep: Callable[[str], None], make_app: MakeApp = make_app) -> None:
        kept = json.loads(given)
        self._address = address
        self._client_id: str = kept["client_id"]
        self._cache = msal.SerializableTokenCache()
        self._cache.deserialize(kept["cache"])
        self._keep = keep
        self._make_app = make_app

    def current(self) -> str:
        """Return an access token that is valid for five minutes at least; see Tokens."""
        return self._token(force_refresh=False)

    def renewed(self) -> str:
        """Return an access token that was made now; see Tokens."""
        return self._token(force_refresh=True)

    def _token(self, *, force_refresh: bool) -> str:
        try:
            account = next(iter(self._app.get_accounts()), None)
            answer = self._app.acquire_token_silent_with_error(SCOPES, account, force_refresh=force_refresh)
        except UNANSWERED as error:
            raise MailboxUnreachableError(self._address, HOST, str(error)) from None
        if self._cache.has_state_changed:
            self._keep(_kept(self._client_id, self._cache))
        return self._checked(answer or {"error": "invalid_grant", "error_description": "nobody is signed in"})

    def _checked(self, answer: dict[str, Any]) -> str:
        if "access_token" in answer:
            return str(answer["access_token"])
        if answer.get("error") in FOR_THE_PERSON:
            raise MailboxLapsedError(self._address, "Microsoft", _said(answer))
        raise MailboxUnreachableError(self._address, HOST, _said(answer))

    @cached_property
    def _app(self) -> msal.ClientApplication:
        return self._make_app(self._client_id, self._cache)


def _kept(client_id: str, cache: msal.SerializableTokenCache) -> str:
    return json.dumps({"client_id": client_id, "cache": cache.serialize()})


def _said(answer: dict[str, Any]) -> str:
    """Return the first line of Microsoft's own words; what follows are numbers for its support."""
    words = str(answer.get("error_description") or answer.get("error") or "no reason was given")
    return words.splitlines()[0][:200]
