"""Accounts are found by name or by email, and nothing is guessed."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from objector.cases.model import Account
from objector.cases.roster import AmbiguousAccountError, Roster
from objector.errors import UnknownNameError
from objector.mail.mailbox import Mailbox

ANNA = Account(
    name="facebook:anna", flow="facebook", email="Anna@example.org", country="DE", reason="„mine“", mailbox="in@example.org"
)
BOX = Mailbox(address="in@example.org", host="imap.example.org", user="in")


@pytest.fixture
def roster(engine: Engine) -> Roster:
    return Roster(engine)


def test_an_account_is_found_by_its_name_and_by_its_email_however_it_is_written(roster: Roster) -> None:
    roster.put(ANNA)
    assert roster.account("facebook:anna") == ANNA
    assert roster.account("anna@EXAMPLE.org") == ANNA


def test_a_name_counts_more_than_an_email(roster: Roster) -> None:
    named_like_an_email = replace(ANNA, name="anna@example.org", country="FR")
    roster.put(ANNA)
    roster.put(named_like_an_email)
    assert roster.account("anna@example.org") == named_like_an_email


def test_an_email_that_several_accounts_share_names_them(roster: Roster) -> None:
    roster.put(ANNA)
    roster.put(replace(ANNA, name="instagram:anna", flow="instagram"))
    with pytest.raises(AmbiguousAccountError, match="facebook:anna, instagram:anna"):
        roster.account("anna@example.org")


def test_a_name_that_is_not_known_brings_the_nearest(roster: Roster) -> None:
    roster.put(ANNA)
    with pytest.raises(UnknownNameError, match="Did you mean “facebook:anna”"):
        roster.account("facebook:ana")


def test_an_account_of_the_same_name_takes_the_place_of_the_one_before(roster: Roster) -> None:
    roster.put(ANNA)
    roster.put(replace(ANNA, country="FR"))
    assert roster.accounts() == [replace(ANNA, country="FR")]


def test_details_that_only_some_forms_ask_are_kept(roster: Roster) -> None:
    told = replace(ANNA, flow="third-party", details={"first_name": "Änne", "prompt": "Who is „Änne“?\nTell me."})
    roster.put(told)
    assert roster.accounts() == [told]


def test_a_removed_account_is_gone(roster: Roster) -> None:
    roster.put(ANNA)
    roster.remove(ANNA.name)
    assert roster.accounts() == []


def test_accounts_of_a_removed_mailbox_get_their_codes_by_hand(roster: Roster) -> None:
    roster.put_mailbox(BOX)
    roster.put(ANNA)
    assert roster.mailbox(BOX.address) == BOX
    roster.remove_mailbox(BOX.address)
    assert roster.mailboxes() == []
    assert roster.account(ANNA.name).mailbox is None


def test_a_mailbox_that_is_not_known_brings_the_nearest(roster: Roster) -> None:
    roster.put_mailbox(BOX)
    with pytest.raises(UnknownNameError, match=r"Did you mean “in@example\.org”"):
        roster.mailbox("inn@example.org")
