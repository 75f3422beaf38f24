"""``objector code`` hands a code to the filing that waits for it, and says so if none does."""

import pytest
from keyring.backend import KeyringBackend

from objector.cases.lock import account_lock
from objector.cases.model import Account
from objector.filing.office import handover
from objector.secrets.vault import REAL, Vault
from tests.cli.conftest import Program

NAME = "facebook:ana@example.org"
CODE = "648213"


def know_ana(program: Program) -> None:
    program.roster.put(Account(name=NAME, flow="facebook", email="ana@example.org", country="DE", reason="I draw."))


@pytest.fixture
def ana(objector_with_keyring: Program) -> Program:
    know_ana(objector_with_keyring)
    return objector_with_keyring


@pytest.mark.parametrize(
    ("arguments", "given"), [([CODE], ""), (["648-213"], ""), ([], f" {CODE[:3]} {CODE[3:]}\n"), (["-"], f"{CODE}\n")]
)
def test_a_code_reaches_the_filing_that_waits(ana, real_keyring: KeyringBackend, arguments, given):
    with account_lock(ana.ledger, NAME):
        done = ana("code", "ana@example.org", *arguments, given=given)
        assert done.returncode == 0, done.stderr
        assert handover(ana.home, Vault(REAL, real_keyring)).take(NAME) == CODE


def test_a_code_on_its_way_lies_sealed_on_the_disk(ana):
    with account_lock(ana.ledger, NAME):
        ana("code", NAME, CODE)
    sealed = list((ana.home / "handover").iterdir())
    assert len(sealed) == 1
    assert CODE.encode() not in sealed[0].read_bytes()


def test_a_code_that_nobody_waits_for_is_refused(ana, real_keyring: KeyringBackend):
    done = ana("code", NAME, CODE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nobody waits for a code" in done.stderr
    assert handover(ana.home, Vault(REAL, real_keyring)).take(NAME) is None


@pytest.mark.parametrize("wrong", ["123", "123456789", "abcdef", ""])
def test_what_is_no_code_is_refused(objector, wrong):
    know_ana(objector)
    done = objector("code", NAME, wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no code" in done.stderr


def test_an_unknown_account_is_answered_with_the_nearest(objector):
    know_ana(objector)
    done = objector("code", "facebook:anna@example.org", CODE)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Did you mean “{NAME}”?" in done.stderr
    assert CODE not in done.stderr


def test_without_a_keyring_there_is_no_place_for_a_code(objector):
    know_ana(objector)
    with account_lock(objector.ledger, NAME):
        done = objector("code", NAME, CODE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no keyring" in done.stderr
