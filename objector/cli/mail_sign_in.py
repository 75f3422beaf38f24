"""Signing in at Microsoft or Google for a mailbox, where the person has given the program a client ID."""

import sys

from objector.errors import BadInputError
from objector.mail.mailbox import Mailbox
from objector.settings import Settings


class NoClientError(BadInputError):
    """The program has no name yet at Microsoft or Google."""

    def __init__(self, provider: str, setting: str) -> None:
        super().__init__(
            f"{provider} lets mail programs in under a client ID only, and {setting} is not set. Make one as the README says "
            "(“Mailboxes at Microsoft and Google”), or have the codes typed by hand (objector account add … --mailbox none)."
        )


class NoSignInRehearsedError(BadInputError):
    """Microsoft or Google would have been asked in a rehearsal."""

    def __init__(self) -> None:
        super().__init__(
            "A rehearsal contacts nobody outside, so no mailbox is signed in to at Microsoft or Google in one. "
            "Unset OBJECTOR_SITE, or name a mailbox with a password."
        )


def sign_in_in_browser(mailbox: Mailbox, settings: Settings) -> str:
    """Have the person sign in, told where on standard error; return what is to be kept.

    Raises NoClientError, NoSignInRehearsedError, and what ``sign_in`` of ``mail.microsoft`` or ``mail.google`` raises.
    """
    if settings.rehearsing:
        raise NoSignInRehearsedError
    return (_at_microsoft if mailbox.sign_in == "microsoft" else _at_google)(mailbox.address, settings)


def _at_microsoft(address: str, settings: Settings) -> str:
    if settings.microsoft_client_id is None:
        raise NoClientError("Microsoft", "OBJECTOR_MICROSOFT_CLIENT_ID")
    from objector.mail import microsoft

    return microsoft.sign_in(address, settings.microsoft_client_id, _tell)


def _at_google(address: str, settings: Settings) -> str:
    if settings.google_client is None:
        raise NoClientError("Google", "OBJECTOR_GOOGLE_CLIENT")
    from objector.mail import google

    def show(page: str) -> None:
        _tell(f"Open this page in a browser on this machine, sign in as {address}, and agree:\n{page}")

    return google.sign_in(address, google.read_client(settings.google_client), show)


def _tell(text: str) -> None:
    """Say it in one piece: what is to be copied must not be wrapped."""
    print(text, file=sys.stderr, flush=True)
