"""``objector evidence`` tells where the evidence is and whether it is whole; scripts read its exit code and its JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.model import Account, EventKind
from objector.cases.roster import Roster
from objector.cli import evidence
from objector.errors import UnknownNameError
from objector.evidence.folder import EvidenceFolder, account_folder, evidence_folder
from objector.evidence.manifest import Facts
from objector.evidence.page import write_page


def now() -> datetime:
    return datetime(2026, 10, 3, 14, 15, tzinfo=UTC)


class Home:
    """A home folder in which objections were filed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        engine = open_database(f"sqlite:///{path / 'ledger.sqlite3'}")
        self.ledger = Ledger(engine, now)
        self.roster = Roster(engine)

    def add_account(self, name: str, email: str) -> None:
        self.roster.put(Account(name=name, flow="facebook", email=email, country="DE", reason="general"))

    def file(self, name: str) -> Path:
        case = self.ledger.open_case(name, "facebook")
        facts = Facts(
            account=name, flow="facebook", case=case.number, form="Facebook: AI at Meta", email="anna@example.org",
            country="DE", reason="general", rehearsal=False,
        )  # fmt: skip
        folder = EvidenceFolder(evidence_folder(self.path, case), facts, now=now, redact=str)
        folder.add("confirmation.txt", "Danke.", "What the page said")
        self.ledger.append(case.number, EventKind.FILED)
        write_page(folder, self.ledger.case(case.number).events)
        return folder.path


@pytest.fixture
def home(tmp_path, monkeypatch) -> Home:
    monkeypatch.setenv("OBJECTOR_HOME", str(tmp_path))
    monkeypatch.delenv("OBJECTOR_SITE", raising=False)
    monkeypatch.chdir(tmp_path)
    home = Home(tmp_path)
    home.add_account("anna", "anna@example.org")
    return home


def objector(*arguments: str) -> Result:
    """Run the command; an error for the person is raised, as the program's own main prints it."""
    app = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]})
    app.callback()(lambda: None)
    evidence.register(app)
    result = CliRunner().invoke(app, ["evidence", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("arguments", [["anna"], ["show", "anna"], ["anna@example.org"]])
def test_an_account_or_its_email_shows_its_evidence_with_links(home, arguments):
    folder = home.file("anna")
    result = objector(*arguments)
    assert result.exit_code == 0
    assert (folder / "index.html").as_uri() in result.stdout
    assert (folder / "01-confirmation.txt").as_uri() + "  What the page said" in result.stdout


@pytest.mark.parametrize("arguments", [["anna", "--json"], ["--json", "anna"]])
def test_json_is_one_document_with_all_that_the_manifest_says(home, arguments):
    folder = home.file("anna")
    (case,) = json.loads(objector(*arguments).stdout)
    assert case["folder"] == str(folder)
    assert case["facts"]["email"] == "anna@example.org"
    assert case["pieces"][0]["name"] == "01-confirmation.txt"


def test_open_shows_the_newest_case(home, monkeypatch):
    home.file("anna")
    newest = home.file("anna")
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda page: opened.append(page) or True)
    assert objector("anna", "--open").exit_code == 0
    assert opened == [(newest / "index.html").as_uri()]


def test_where_nothing_can_be_opened_the_address_is_told(home, monkeypatch):
    folder = home.file("anna")
    monkeypatch.setattr("webbrowser.open", lambda _page: False)
    with pytest.raises(evidence.PageNotOpenedError, match=(folder / "index.html").as_uri()):
        objector("anna", "--open")


def test_an_unknown_account_is_told_with_the_nearest_name(home):
    with pytest.raises(UnknownNameError, match=r"“ana”.*Did you mean “anna”"):
        objector("ana")


def test_an_account_for_which_nothing_was_filed_has_no_evidence_yet(home):
    with pytest.raises(evidence.NoEvidenceError, match="objector file anna"):
        objector("anna")


def test_the_evidence_of_an_account_that_was_removed_is_still_shown(home):
    folder = home.file("anna")
    home.roster.remove("anna")
    assert folder.as_uri() in objector("anna").stdout


def test_whole_evidence_verifies(home):
    home.file("anna")
    result = objector("verify")
    assert result.exit_code == 0
    assert result.stdout == "Checked the evidence of 1 case: complete and unchanged.\n"


def test_nothing_to_verify_is_no_failure(home):
    assert objector("verify").exit_code == 0


def test_a_change_is_named_and_makes_the_exit_code_1(home):
    changed = home.file("anna") / "01-confirmation.txt"
    changed.write_text("Nein.")
    result = objector("verify", "anna")
    assert result.exit_code == 1
    assert f"{changed} was changed" in result.stdout


def test_verify_json_names_every_problem(home):
    missing = home.file("anna") / "01-confirmation.txt"
    missing.unlink()
    result = objector("verify", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"] == [{"file": str(missing), "trouble": "is missing", "serious": True}]


def test_a_file_too_many_is_told_and_no_failure(home):
    extra = home.file("anna") / "02-notes.txt"
    extra.write_text("mine")
    result = objector("verify")
    assert result.exit_code == 0
    assert f"{extra} is not in the manifest" in result.stdout


def test_a_whole_folder_of_a_filed_case_that_is_gone_is_found(home):
    folder = home.file("anna")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    for arguments in (["verify"], ["verify", "anna"]):
        result = objector(*arguments)
        assert result.exit_code == 1
        assert f"{folder / 'manifest.json'} is missing" in result.stdout


def test_only_the_account_that_is_named_is_verified(home):
    home.add_account("ben", "ben@example.org")
    home.file("anna")
    (home.file("ben") / "01-confirmation.txt").unlink()
    assert objector("verify", "anna").exit_code == 0
    assert objector("verify", "ben").exit_code == 1
    assert account_folder(home.path, "ben").exists()


def test_an_account_called_verify_can_still_be_shown(home):
    home.add_account("verify", "verify@example.org")
    folder = home.file("verify")
    assert folder.as_uri() in objector("show", "verify").stdout
