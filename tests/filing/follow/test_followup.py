"""Cases are followed up in real mailboxes: each answer counts once, for its case alone, and what is in doubt goes to a person."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.lock import account_lock
from objector.cases.model import Account, Case, EventKind, State
from objector.cases.roster import Roster
from objector.cases.used_mails import UsedMails
from objector.evidence.folder import evidence_folder
from objector.evidence.verify import verify
from objector.filing.desk import Filing
from objector.filing.follow.answered import Answered
from objector.filing.follow.followup import Findings, Followup, Judgement, Question
from objector.filing.office import Office
from objector.filing.one import MoreInfoWantedError, case_to_file
from objector.filing.person import Nobody
from objector.mail.decisions.answer import Answer
from objector.mail.mailbox import mailbox_password_name
from objector.page.errors import RefusedError
from objector.redact import Redactor
from objector.rehearsal.mails import Addressee, code_mail
from objector.rehearsal.scenario import Platform
from objector.secrets.memory import MemoryKeyring
from objector.secrets.vault import REHEARSAL, Vault
from objector.settings import Settings
from tests.mail.letters import letter
from tests.parts.dovecot import Dovecot, vouched

HONOURED = "We will honour your objection for your public information, such as public posts and comments."
REFUSED = "After review, we are unable to honour your objection."
RECEIVED = "We have received your objection. The relevant teams will review your request."
MORE = "To review your objection, we need more information from you."
UNCLEAR = "There is news about your objection. Sign in to read it."
CENTER = (
    "We will also honour your objection for any other accounts that you've added to the same Accounts Centre as this account."
)

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Somebody:
    """A person who says the same of every mail, and remembers what they were told."""

    says: Judgement | None = None
    asked: list[Question] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    async def judges(self, question: Question) -> Judgement | None:
        self.asked.append(question)
        return self.says

    def reads(self, mailbox: str, cases: int) -> None:
        self.told.append(f"reads {mailbox} for {cases}")

    def answered(self, answered: Answered) -> None:
        self.told.append(f"{answered.case.account} {answered.told.answer}")

    def note(self, text: str) -> None:
        self.told.append(text)


class Cases:
    """An office with accounts whose mailboxes are real, and the mails that come there."""

    def __init__(self, home: Path, dovecot: Dovecot, run: Run) -> None:
        engine = open_database(f"sqlite:///{home / 'ledger.sqlite3'}")
        self.dovecot, self.run = dovecot, run
        self.office = Office(
            settings=Settings(home=home, _env_file=None),
            ledger=Ledger(engine, now),
            roster=Roster(engine),
            used_mails=UsedMails(engine, now),
            vault=Vault(REHEARSAL, MemoryKeyring()),
            person=Nobody(),
            progress=None,  # type: ignore[arg-type] # nothing is filed here
            clock=now,
            redactor=Redactor(),
        )
        self.address = f"{uuid4().hex}@example.org"

    def add(self, flow: str = "facebook", *, address: str = "", **changes: Any) -> Account:
        email = address or self.address
        told = {"name": f"{flow}:{email}", "flow": flow, "email": email, "country": "DE", "reason": "I draw.", "mailbox": email}
        account = Account(**{**told, **changes})
        self.office.roster.put(account)
        self.office.roster.put_mailbox(self.dovecot.mailbox(email))
        self.office.vault.put(mailbox_password_name(email), self.dovecot.password)
        return account

    def sent(self, account: Account, *kinds: EventKind) -> Case:
        case = self.office.ledger.open_case(account.name, account.flow)
        for kind in (EventKind.STARTED, EventKind.SUBMITTING, *kinds):
            self.office.ledger.append(case.number, kind)
        return self.office.ledger.case(case.number)

    def filed(self, flow: str = "facebook", **changes: Any) -> Case:
        return self.sent(self.add(flow, **changes), EventKind.FILED)

    def comes(self, words: str, *, sender: str = "notification@facebookmail.com", **changes: Any) -> EmailMessage:
        message = letter(words, to=changes.get("to", self.address), subject=changes.get("subject", "Your objection"))
        message.replace_header("From", sender)
        message.replace_header("Message-ID", f"<{uuid4().hex}@facebookmail.com>")
        domain = sender.rpartition("@")[2]
        signed = vouched(message, domain, changes.get("result", "pass")) if changes.get("signed", True) else message
        self.dovecot.deliver(self.address, signed)
        return message

    def follow(self, person: Somebody | None = None) -> Findings:
        followup = Followup(self.office, person or Somebody())
        self.run(followup.once())
        return followup.findings

    def state(self, case: Case) -> State:
        return self.office.ledger.case(case.number).state

    def last(self, case: Case) -> dict[str, str]:
        return self.office.ledger.case(case.number).events[-1].data

    def evidence(self, case: Case) -> str:
        folder = evidence_folder(self.office.settings.world, case)
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))


@pytest.fixture
def cases(tmp_path: Path, dovecot: Dovecot, run: Run, monkeypatch: pytest.MonkeyPatch) -> Cases:
    monkeypatch.delenv("OBJECTOR_SITE", raising=False)
    return Cases(tmp_path, dovecot, run)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (RECEIVED, State.FILED),
        (HONOURED, State.HONOURED),
        (REFUSED, State.REFUSED),
        (MORE, State.MORE_INFO),
    ],
)
@pytest.mark.parametrize("doubt", [True, False])
def test_an_answer_settles_a_case_and_a_doubt(cases, words, state, doubt):
    case = cases.sent(cases.add(), EventKind.IN_DOUBT if doubt else EventKind.FILED)
    cases.comes(words)
    (found,) = cases.follow().answers
    assert found.case.number == case.number
    assert cases.state(case) is state
    assert cases.last(case)["words"] in words


def test_the_mail_is_among_the_evidence_with_its_sum_and_without_codes_and_links(cases):
    case = cases.filed()
    cases.comes(f"{HONOURED}\n\nSee https://www.facebook.com/help/?token=secret\n\nYour code: 123456")
    cases.follow(Somebody(Judgement(account=case.account, answer=Answer.HONOURED)))
    kept = cases.evidence(case)
    assert HONOURED in kept
    assert "secret" not in kept
    assert "123456" not in kept
    assert f"SHA-256: {cases.last(case)['mail']}" in kept
    folder = evidence_folder(cases.office.settings.world, case)
    assert verify(folder) == []
    assert "Objection honoured" in (folder / "index.html").read_text(encoding="utf-8")


def test_following_twice_does_nothing_new(cases):
    case = cases.filed()
    cases.comes(RECEIVED)
    cases.comes(MORE)
    assert len(cases.follow().answers) == 2
    before = cases.office.ledger.case(case.number), cases.evidence(case)
    again = cases.follow()
    assert (again.answers, again.unclear) == ([], [])
    assert (cases.office.ledger.case(case.number), cases.evidence(case)) == before


def test_a_receipt_never_undoes_a_decision(cases):
    case = cases.filed()
    cases.comes(MORE)
    cases.follow()
    cases.comes(RECEIVED)
    cases.follow()
    assert cases.state(case) is State.MORE_INFO
    cases.comes(HONOURED)
    cases.comes(RECEIVED)
    cases.follow()
    assert cases.state(case) is State.HONOURED


def test_a_receipt_proves_nothing_while_the_site_waits_for_the_code(cases):
    case = cases.sent(cases.add(), EventKind.CODE_ASKED, EventKind.NEEDS_PERSON)
    cases.comes(RECEIVED)
    cases.follow()
    assert cases.state(case) is State.NEEDS_PERSON
    assert RECEIVED.split(".", maxsplit=1)[0] in cases.evidence(case)


def test_a_mail_with_a_code_proves_nothing(cases):
    case = cases.sent(cases.add(), EventKind.IN_DOUBT)
    message = code_mail(Addressee(cases.address, Platform.FACEBOOK, "en", now()), "314159", Random(1))
    del message["Authentication-Results"]
    cases.dovecot.deliver(cases.address, vouched(message))
    found = cases.follow()
    assert (found.answers, found.unclear) == ([], [])
    assert cases.state(case) is State.IN_DOUBT


def test_what_came_before_the_case_was_sent_is_not_about_it(cases):
    cases.comes(HONOURED)
    account = cases.add()
    later = now() + timedelta(minutes=10)
    ledger = Ledger(cases.office.ledger._engine, lambda: later)
    case = ledger.open_case(account.name, account.flow)
    for kind in (EventKind.SUBMITTING, EventKind.FILED):
        ledger.append(case.number, kind)
    assert cases.follow().answers == []


@pytest.mark.parametrize(
    "mail",
    [
        {"sender": "notification@facebookmail.com.example.net"},
        {"to": "somebody-else@example.org"},
        {"result": "fail"},
    ],
)
def test_what_is_forged_or_not_for_the_account_changes_nothing(cases, mail):
    case = cases.filed()
    cases.comes(HONOURED, **mail)
    found = cases.follow()
    assert (found.answers, found.unclear, found.unvouched) == ([], [], [])
    assert cases.state(case) is State.FILED


def test_where_the_server_says_nothing_of_senders_a_person_has_to_look(cases):
    case = cases.filed()
    cases.comes(HONOURED, signed=False)
    person = Somebody()
    found = cases.follow(person)
    assert cases.state(case) is State.FILED
    assert len(found.unvouched) == 1
    assert "doesn't say whether the sender is genuine" in person.told[-1]


def test_what_no_rule_tells_is_left_to_the_person_and_asked_again_until_they_say(cases):
    case = cases.filed()
    cases.comes(UNCLEAR)
    for _ in range(2):
        (question,) = cases.follow().unclear
        assert question.accounts == (case.account,)
    found = cases.follow(Somebody(Judgement(account=case.account, answer=Answer.REFUSED)))
    assert (len(found.answers), found.unclear) == (1, [])
    assert cases.state(case) is State.REFUSED
    assert cases.last(case)["read"] == "by you"


def test_what_a_person_said_is_no_answer_is_never_asked_again(cases):
    case = cases.filed()
    cases.comes(UNCLEAR)
    assert cases.follow(Somebody(Judgement())).unclear == []
    assert cases.follow().unclear == []
    assert cases.state(case) is State.FILED


def test_mail_about_something_else_is_nobody_s_business(cases):
    cases.filed()
    cases.comes("Anna accepted your friend request.", subject="Facebook")
    cases.comes("Your objection: 10 % off!", sender="shop@example.net")
    found = cases.follow()
    assert (found.answers, found.unclear, found.unvouched) == ([], [], [])


def test_two_platforms_of_one_address_are_told_apart_by_the_sender(cases):
    facebook, instagram = cases.filed("facebook"), cases.filed("instagram")
    cases.comes(REFUSED, sender="no-reply@mail.instagram.com")
    cases.comes(HONOURED)
    assert len(cases.follow().answers) == 2
    assert (cases.state(facebook), cases.state(instagram)) == (State.HONOURED, State.REFUSED)


def test_or_by_the_platform_that_the_mail_names(cases):
    facebook, instagram = cases.filed("facebook"), cases.filed("instagram")
    cases.comes(f"{HONOURED} This is about your Instagram account.", sender="noreply@support.meta.com")
    cases.follow()
    assert (cases.state(facebook), cases.state(instagram)) == (State.FILED, State.HONOURED)


def test_and_where_nothing_tells_them_apart_a_person_says_which(cases):
    facebook, instagram = cases.filed("facebook"), cases.filed("instagram")
    cases.comes(HONOURED, sender="noreply@support.meta.com")
    (question,) = cases.follow().unclear
    assert (question.accounts, question.answer) == ((facebook.account, instagram.account), Answer.HONOURED)
    cases.follow(Somebody(Judgement(account=instagram.account, answer=Answer.HONOURED)))
    assert (cases.state(facebook), cases.state(instagram)) == (State.FILED, State.HONOURED)


def test_the_other_platform_s_mail_is_never_taken_for_this_one_s(cases):
    case = cases.filed("facebook")
    cases.comes(HONOURED, sender="no-reply@mail.instagram.com")
    (question,) = cases.follow().unclear
    assert question.answer is Answer.HONOURED
    assert cases.state(case) is State.FILED


def test_an_honoured_objection_covers_the_accounts_of_the_same_center(cases):
    case = cases.filed(accounts_center="ana")
    friend = cases.add("instagram", accounts_center="ana")
    stranger = cases.add("instagram", name="other", accounts_center="bert")
    cases.comes(f"{HONOURED} {CENTER}")
    (found,) = cases.follow().answers
    (covered,) = found.covers
    assert (covered.account, covered.state) == (friend.name, State.COVERED)
    assert covered.events[-1].data == {"by": case.account, "case": str(case.number)}
    assert CENTER.split(" for ", maxsplit=1)[0] in cases.evidence(covered)
    assert cases.office.ledger.cases(stranger.name) == []


def test_an_objection_to_what_others_post_is_covered_by_no_other(cases):
    cases.filed(accounts_center="ana")
    of_others = cases.add("third-party", accounts_center="ana")
    cases.comes(f"{HONOURED} {CENTER}")
    (found,) = cases.follow().answers
    assert found.covers == ()
    assert cases.office.ledger.cases(of_others.name) == []


def test_a_refusal_covers_nobody(cases):
    cases.filed(accounts_center="ana")
    friend = cases.add("instagram", accounts_center="ana")
    cases.comes(REFUSED)
    cases.follow()
    assert cases.office.ledger.cases(friend.name) == []


def test_a_mailbox_that_cannot_be_read_is_told_and_the_others_are_read(cases):
    case = cases.filed()
    other = cases.filed(address=f"{uuid4().hex}@example.org")
    broken = other.account.partition(":")[2]
    cases.office.roster.put_mailbox(cases.dovecot.mailbox(broken, port=1))
    cases.comes(HONOURED)
    found = cases.follow()
    assert list(found.failures) == [broken]
    assert cases.state(case) is State.HONOURED


def test_an_account_without_a_mailbox_is_told(cases):
    account = cases.add(mailbox=None)
    cases.sent(account, EventKind.FILED)
    assert cases.follow().unread == [account.name]


def test_an_account_that_is_being_filed_for_is_left_for_the_next_time(cases):
    case = cases.filed()
    cases.comes(HONOURED)
    with account_lock(cases.office.ledger, case.account):
        assert cases.follow().answers == []
    assert len(cases.follow().answers) == 1


def test_a_bad_mail_never_ends_the_round(cases):
    case = cases.filed()
    cases.dovecot.deliver(
        cases.address, b"From: x@facebookmail.com\r\nSubject: =?x?q?=FF?=\r\nContent-Type: text/html\r\n\r\n<\xff<a"
    )
    cases.comes(HONOURED)
    cases.follow()
    assert cases.state(case) is State.HONOURED


@pytest.mark.parametrize(("words", "error"), [(MORE, MoreInfoWantedError), (REFUSED, RefusedError)])
def test_what_was_answered_is_not_filed_again_unless_that_is_asked_for(cases, words, error):
    case = cases.filed()
    cases.comes(words)
    cases.follow()
    account = cases.office.roster.account(case.account)
    with pytest.raises(error, match=cases.last(case)["words"]):
        case_to_file(cases.office, account, Filing())
    assert case_to_file(cases.office, account, Filing(again=True)).number != case.number


def test_only_what_was_sent_is_followed(cases):
    account = cases.add()
    cases.office.ledger.open_case(account.name, account.flow)
    person = Somebody()
    cases.follow(person)
    assert person.told == []


def test_a_watch_takes_what_came_before_and_what_comes_next(cases):
    facebook, instagram = cases.filed("facebook"), cases.filed("instagram")
    cases.comes(HONOURED)
    person = Somebody()
    followup = Followup(cases.office, person)

    async def watch() -> None:
        watching = asyncio.ensure_future(followup.go_on())
        async with asyncio.timeout(60):
            while not followup.findings.answers:
                await asyncio.sleep(0.05)
            await asyncio.to_thread(cases.comes, REFUSED, sender="no-reply@mail.instagram.com")
            while len(followup.findings.answers) < 2:
                await asyncio.sleep(0.05)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)

    cases.run(watch())
    assert (cases.state(facebook), cases.state(instagram)) == (State.HONOURED, State.REFUSED)
