"""What is kept of a filed case proves it."""

from pathlib import Path

from objector.cases.model import Account
from objector.evidence.manifest import read_manifest
from objector.rehearsal.wording import texts
from tests.end_to_end.conftest import Serve
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program


def test_the_evidence_of_a_filed_case_is_complete_and_verifies(
    serve: Serve, account: Account, program: Program, post: Post
) -> None:
    serve()
    (filed,) = program.run("file", account.name, "--yes", "--json").document
    folder = Path(filed["evidence"])

    verified = program.run("evidence", "verify", account.name)
    assert verified.code == 0, verified.says

    picture, mail, outcome, words = (folder / piece.name for piece in read_manifest(folder).pieces)
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

    words.write_text("changed")
    tampered = program.run("evidence", "verify", account.name)
    assert tampered.code != 0
    assert f"{words.name} was changed" in tampered.says
