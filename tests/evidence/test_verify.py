"""Verifying finds every change, and only changes."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from objector.evidence.folder import EvidenceFolder
from objector.evidence.verify import Problem, Trouble, verify
from tests.evidence.conftest import Clock, facts


@pytest.fixture
def folder(opened):
    """A folder with two pieces and a page."""
    folder = opened()
    folder.add("filled-form.png", b"\x89PNG picture", "a picture")
    folder.add("confirmation.txt", "Danke.", "a text")
    folder.keep_page("<p>shown</p>")
    return folder.path


def only_problem(folder) -> Problem:
    (problem,) = verify(folder)
    return problem


def test_untouched_evidence_verifies(folder):
    assert verify(folder) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
def test_a_single_changed_byte_is_found(tmp_path_factory, place, flip):
    folder = EvidenceFolder(tmp_path_factory.mktemp("evidence"), facts(), now=Clock(), redact=str)
    path = folder.add("filled-form.png", b"\x89PNG picture", "a picture")
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= flip
    path.write_bytes(data)
    assert only_problem(folder.path) == Problem(path=path, trouble=Trouble.CHANGED)


@pytest.mark.parametrize("name", ["01-filled-form.png", "02-confirmation.txt", "index.html"])
def test_a_file_that_grew_was_changed(folder, name):
    with (folder / name).open("ab") as file:
        file.write(b" ")
    assert only_problem(folder) == Problem(path=folder / name, trouble=Trouble.CHANGED)
    assert only_problem(folder).serious


@pytest.mark.parametrize("name", ["01-filled-form.png", "02-confirmation.txt"])
def test_a_piece_that_is_gone_is_missing(folder, name):
    (folder / name).unlink()
    assert only_problem(folder) == Problem(path=folder / name, trouble=Trouble.MISSING)
    assert str(only_problem(folder)) == f"{folder / name} is missing"


def test_a_piece_that_is_a_folder_can_not_be_read(folder):
    (folder / "01-filled-form.png").unlink()
    (folder / "01-filled-form.png").mkdir()
    assert only_problem(folder).trouble is Trouble.UNREADABLE


def test_the_page_can_be_made_again_and_may_be_missing(folder):
    (folder / "index.html").unlink()
    assert verify(folder) == []


@pytest.mark.parametrize("name", ["03-extra.png", ".manifest.tmp"])
def test_a_file_too_many_is_told_but_not_held_against_the_evidence(folder, name):
    (folder / name).write_bytes(b"x")
    assert only_problem(folder) == Problem(path=folder / name, trouble=Trouble.UNLISTED)
    assert not only_problem(folder).serious


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", '{"facts": {}}', "\ufffd"])
def test_a_damaged_manifest_is_told(folder, kept):
    (folder / "manifest.json").write_text(kept)
    assert only_problem(folder) == Problem(path=folder / "manifest.json", trouble=Trouble.UNREADABLE)


def test_a_folder_that_is_gone_has_no_manifest(tmp_path):
    gone = tmp_path / "gone"
    assert only_problem(gone) == Problem(path=gone / "manifest.json", trouble=Trouble.MISSING)


def test_a_hash_that_was_changed_in_the_manifest_is_found(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["pieces"][0]["sha256"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert only_problem(folder) == Problem(path=folder / "01-filled-form.png", trouble=Trouble.CHANGED)
