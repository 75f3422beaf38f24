"""``objector report`` writes whole files where it is told to, and one document for scripts."""

import json

import pytest

from objector.cases.model import Account, EventKind
from tests.cli.conftest import Program


@pytest.fixture
def filed(objector: Program) -> Program:
    """The program with an account of a client, for which an objection failed."""
    ana = Account(name="ana", flow="facebook", email="ana@example.org", country="DE", reason="x", client="Ana Ilić")
    objector.roster.put(ana)
    case = objector.ledger.open_case("ana", "facebook")
    objector.ledger.append(case.number, EventKind.FAILED, why="the form has changed")
    return objector


def test_a_page_is_written_and_what_else_is_named(filed: Program) -> None:
    done = filed("report")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "    1  Not filed: it failed\nWritten: objector-report.html\n"
    assert "the form has changed" in (filed.home / "objector-report.html").read_text(encoding="utf-8")
    done = filed("report", "--client", "ana ilić", "--out", "ana.html", "--csv", "ana.csv", "--xlsx", "ana.xlsx")
    assert done.stdout.count("Written: ana.") == 3
    assert "Objections to AI training for Ana Ilić" in (filed.home / "ana.html").read_text(encoding="utf-8")
    assert (filed.home / "ana.xlsx").read_bytes().startswith(b"PK")
    assert not list(filed.home.glob(".*.tmp"))


def test_a_document_is_printed_and_nothing_written(filed: Program) -> None:
    done = filed("report", "--json")
    (account,) = json.loads(done.stdout)["accounts"]
    assert (account["state"], account["client"], account["cases"][0]["why"]) == ("failed", "Ana Ilić", "the form has changed")
    assert not (filed.home / "objector-report.html").exists()


def test_what_cannot_be_is_told_in_one_sentence(filed: Program) -> None:
    done = filed("report", "--client", "Ana")
    assert done.returncode == 2
    assert "There is no client “Ana”. Did you mean “Ana Ilić”?" in done.stderr
    done = filed("report", "--out", "nowhere/a.html")
    assert done.returncode == 2
    assert "nowhere/a.html”: no such file or directory. Name another file." in done.stderr
