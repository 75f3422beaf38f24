"""Choosing a keyring of this machine that deserves the name."""

import sys
from types import MappingProxyType

import keyring
from keyring import core
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
    # Each look at a priority asks the keyring whether it is there.
    priorities = {link: type(link).priority for link in links}
    best = max(priorities, key=lambda link: priorities[link], default=None)
    if best is None or isinstance(best, fail.Keyring):
        raise no_keyring("none was found")
    if priorities[best] < 1 or "plaintext" in type(best).__name__.lower():
        raise no_keyring(f"{type(best).__module__}.{type(best).__name__} is not safe enough")
    return best


def no_keyring(why: str) -> NoKeyringError:
    """Return the error that names this platform's remedy."""
    return NoKeyringError(why, REMEDIES.get(sys.platform, REMEDIES["linux"]))


def _configured_or_best() -> KeyringBackend:
    try:
        return core.load_env() or core.load_config() or _secret_service() or keyring.get_keyring()
    except Exception as error:  # keyrings are plug-ins and raise what they like
        raise no_keyring(f"the one that is configured for it can't be loaded ({type(error).__name__}: {error})") from error


def _secret_service() -> KeyringBackend | None:
    """Return the usual one of Linux, if it is there.

    keyring's own search loads those of every other system as well, and has a C compiler look for their libraries: it takes as
    long as filling a form.
    """
    try:
        return core.load_keyring("keyring.backends.SecretService.Keyring")
    except RuntimeError:  # what keyring raises for one that this machine hasn't got
        return None
