"""A mail is used once, by whoever claims it first, on whichever machine that shares the ledger."""

import threading

from sqlalchemy import Engine

from objector.cases.database import open_database
from objector.cases.used_mails import UsedMails
from tests.cases.conftest import START


def used_mails(engine: Engine) -> UsedMails:
    return UsedMails(engine, lambda: START)


def test_a_mail_is_claimed_once_and_remembered(engine: Engine, address: str) -> None:
    assert used_mails(engine).claim(["a", "b"], "anna")
    assert not used_mails(open_database(address)).claim(["a", "b"], "anna")


def test_a_mail_that_shares_one_of_its_sums_is_the_same_and_none_of_the_others_is_taken(engine: Engine) -> None:
    used = used_mails(engine)
    assert used.claim(["a", "b"], "anna")
    assert not used.claim(["c", "b"], "bert")
    assert used.claim(["c"], "bert")


def test_of_many_that_claim_at_once_one_gets_it(address: str) -> None:
    open_database(address)
    got: list[bool] = []
    claims = [
        threading.Thread(target=lambda: got.append(used_mails(open_database(address)).claim(["a"], "anna"))) for _ in range(8)
    ]
    for each in claims:
        each.start()
    for each in claims:
        each.join()
    assert sorted(got) == [False] * 7 + [True]
