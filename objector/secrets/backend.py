"""Choosing a keyring of this machine that deserves the name."""

import sys
from types import MappingProxyType

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.backends.chainer import ChainerBackend

from objector.errors import NoKeyringError

_SHELL_WITH_KEYRING = (
    'dbus-run-session -- bash -c \'read -rsp "Keyring password: " p; '
    'printf %s "$p" | gnome-keyring-daemon --unlock --components=secrets; exec bash\''
)

REMEDIES = MappingProxyType(
    {
        "linux": "Install and start gnome-keyring or KWallet in a desktop session. With a terminal only: install "
        f"gnome-keyring, start a shell with a keyring by {_SHELL_WITH_KEYRING} and go on there.",
        "darwin": "Sign in to the Mac as yourself, so that your login keychain is there, and try again.",
        "win32": "Sign in to Windows as yourself, so that the Credential Manager is there, and try again.",
    }
)
"""What to do where no keyring is found, by ``sys.platform``."""


def usable_keyring() -> KeyringBackend:
    """Return the best keyring of this machine; raises NoKeyringError rather than settle for one that keeps plain text.

    A chain of keyrings is never used as such: it would write to a weak one when the strong one fails.
    """
    found = _configured_or_best()
    links = found.backends if isinstance(found, ChainerBackend) else [found]
    best: KeyringBackend | None = max(links, key=lambda link: type(link).priority, default=None)
    if best is None or isinstance(best, fail.Keyring):
        raise no_keyring("none was found")
    if type(best).priority < 1 or "plaintext" in type(best).__name__.lower():
        raise no_keyring(f"{type(best).__module__}.{type(best).__name__} is not safe enough")
    return best


def no_keyring(why: str) -> NoKeyringError:
    """Return the error that names this platform's remedy."""
    return NoKeyringError(why, REMEDIES.get(sys.platform, REMEDIES["linux"]))


def _configured_or_best() -> KeyringBackend:
    try:
        return keyring.get_keyring()
    except Exception as error:  # keyrings are plug-ins and raise what they like
        raise no_keyring(f"the one that is configured for it can't be loaded ({type(error).__name__}: {error})") from error
