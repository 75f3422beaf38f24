"""The code: from the mailbox, from another terminal, wrong, late, and among mails that are not what they seem."""

import os
from datetime import UTC, datetime
from email.message import EmailMessage
from random import Random

import pytest

from objector.cases.ledger import Ledger
from objector.cases.model import Account, State
from objector.rehearsal.mails import Addressee, code_mail
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Engine, Platform
from objector.rehearsal.wording import texts
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program
from tests.parts.dovecot import Dovecot, vouched

WRONG = "314159"


@pytest.mark.parametrize("engine", [Engine.CLASSIC_TYPEAHEAD, Engine.WIZARD])
def test_a_wrong_code_is_told_in_the_sites_own_words_and_asked_for_again(
    engine: Engine, serve: Serve, add_account: AddAccount, program: Program, post: Post, ledger: Ledger
) -> None:
    site = serve(engine=engine)
    account = add_account(mailbox=None)
    filing = program.start("file", account.name, "--yes")

    for tries in (1, 2):
        filing.until(lambda tries=tries: filing.so_far().count("waiting for the code") == tries)
        program.run("code", account.name, WRONG)
        filing.until(lambda tries=tries: len(site.of(Kind.CODE)) == tries)
    filing.until(lambda: filing.so_far().count("waiting for the code") == 3)
    program.run("code", account.name, post.codes[0])

    done = filing.end()
    assert done.code == 0, done.says
    assert done.says.count(f"the site refused the code: “{texts('en')['code_wrong']}”") == 2
    assert len(site.filed_objections) == 1
    (case,) = ledger.cases()
    assert case.state is State.FILED


def test_after_three_wrong_codes_a_person_is_needed(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(engine=Engine.COMET)
    account = add_account(mailbox=None)
    filing = program.start("file", account.name, "--yes")

    for tries in (1, 2, 3):
        filing.until(lambda tries=tries: filing.so_far().count("waiting for the code") == tries)
        program.run("code", account.name, WRONG)

    done = filing.end()
    assert done.code == 3, done.says
    assert "refused three codes" in done.says
    assert [received.kind for received in site.received].count(Kind.CODE) == 3
    assert site.filed_objections == []
    (case,) = ledger.cases()
    assert case.state is State.NEEDS_PERSON


def test_codes_come_from_standard_input_and_from_another_terminal_alike(
    serve: Serve, add_account: AddAccount, program: Program, post: Post
) -> None:
    site = serve()
    account = add_account(mailbox=None)
    theirs, ours = os.pipe()
    filing = program.start("file", account.name, "--yes", "--code-stdin", given=theirs)

    os.write(ours, WRONG.encode() + b"\n")
    filing.until(lambda: len(site.of(Kind.CODE)) == 1)
    filing.until(lambda: filing.so_far().count("waiting for the code") == 2)
    program.run("code", account.name, "-", given=WRONG)
    filing.until(lambda: filing.so_far().count("waiting for the code") == 3)
    os.write(ours, post.codes[0].encode() + b"\n")

    done = filing.end()
    os.close(ours)
    assert done.code == 0, done.says
    assert "code received: from another terminal" in done.says
    assert done.says.count("code received: from you") == 2
    assert len(site.filed_objections) == 1


def test_when_no_code_comes_in_time_a_person_is_needed(serve: Serve, account: Account, program: Program, ledger: Ledger) -> None:
    site = serve(mail_delay=600.0)
    done = program.run("file", account.name, "--yes", OBJECTOR_CODE_WAIT="1")
    assert done.code == 3, done.says
    assert f"No code came for {account.email}" in done.says
    assert site.filed_objections == []
    assert ledger.cases()[0].state is State.NEEDS_PERSON


def code_mail_to(email: str) -> EmailMessage:
    to = Addressee(email, Platform.FACEBOOK, "en", datetime.now(UTC))
    return code_mail(to, WRONG, Random(email))


def test_among_mails_that_are_not_what_they_seem_the_right_code_is_taken_though_it_is_late(
    serve: Serve, account: Account, program: Program, post: Post, dovecot: Dovecot
) -> None:
    """An older one lies there already; then come one for another account, one that nobody vouches for, and a look-alike's."""

    def decoys(_mail: EmailMessage) -> list[EmailMessage]:
        look_alike = code_mail_to(account.email)
        look_alike.replace_header("From", "Facebook <notification@facebookmail.com.example.net>")
        return [
            vouched(code_mail_to("bert@example.org")),
            vouched(code_mail_to(account.email), result="fail"),
            vouched(look_alike, "facebookmail.com.example.net"),
        ]

    site = serve(mail_delay=2.0)
    dovecot.deliver(account.email, vouched(code_mail_to(account.email)))
    post.decoys = decoys
    done = program.run("file", account.name, "--yes")
    assert done.code == 0, done.says
    assert len(site.filed_objections) == 1
    assert [received.fields["confirmation_code"] for received in site.of(Kind.CODE)] == post.codes
