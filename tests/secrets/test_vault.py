import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from objector.errors import LockedKeyringError, NoKeyringError, UnstorableSecretError
from objector.secrets.memory import MemoryKeyring
from objector.secrets.vault import LARGEST, REAL, REHEARSAL, Vault
from tests.parts.keyring import PASSWORD, keyring_session
from tests.parts.system import require
from tests.secrets.contract import SecretsContract

CHECK = "from objector.secrets.vault import REAL, Vault; Vault(REAL, patience=20).check(); print('usable')"


class TestVaultInMemory(SecretsContract):
    @pytest.fixture
    def secrets(self) -> Vault:
        return Vault(REHEARSAL, MemoryKeyring())


class TestVaultInGnomeKeyring(SecretsContract):
    @pytest.fixture
    def secrets(self, real_keyring: KeyringBackend) -> Vault:
        return Vault(REAL, real_keyring, patience=20)


def check_in(environment: dict[str, str], code: str = CHECK) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_rehearsal_never_sees_a_real_secret() -> None:
    keyring = MemoryKeyring()
    Vault(REAL, keyring).put("name", "real")
    assert Vault(REHEARSAL, keyring).get("name") is None


def test_a_secret_of_the_largest_size_is_kept(real_keyring: KeyringBackend) -> None:
    vault = Vault(REAL, real_keyring)
    vault.put("long", "x" * (LARGEST // 2))
    assert vault.get("long") == "x" * (LARGEST // 2)


@pytest.mark.parametrize("secret", ["x" * (LARGEST // 2 + 1), "🔐" * (LARGEST // 4 + 1), "half a character \ud800", ""])
def test_a_secret_that_some_keyring_could_not_hold_is_refused_and_not_shown(secret: str) -> None:
    vault = Vault(REAL, MemoryKeyring())
    with pytest.raises(UnstorableSecretError, match="can't be kept in the keyring") as caught:
        vault.put("name", secret)
    assert not secret or secret not in str(caught.value)
    assert caught.value.__cause__ is None
    assert vault.get("name") is None


def test_the_key_is_made_once() -> None:
    keyring = MemoryKeyring()
    key = Vault(REAL, keyring).key()
    assert len(key) == 32
    assert Vault(REAL, keyring).key() == key


def test_every_keyring_has_a_key_of_its_own() -> None:
    assert Vault(REAL, MemoryKeyring()).key() != Vault(REAL, MemoryKeyring()).key()


class Changed(MemoryKeyring):
    """A keyring of which one answer is another."""

    def __init__(self, **answers: Callable[..., Any]) -> None:
        super().__init__()
        vars(self).update(answers)


def test_of_two_programs_that_make_the_key_at_once_the_later_one_counts_for_both() -> None:
    keyring = MemoryKeyring()
    other = b64encode(b"o" * 32).decode()
    raced = Changed(
        set_password=lambda service, name, _: keyring.set_password(service, name, other),
        get_password=keyring.get_password,
    )
    assert Vault(REAL, raced).key() == b"o" * 32


def test_a_keyring_that_forgets_at_once_is_not_one() -> None:
    with pytest.raises(NoKeyringError, match="does not keep what it is given"):
        Vault(REAL, Changed(set_password=lambda *_: None)).key()


def test_an_unlocked_keyring_is_found_and_usable(keyring_environment: dict[str, str]) -> None:
    assert check_in(keyring_environment).stdout == "usable\n"


def test_a_locked_keyring_is_told_apart_from_a_missing_one(locked_keyring_environment: dict[str, str]) -> None:
    error = check_in(locked_keyring_environment).stderr
    assert "LockedKeyringError: The keyring is locked. Unlock it" in error


def test_an_unlocking_prompt_that_nobody_answers_does_not_hold_the_program_up(
    tmp_path_factory: pytest.TempPathFactory, display: str
) -> None:
    require("gnome-keyring")
    folder = tmp_path_factory.mktemp("unanswered")
    with keyring_session(folder, password=PASSWORD):
        pass
    with keyring_session(folder, password=None, display=display) as environment:
        error = check_in(environment, CHECK.replace("patience=20", "patience=3")).stderr
    assert "LockedKeyringError" in error
    assert "KeyringLocked" not in error  # which a dismissed prompt would raise


def test_a_keyring_that_never_answers_does_not_hold_the_program_up() -> None:
    released = threading.Event()
    started = time.monotonic()
    with pytest.raises(LockedKeyringError):
        Vault(REAL, Changed(get_password=lambda *_: released.wait()), patience=0.05).check()
    assert time.monotonic() - started < 5
    released.set()


@pytest.mark.parametrize("trouble", [KeyringError("the safe is full"), OSError("the safe is full")])
def test_a_keyring_that_fails_says_why(trouble: Exception) -> None:
    with pytest.raises(NoKeyringError, match="the safe is full"):
        Vault(REAL, Changed(get_password=Mock(side_effect=trouble))).check()


@pytest.mark.parametrize(
    "name",
    [
        "keyring.backends.fail.Keyring",
        "keyring.backends.null.Keyring",
        "objector.secrets.memory.MemoryKeyring",
        "keyring.backends.chainer.ChainerBackend",
        "tests.secrets.weak.PlaintextKeyring",
        "tests.secrets.weak.HalfSafeKeyring",
        "no.such.Keyring",
        "keyring.backends.SecretService.Keyring",
    ],
)
def test_where_no_keyring_is_safe_none_is_used_and_the_remedy_is_named(keyring_environment: dict[str, str], name: str) -> None:
    nowhere = {**keyring_environment, "PYTHON_KEYRING_BACKEND": name, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    error = check_in(nowhere).stderr
    assert "NoKeyringError: There is no keyring to keep secrets in" in error
    assert "gnome-keyring or KWallet" in error
    assert "dbus-run-session" in error


def test_a_weak_keyring_can_not_be_talked_into_a_better_rank(keyring_environment: dict[str, str]) -> None:
    boasting = {"PYTHON_KEYRING_BACKEND": "tests.secrets.weak.HalfSafeKeyring", "KEYRING_PROPERTY_PRIORITY": "9"}
    assert "NoKeyringError" in check_in(keyring_environment | boasting).stderr


class FullKeyring(MemoryKeyring):
    """Takes no secret of the name “third”."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if username == "third":
            raise KeyringError("full")
        super().set_password(service, username, password)


def test_of_several_secrets_all_are_kept_or_none() -> None:
    vault = Vault(REAL, FullKeyring())
    vault.put("first", "before")
    with pytest.raises(NoKeyringError, match="full"):
        vault.put_all({"first": "a", "second": "b", "third": "c"})
    assert (vault.get("first"), vault.get("second")) == ("before", None)
    with pytest.raises(UnstorableSecretError):
        vault.put_all({"first": "a", "second": ""})
    assert vault.get("first") == "before"
    vault.put_all({"first": "a", "second": "b"})
    assert (vault.get("first"), vault.get("second")) == ("a", "b")
