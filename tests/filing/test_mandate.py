"""The mandate of a managed account is copied into the evidence of its case, once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from objector.cases.mandate import UnusableMandateError
from objector.cases.model import Account
from objector.evidence.folder import EvidenceFolder
from objector.evidence.manifest import Facts, digest
from objector.evidence.verify import verify
from objector.filing.mandate import keep_mandate


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    facts = Facts(
        account="ana",
        flow="facebook",
        case=1,
        form="Facebook",
        email="ana@example.org",
        country="DE",
        reason="x",
        rehearsal=False,
    )
    return EvidenceFolder(tmp_path / "case", facts, now=lambda: datetime(2026, 5, 1, tzinfo=UTC), redact=str)


def managed(path: Path) -> Account:
    return Account(
        name="ana", flow="facebook", email="ana@example.org", country="DE", reason="x",
        client="Ana Ilić", mandate=str(path), mandated_on="2026-03-31",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "kept"), [("Vollmacht.PDF", "01-mandate.pdf"), ("mandate", "01-mandate.bin")])
def test_it_is_kept_byte_for_byte_and_once(folder: EvidenceFolder, tmp_path: Path, name: str, kept: str) -> None:
    data = b"%PDF-1.7\xff signed"
    (tmp_path / name).write_bytes(data)
    keep_mandate(folder, managed(tmp_path / name))
    keep_mandate(folder, managed(tmp_path / name))
    (piece,) = folder.manifest.pieces
    assert (piece.name, piece.sha256, piece.what) == (kept, digest(data), "Mandate of Ana Ilić, dated 2026-03-31")
    assert (folder.path / kept).read_bytes() == data
    assert verify(folder.path) == []


def test_another_mandate_is_kept_beside_the_first(folder: EvidenceFolder, tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        (tmp_path / "m.pdf").write_bytes(data)
        keep_mandate(folder, managed(tmp_path / "m.pdf"))
    assert [piece.name for piece in folder.manifest.pieces] == ["01-mandate.pdf", "02-mandate.pdf"]


def test_one_that_is_gone_is_told_and_none_is_none(folder: EvidenceFolder, tmp_path: Path) -> None:
    with pytest.raises(UnusableMandateError, match="no such file"):
        keep_mandate(folder, managed(tmp_path / "gone.pdf"))
    keep_mandate(folder, Account(name="ana", flow="facebook", email="a@example.org", country="DE", reason="x"))
    assert folder.manifest.pieces == ()
