"""Signing in to mailboxes at Google: in the browser, which comes back to this machine (RFC 8252), then with tokens."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth.exceptions import RefreshError, TransportError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials

from objector.errors import BadInputError, MailboxLapsedError, MailboxUnreachableError

SCOPE = "https://mail.google.com/"
"""The only one with which Gmail's IMAP server is content, as Google documents."""

TIMEOUT = 20.0
"""Seconds that an answer may take."""

PATIENCE = 900
"""Seconds that the person may take in the browser."""


@dataclass(frozen=True, kw_only=True)
class Endpoints:
    """Where Google is asked. ``ca_file`` is a PEM file with a private certificate authority; None: the usual ones."""

    authorize: str = "https://accounts.google.com/o/oauth2/auth"
    token: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
    ca_file: str | None = None


GOOGLE = Endpoints()


@dataclass(frozen=True, kw_only=True)
class Client:
    """The program as Google knows it. An installed program's secret is none, as Google says itself, but Google wants it."""

    id: str
    secret: str


class MalformedClientError(BadInputError):
    """The file that OBJECTOR_GOOGLE_CLIENT names is not what Google's console offers for download."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The file {path}, set with OBJECTOR_GOOGLE_CLIENT, is not the JSON file of an OAuth client for desktop apps: {why}. "
            "Download it again at https://console.cloud.google.com/auth/clients."
        )


class GoogleRefusedError(BadInputError):
    """Google did not let the person or the program in, or nobody answered in the browser."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"Google gave no access to the mailbox {address}: {why}. "
            f"Run “objector mailbox add {address} --sign-in google” again, and agree in the browser."
        )


def read_client(path: Path) -> Client:
    """Read the file that Google's console offers for a client of type desktop app; raises MalformedClientError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["installed"]
        return Client(id=str(found["client_id"]), secret=str(found["client_secret"]))
    except OSError as error:
        raise MalformedClientError(path, error.strerror or "it can't be read") from None
    except (ValueError, KeyError, TypeError):
        raise MalformedClientError(path, "the client of an “installed” app is not in it") from None


def sign_in(address: str, client: Client, show: Callable[[str], None], at: Endpoints = GOOGLE) -> str:
    """Have the person sign in at the address that ``show`` is given; return the tokens as they are kept.

    Waits until the browser has come back to this machine. Raises GoogleRefusedError and MailboxUnreachableError.
    """
    from google_auth_oauthlib.flow import WSGITimeoutError  # noqa: PLC0415 - takes a second to load
    from oauthlib.oauth2 import OAuth2Error  # noqa: PLC0415 - same

    try:
        credentials = _flow(client, show, at).run_local_server(
            host="127.0.0.1",
            port=0,
            authorization_prompt_message=None,
            success_message="objector may read this mailbox now. You can close this page.",
            open_browser=False,
            timeout_seconds=PATIENCE,
            login_hint=address,
            prompt="consent",
        )
    except WSGITimeoutError:
        raise GoogleRefusedError(address, "nobody came back from the browser") from None
    except (OAuth2Error, Warning) as error:  # the library raises a warning where less was granted than asked for
        raise GoogleRefusedError(address, str(error)) from None
    except (OSError, ValueError) as error:
        raise MailboxUnreachableError(address, _host(at), str(error)) from None
    return _kept(credentials)


def _flow(client: Client, show: Callable[[str], None], at: Endpoints) -> Any:  # noqa: ANN401 - the library has no types
    from google_auth_oauthlib.flow import InstalledAppFlow  # noqa: PLC0415 - takes a second to load

    class Shown(InstalledAppFlow):  # type: ignore[misc]
        def authorization_url(self, **wanted: str) -> tuple[str, str]:
            address, state = super().authorization_url(**wanted)
            show(address)
            return address, state

        def fetch_token(self, **wanted: object) -> object:
            return super().fetch_token(timeout=TIMEOUT, **wanted)

    config = {"client_id": client.id, "client_secret": client.secret, "auth_uri": at.authorize, "token_uri": at.token}
    flow = Shown.from_client_config({"installed": config}, scopes=[SCOPE])
    _trust(flow.oauth2session, at)
    return flow


class GoogleTokens:
    """The tokens of one mailbox at Google. ``given`` is what ``sign_in`` returned; ``keep`` is told what takes its place."""

    def __init__(self, address: str, given: str, keep: Callable[[str], None], at: Endpoints = GOOGLE) -> None:
        self._address = address
        self._at = at
        self._keep = keep
        self._credentials = _restored(json.loads(given), at)

    def current(self) -> str:
        """Return an access token that is valid for some minutes yet; see Tokens."""
        return str(self._credentials.token) if self._credentials.valid else self.renewed()

    def renewed(self) -> str:
        """Return an access token that was made now; see Tokens."""
        session = requests.Session()
        _trust(session, self._at)
        try:
            self._credentials.refresh(partial(Request(session), timeout=TIMEOUT))  # type: ignore[no-untyped-call]
        except RefreshError as error:
            raise self._failed(error) from None
        except TransportError as error:
            raise MailboxUnreachableError(self._address, _host(self._at), str(error)) from None
        self._keep(_kept(self._credentials))
        return str(self._credentials.token)

    def _failed(self, error: RefreshError) -> MailboxLapsedError | MailboxUnreachableError:
        said = str(error.args[0]).splitlines()[0][:200]
        if error.retryable:
            return MailboxUnreachableError(self._address, _host(self._at), said)
        return MailboxLapsedError(self._address, "Google", said)


def _kept(credentials: Credentials) -> str:
    return json.dumps(
        {
            "client_id": credentials.client_id,
            "client_secret": credentials.client_secret,
            "refresh_token": credentials.refresh_token,
            "token": credentials.token,
            "expiry": credentials.expiry.isoformat() if credentials.expiry else None,
        }
    )


def _restored(kept: dict[str, Any], at: Endpoints) -> Credentials:
    return Credentials(  # type: ignore[no-untyped-call]
        token=kept["token"],
        refresh_token=kept["refresh_token"],
        token_uri=at.token,
        client_id=kept["client_id"],
        client_secret=kept["client_secret"],
        expiry=datetime.fromisoformat(kept["expiry"]) if kept["expiry"] else None,  # UTC without a zone, as the library wants
    )


def _trust(session: requests.Session, at: Endpoints) -> None:
    if at.ca_file:
        session.verify, session.trust_env = at.ca_file, False  # the environment's authorities would come before these


def _host(at: Endpoints) -> str:
    return urlsplit(at.token).netloc
