"""What is kept of a filed case proves it."""

from pathlib import Path

from objector.cases.model import Account
from objector.evidence.manifest import read_manifest
from objector.rehearsal.wording import texts
from tests.end_to_end.conftest import Serve
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program

MANDATE = b"%PDF-1.7\xff signed"


def test_the_evidence_of_what_is_filed_for_a_client_is_complete_and_verifies(
    serve: Serve, account: Account, program: Program, post: Post
) -> None:
    serve()
    import_client(program, account)
    (filed,) = program.run("file", account.name, "--yes", "--json").document
    folder = Path(filed["evidence"])

    verified = program.run("evidence", "verify", account.name)
    assert verified.code == 0, verified.says

    mandate, *pieces = read_manifest(folder).pieces
    assert (mandate.name, mandate.what) == ("01-mandate.pdf", "Mandate of Änne Müller, dated 2026-03-31")
    assert (folder / mandate.name).read_bytes() == MANDATE

    picture, mail, outcome, words = (folder / piece.name for piece in pieces)
    assert [path.name[3:] for path in (picture, mail, outcome, words)] == [
        "filled-form.png",
        "code-mail.txt",
        "answer.png",
        "confirmation.txt",
    ]
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert outcome.read_bytes().startswith(b"\x89PNG")
    assert texts("en")["thanks_text"] in words.read_text()

    (code,) = post.codes
    kept = mail.read_text()
    assert code not in kept
    assert post.sent[0]["Subject"] in kept
    assert post.sent[0]["From"] in kept

    reported = program.run("report", "--out", "report.html")
    assert reported.code == 0, reported.says
    page = (program.folder / "report.html").read_text()
    assert "Rehearsal: Objections to AI training" in page
    assert "complete and unchanged" in page
    assert page.count("data:image/jpeg;base64,") == 1

    words.write_text("changed")
    tampered = program.run("evidence", "verify", account.name)
    assert tampered.code != 0
    assert f"{words.name} was changed" in tampered.says


def import_client(program: Program, account: Account) -> None:
    """Have the account be a client's in a list that names the mandate."""
    (program.folder / "Vollmacht.pdf").write_bytes(MANDATE)
    row = f"Änne Müller;Vollmacht.pdf;31.03.2026;Facebook;{account.email};Deutschland;{account.mailbox}"
    (program.folder / "clients.csv").write_text(
        f"Kunde;Vollmacht;Datum;Plattform;E-Mail;Land;Postfach\n{row}\n", encoding="cp1252"
    )
    imported = program.run("account", "import", "clients.csv")
    assert imported.code == 0, imported.says
