"""``objector account import`` keeps a whole list or nothing of it, and moves passwords into the keyring."""

import json
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from objector.cases.lists.problems import ListProblemsError
from objector.cases.model import Account
from objector.cli.passwords_from import read_passwords
from objector.filing.office import password_name, seed_name
from objector.secrets.vault import REAL, Vault
from tests.cli.conftest import Program

HEAD = "Kunde;Plattform;E-Mail;Land;Vollmacht;Datum\n"
LIST = f"{HEAD}Änne;Insta;ana@example.org;Österreich;m.pdf;31.03.2026\nBen;fb;ben@example.org;DE;;\n"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ANA, BEN = "instagram:ana@example.org", "facebook:ben@example.org"


@pytest.fixture
def clients(objector: Program) -> Path:
    (objector.home / "m.pdf").write_bytes(b"%PDF-1.7 signed")
    path = objector.home / "clients.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def test_a_list_is_kept_and_the_next_time_changes_nothing(objector: Program, clients: Path) -> None:
    checked = objector("account", "import", "clients.csv", "--dry-run")
    assert checked.returncode == 0, checked.stderr
    assert objector.roster.accounts() == []
    done = objector("account", "import", "clients.csv")
    assert done.returncode == 0, done.stderr
    assert "Kept: 2 accounts" in done.stdout
    assert "“Änne”" in done.stderr
    assert f"Without a mandate: {BEN}" in done.stderr
    ben, ana = objector.roster.accounts()
    assert (ben.name, ben.client, ben.mandate) == (BEN, "Ben", "")
    assert (ana.name, ana.client, ana.mandate, ana.mandated_on) == (ANA, "Änne", str(objector.home / "m.pdf"), "2026-03-31")
    again = json.loads(objector("account", "import", "clients.csv", "--json").stdout)
    assert [account["change"] for account in again["accounts"]] == ["as it was", "as it was"]
    assert again["without_mandate"] == [BEN]
    listed = objector("account", "list", "--json").stdout
    (objector.home / "exported.json").write_text(listed, encoding="utf-8")
    exported = json.loads(objector("account", "import", "exported.json", "--json").stdout)
    assert [account["change"] for account in exported["accounts"]] == ["as it was", "as it was"]


def test_one_bad_row_keeps_all_out_and_every_problem_is_in_the_document(objector: Program, clients: Path) -> None:
    clients.write_text(LIST + "Cem;fb;cem@@example.org;;;\nDora;fb;a.b@gmail.com;DE;;\nDora;fb;ab@gmail.com;DE;;\n")
    done = objector("account", "import", "clients.csv", "--json")
    assert done.returncode == 2
    problems = json.loads(done.stdout)["problems"]
    assert [(problem["line"], problem["column"], problem["value"]) for problem in problems] == [
        (4, "E-Mail", "cem@@example.org"), (4, "Land", ""), (6, "E-Mail", "ab@gmail.com"),
    ]  # fmt: skip
    assert "3 problems. Nothing was started." in done.stderr
    assert "Traceback" not in done.stderr
    assert objector.roster.accounts() == []


def test_passwords_go_from_their_own_file_to_the_keyring_and_nowhere_else(
    objector_with_keyring: Program, clients: Path, real_keyring: KeyringBackend
) -> None:
    objector = objector_with_keyring
    secrets = objector.home / "passwords.csv"
    secrets.write_text(f"Konto,Passwort,2FA\n{ANA}, hunter2 correct horse ,{SEED.lower()}\nben@example.org,tr0ub4dor,\n")
    done = objector("account", "import", "clients.csv", "--passwords-from", "passwords.csv")
    assert done.returncode == 0, done.stderr
    assert "delete it" in done.stdout
    vault = Vault(REAL, real_keyring)
    assert vault.get(password_name(ANA)) == " hunter2 correct horse "
    assert vault.get(seed_name(ANA)) == SEED
    assert vault.get(password_name(BEN)) == "tr0ub4dor"
    secrets.unlink()
    kept = [path.read_bytes() for path in objector.home.rglob("*") if path.is_file()]
    for secret in ("hunter2", "tr0ub4dor", SEED, SEED.lower()):
        assert secret not in done.stdout + done.stderr
        assert not any(secret.encode() in data for data in kept)


def test_without_a_keyring_a_list_with_passwords_is_not_kept(objector: Program, clients: Path) -> None:
    (objector.home / "passwords.csv").write_text(f"account,password\n{ANA},hunter2\n")
    done = objector("account", "import", "clients.csv", "--passwords-from", "passwords.csv")
    assert done.returncode == 2
    assert "There is no keyring" in done.stderr
    assert objector.roster.accounts() == []


def account(name: str, flow: str, email: str) -> Account:
    return Account(name=name, flow=flow, email=email, country="DE", reason="x")


def test_what_is_wrong_with_a_file_of_passwords_is_told_without_a_secret(tmp_path: Path) -> None:
    known = [account("a", "facebook", "ana@example.org"), account("b", "instagram", "ana@example.org")]
    path = tmp_path / "passwords.csv"
    path.write_text(
        "email,platform,password,totp\nana@example.org,,hunter2,\nana@example.org,IG,hunter2,123456\nx@example.org,,hunter2,\n,,hunter2,\n"
    )
    with pytest.raises(ListProblemsError) as caught:
        read_passwords(path, known)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4, 5]
    assert "a, b" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert "123456" not in str(caught.value)
    path.write_text("email,platform,password\nana@example.org,IG,hunter2\nAna@example.org,facebook,other\n")
    assert read_passwords(path, known) == {password_name("b"): "hunter2", password_name("a"): "other"}
    path.write_text("email,platform\nana@example.org,IG\n")
    with pytest.raises(ListProblemsError, match="Columns are needed"):
        read_passwords(path, known)


def test_an_account_that_is_managed_is_told_so_by_hand_too(objector: Program, clients: Path) -> None:
    good = (
        "--flow",
        "facebook",
        "--email",
        "ana@example.org",
        "--country",
        "DE",
        "--client",
        "Änne",
        "--accounts-center",
        "änne",
    )
    done = objector("account", "add", *good, "--mandate", "m.pdf", "--mandated-on", "31.03.2026")
    assert done.returncode == 0, done.stderr
    (kept,) = objector.roster.accounts()
    assert (kept.client, kept.mandate, kept.mandated_on, kept.accounts_center) == (
        "Änne",
        str(clients.parent / "m.pdf"),
        "2026-03-31",
        "änne",
    )
    refused = objector("account", "add", *good, "--mandate", "m.pdf")
    assert refused.returncode == 2
    assert "no date of it" in refused.stderr
