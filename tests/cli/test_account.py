"""``objector account`` keeps what can be filed, refuses the rest in one sentence, and leaves nothing half-done."""

import json

import pytest
from keyring.backend import KeyringBackend

from objector.cases.lock import account_lock
from objector.cases.model import Account
from objector.cases.reasons import LONGEST, reason_text
from objector.filing.office import password_name, seed_name
from objector.secrets.vault import REAL, Vault
from tests.cli.conftest import Program

GOOD = {"--flow": "facebook", "--email": "ana@example.org", "--country": "Germany"}
NAME = "facebook:ana@example.org"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a planted password"
CONTEXT = "A blog copied my portrait and my life story without asking, and the AI repeats both to whoever asks for my name."
THIRD_PARTY = {
    "flow": "third-party",
    "country": "USA",
    "reason": CONTEXT,
    "first-name": "Ana",
    "last-name": "Ilić",
    "prompt": "Who is Ana Ilić?",
}


def add(program: Program, *flags: str, given: str | bytes = "", **changes: str):
    options = GOOD | {f"--{name}": value for name, value in changes.items()}
    return program("account", "add", *(part for pair in options.items() for part in pair), *flags, given=given)


def assert_refused(done, *words: str, code: int = 2) -> None:
    """One plain sentence on standard error, nothing on standard output, no traceback."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("objector: ")
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr


def test_an_account_is_kept_with_what_follows_from_its_country(objector):
    done = add(objector, reason="creator", country="Deutschland")
    assert done.returncode == 0, done.stderr
    assert f"objector file {NAME} --dry-run" in done.stdout
    reason = reason_text("creator", "de", "DE")
    expected = Account(name=NAME, flow="facebook", email="ana@example.org", country="DE", reason=reason, language="de")
    assert objector.roster.accounts() == [expected]


def test_the_last_word_on_an_account_counts(objector):
    add(objector, country="Germany")
    add(objector, country="Brasil")
    assert [account.country for account in objector.roster.accounts()] == ["BR"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"flow": "facebok"}, ["“facebok”", "“facebook”"]),
        ({"email": "ana@@example.org"}, ["“ana@@example.org”", "email address"]),
        ({"email": ""}, ["email address"]),
        ({"country": "Germny"}, ["“Germny”", "“Germany”"]),
        ({"country": ""}, ["not a country"]),
        ({"country": "USA"}, ["United States", "third-party", "https://www.facebook.com/help/contact/510058597920541"]),
        ({"country": "Brazil", "flow": "privacy-rights"}, ["Brazil", "objector account add --flow third-party"]),
        ({"flow": "third-party"}, ["No ready text fits", "--reason"]),
        ({"flow": "third-party", "reason": "x" * 99}, ["99 characters", "fewer than 100", "Add 1"]),
        ({"flow": "third-party", "reason": CONTEXT}, ["your first name", "--first-name"]),
        (THIRD_PARTY | {"evidence": "/nowhere/answer.png"}, ["“/nowhere/answer.png”", "no such file"]),
        ({"flow": "privacy-rights", "product": "orkut"}, ["“orkut”", "facebook, instagram"]),
        ({"prompt": "Who am I?"}, ["“facebook”", "--prompt"]),
        ({"reason": "  "}, ["The reason is empty", "creator"]),
        ({"reason": "x" * (LONGEST + 1)}, [f"{LONGEST + 1} characters", f"{LONGEST}", "Shorten it by 1."]),
        ({"reason": "creatr"}, ["“creatr”", "“creator”"]),
        ({"mailbox": "box@example.org"}, ["objector mailbox add box@example.org"]),
    ],
)
def test_what_cannot_be_filed_is_refused_and_not_kept(objector, changes, words):
    assert_refused(add(objector, **changes), *words)
    assert objector.roster.accounts() == []


def test_a_form_that_asks_more_is_told_more_and_says_what_it_is_for(objector):
    picture = objector.home / "answer.png"
    picture.write_bytes(b"picture")
    done = add(objector, **THIRD_PARTY, evidence="answer.png")
    assert done.returncode == 0, done.stderr
    assert "others published about you" in done.stdout
    (account,) = objector.roster.accounts()
    told = {"first_name": "Ana", "last_name": "Ilić", "prompt": "Who is Ana Ilić?", "evidence": str(picture)}
    assert (account.country, account.reason, account.details) == ("US", CONTEXT, told)
    assert "last name       Ilić" in objector("account", "show", account.name).stdout


def test_threads_is_told_to_go_through_instagram(objector):
    done = add(objector, flow="threads")
    assert done.returncode == 0, done.stderr
    assert "objection of the Instagram account" in done.stdout


def test_a_missing_option_is_named(objector):
    done = objector("account", "add", "--flow", "facebook")
    assert done.returncode == 2
    assert "--email" in done.stderr


def test_without_a_keyring_nothing_is_kept_of_an_account_with_a_password(objector):
    done = add(objector, "--password-stdin", given=f"{PASSWORD}\n")
    assert_refused(done, "There is no keyring", "gnome-keyring")
    assert PASSWORD not in done.stderr
    assert objector.roster.accounts() == []


def test_with_a_locked_keyring_nothing_is_kept_of_an_account_with_a_password(objector_with_locked_keyring):
    done = add(objector_with_locked_keyring, "--password-stdin", given=f"{PASSWORD}\n")
    assert_refused(done, "The keyring is locked", "Unlock it", code=3)
    assert objector_with_locked_keyring.roster.accounts() == []


def test_password_and_seed_go_to_the_keyring_and_to_no_file(objector_with_keyring, real_keyring: KeyringBackend):
    shown = f"{SEED[:4]} {SEED[4:8].lower()}-{SEED[8:]}"
    done = add(objector_with_keyring, "--password-stdin", "--totp-stdin", given=f"{PASSWORD}\n{shown}\n")
    assert done.returncode == 0, done.stderr
    vault = Vault(REAL, real_keyring)
    assert vault.get(password_name(NAME)) == PASSWORD
    assert vault.get(seed_name(NAME)) == SEED
    kept = [path.read_bytes() for path in objector_with_keyring.home.rglob("*") if path.is_file()]
    assert kept
    for secret in (PASSWORD, SEED):
        assert not any(secret.encode() in data for data in kept)
        assert secret not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("\n", "The password is empty"),
        (f"{PASSWORD}\n123456\n", "not a TOTP seed"),
        (f"{PASSWORD}\n{SEED[:-1]}1\n", "not a TOTP seed"),
        (f"{PASSWORD}\n", "not a TOTP seed"),
        (b"\xff\xfe secret\n", "no text"),
    ],
)
def test_a_secret_that_is_none_keeps_the_other_out_too(objector_with_keyring, real_keyring: KeyringBackend, given, words):
    done = add(objector_with_keyring, "--password-stdin", "--totp-stdin", given=given)
    assert_refused(done, words)
    assert not any(secret in done.stderr for secret in (PASSWORD, SEED[:-1], "123456", r"\xff"))
    assert objector_with_keyring.roster.accounts() == []
    assert Vault(REAL, real_keyring).get(password_name(NAME)) is None


def test_an_empty_list_says_what_to_do(objector):
    assert "objector setup" in objector("account", "list").stdout
    assert json.loads(objector("account", "list", "--json").stdout) == []


def test_accounts_are_listed_and_shown(objector):
    add(objector)
    add(objector, flow="instagram", country="FR", reason="I draw for a living, and this is my living.")
    listed = objector("account", "list").stdout
    assert listed.splitlines() == [
        "facebook:ana@example.org   DE  codes: typed by you",
        "instagram:ana@example.org  FR  codes: typed by you",
    ]
    shown = objector("account", "show", "instagram:ana@example.org", "--json")
    assert json.loads(shown.stdout)["reason"] == "I draw for a living, and this is my living."
    assert_refused(objector("account", "show", "ana@example.org"), "fits several accounts", NAME)


def test_an_unknown_account_is_answered_with_the_nearest(objector):
    add(objector)
    assert_refused(objector("account", "show", "facebook:anna@example.org"), f"Did you mean “{NAME}”?", "objector account list")


def test_a_removed_account_takes_its_secrets_along(objector_with_keyring, real_keyring: KeyringBackend):
    program = objector_with_keyring
    add(program, "--password-stdin", given=f"{PASSWORD}\n")
    done = program("account", "remove", "ana@example.org")
    assert done.returncode == 0, done.stderr
    assert "cases and evidence stay" in done.stdout
    assert program.roster.accounts() == []
    assert Vault(REAL, real_keyring).get(password_name(NAME)) is None


def test_an_account_is_not_removed_while_it_is_filed(objector):
    add(objector)
    with account_lock(objector.ledger, NAME):
        assert_refused(objector("account", "remove", NAME), "Another run", NAME)
    assert len(objector.roster.accounts()) == 1


def test_a_rehearsal_knows_no_real_account(objector):
    add(objector)
    done = objector("account", "list", "--json", OBJECTOR_SITE="127.0.0.1:1")
    assert json.loads(done.stdout) == []
