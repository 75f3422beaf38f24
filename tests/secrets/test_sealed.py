import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objector.errors import BrokenSealError
from objector.secrets.sealed import SealedStore
from tests.secrets.contract import DIFFICULT, REAL_PARTS, TEXT, SecretsContract

KEY = bytes(range(32))


class Texts:
    """A sealed store with text as the secret, as the contract wants it."""

    def __init__(self, store: SealedStore) -> None:
        self._store = store

    def put(self, name: str, secret: str) -> None:
        self._store.put(name, secret.encode())

    def get(self, name: str) -> str | None:
        data = self._store.get(name)
        return None if data is None else data.decode()

    def delete(self, name: str) -> None:
        self._store.delete(name)


class TestSealedStore(SecretsContract):
    @pytest.fixture
    def secrets(self, tmp_path: Path) -> Texts:
        return Texts(SealedStore(tmp_path, KEY))

    @pytest.fixture
    def reopened(self, tmp_path: Path) -> object:
        return lambda: Texts(SealedStore(tmp_path, KEY))


@pytest.fixture
def store(tmp_path: Path) -> SealedStore:
    return SealedStore(tmp_path / "sealed", KEY)


def only_file(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "sealed").iterdir()
    return file


def test_names_are_listed_as_they_were_given(store: SealedStore) -> None:
    for name in DIFFICULT:
        store.put(name, b"data")
    assert store.names() == sorted(DIFFICULT)


def test_an_empty_store_has_no_names(store: SealedStore) -> None:
    assert store.names() == []


@REAL_PARTS
@given(name=TEXT, data=st.binary(max_size=100_000))
def test_any_bytes_come_back_unchanged(store: SealedStore, name: str, data: bytes) -> None:
    store.put(name, data)
    assert store.get(name) == data


def test_the_secret_is_nowhere_on_the_disk(store: SealedStore, tmp_path: Path) -> None:
    store.put("name", b"a planted secret")
    assert b"planted" not in only_file(tmp_path).read_bytes()


def test_only_the_owner_can_read_it(store: SealedStore, tmp_path: Path) -> None:
    store.put("name", b"data")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "sealed", only_file(tmp_path))]
    assert modes == [0o700, 0o600]


def test_the_same_data_never_looks_the_same_twice(store: SealedStore, tmp_path: Path) -> None:
    seen = set()
    for _ in range(50):
        store.put("name", b"data")
        seen.add(only_file(tmp_path).read_bytes())
    assert len(seen) == 50


def test_another_key_opens_nothing(store: SealedStore, tmp_path: Path) -> None:
    store.put("name", b"data")
    with pytest.raises(BrokenSealError, match=r"“name” can't be opened"):
        SealedStore(tmp_path / "sealed", bytes(32)).get("name")


@REAL_PARTS
@given(data=st.data())
def test_a_single_changed_bit_is_noticed(store: SealedStore, tmp_path: Path, data: st.DataObject) -> None:
    store.put("name", b"the secret")
    file = only_file(tmp_path)
    sealed = bytearray(file.read_bytes())
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    file.write_bytes(sealed)
    with pytest.raises(BrokenSealError):
        store.get("name")


@REAL_PARTS
@given(kept=st.integers(0, 10_000))
def test_a_cut_off_file_is_noticed(store: SealedStore, tmp_path: Path, kept: int) -> None:
    store.put("name", b"the secret")
    file = only_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: kept % len(whole)])
    with pytest.raises(BrokenSealError):
        store.get("name")


def test_a_file_put_in_the_place_of_another_is_noticed(store: SealedStore, tmp_path: Path) -> None:
    store.put("one", b"1")
    one = only_file(tmp_path)
    store.put("two", b"2")
    (two,) = set((tmp_path / "sealed").iterdir()) - {one}
    two.replace(one)
    with pytest.raises(BrokenSealError):
        store.get("one")


def test_a_foreign_file_is_not_listed_as_a_name(store: SealedStore, tmp_path: Path) -> None:
    store.put("name", b"data")
    only_file(tmp_path).write_bytes(b"something else altogether")
    with pytest.raises(BrokenSealError):
        store.names()


def test_of_many_that_take_at_once_one_gets_it(store: SealedStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in range(30):
            store.put("name", b"once")
            taken = list(pool.map(lambda _: store.take("name"), range(8)))
            assert sorted(taken, key=bool) == [None] * 7 + [b"once"]


def test_what_was_taken_leaves_nothing_behind(store: SealedStore, tmp_path: Path) -> None:
    store.put("name", b"once")
    assert store.take("name") == b"once"
    assert list((tmp_path / "sealed").iterdir()) == []


def test_a_writer_that_dies_leaves_the_old_secret_whole(
    store: SealedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError("no space left")

    store.put("name", b"old")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space left"):
        store.put("name", b"new")
    assert store.get("name") == b"old"
    assert only_file(tmp_path).suffix == ".sealed"
