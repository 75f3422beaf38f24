from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from objector.secrets.sealed import SealedStore
from objector.secrets.sessions import Sessions

if TYPE_CHECKING:
    from playwright.async_api import StorageState


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return Sessions(SealedStore(tmp_path, bytes(32)))


def state(value: str) -> "StorageState":
    return {
        "cookies": [{"name": "c_user", "value": value, "domain": ".facebook.com", "path": "/", "expires": -1.0}],
        "origins": [{"origin": "https://www.facebook.com", "localStorage": [{"name": "ü", "value": "\ud83d"}]}],
    }


def test_a_session_comes_back_as_it_was(sessions: Sessions) -> None:
    sessions.keep("anna", state("planted"))
    assert sessions.restore("anna") == state("planted")


def test_a_session_larger_than_a_keyring_item_is_no_trouble(sessions: Sessions) -> None:
    sessions.keep("anna", state("x" * 500_000))
    assert sessions.restore("anna") == state("x" * 500_000)


def test_every_account_has_its_own(sessions: Sessions) -> None:
    sessions.keep("anna", state("1"))
    sessions.keep("bea", state("2"))
    sessions.forget("anna")
    assert (sessions.restore("anna"), sessions.restore("bea")) == (None, state("2"))


def test_a_cookie_is_nowhere_on_the_disk(sessions: Sessions, tmp_path: Path) -> None:
    sessions.keep("anna", state("planted"))
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert b"planted" not in b"".join(kept)
