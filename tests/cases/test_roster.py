"""Accounts are found by name or by email, and nothing is guessed."""

from dataclasses import asdict, replace

import pytest

from objector.cases.model import Account
from objector.cases.roster import AmbiguousAccountError, Roster
from objector.cases.tables import mailboxes
from objector.errors import UnknownNameError
from objector.mail.mailbox import Mailbox

ANNA = Account(
    name="facebook:anna", flow="facebook", email="Anna@example.org", country="DE", reason="„mine“", mailbox="in@example.org"
)
BOX = Mailbox(address="in@example.org", host="imap.example.org", user="in")


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


def test_an_email_finds_its_account_however_it_is_written(roster: Roster) -> None:
    roster.put(ANNA)
    assert roster.account("ANNA@example.ORG") == ANNA


def test_addresses_are_those_of_all_accounts_in_lower_case(roster: Roster) -> None:
    roster.put_all([ANNA, replace(ANNA, name="instagram:anna"), replace(ANNA, name="facebook:bo", email="BO@example.org")])
    assert roster.addresses() == {"anna@example.org", "bo@example.org"}


def test_a_name_that_is_not_known_brings_the_nearest(roster: Roster) -> None:
    roster.put(ANNA)
    with pytest.raises(UnknownNameError, match="Did you mean “facebook:anna”"):
        roster.account("facebook:ana")


def test_a_mailbox_that_is_not_known_brings_the_nearest(roster: Roster) -> None:
    roster.put_mailbox(BOX)
    with pytest.raises(UnknownNameError, match=r"Did you mean “in@example\.org”"):
        roster.mailbox("inn@example.org")


def test_a_mailbox_that_was_kept_before_there_were_ways_of_signing_in_has_a_password(roster: Roster) -> None:
    settings = {name: value for name, value in asdict(BOX).items() if name != "sign_in"}
    with roster._engine.begin() as connection:
        connection.execute(mailboxes.insert().values(address=BOX.address, settings=settings))

    assert roster.mailbox(BOX.address) == BOX
