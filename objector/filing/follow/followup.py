"""Following cases up: reading the mailboxes for what the platforms answered, once or as it comes."""

import asyncio
from asyncio import wrap_future
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Protocol

from objector.cases.lock import BusyAccountError
from objector.cases.model import Case
from objector.errors import ObjectorError, UnknownNameError
from objector.filing.follow.answered import Answered, Told, known, marks, record, set_aside
from objector.filing.follow.awaiting import Awaiting, about, addressed, awaiting
from objector.filing.office import Office
from objector.log import get_logger
from objector.mail.codes import Code, find_code, why_untrusted
from objector.mail.decisions.answer import Answer, Reading, read_answer
from objector.mail.glimpse import glimpse
from objector.mail.links import Link, find_link
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.search import Search, search
from objector.mail.trust import Trust, trust, within
from objector.mail.watch import Watch
from objector.meanwhile import aside

AT_A_TIME = 4
"""Mailboxes that are read side by side."""

NO_RULE = "no rule tells for sure what it says"
WHICH = "it can be about several accounts"
OTHER_PLATFORM = "it doesn't come from the platform that the objection went to"

log = get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A mail, the cases that it can be about, and what it says as far as the rules tell.

    ``why`` says why a person has to read it; empty: nobody has to. ``words`` is the sentence that says it, or the first that
    speaks of an objection.
    """

    mail: Mail
    cases: tuple[Awaiting, ...]
    answer: Answer | None
    words: str
    why: str

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts that it can be about."""
        return tuple(each.account.name for each in self.cases)


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a person says of a mail: which account it is about and what it says; no ``account``: it is no answer at all."""

    account: str | None = None
    answer: Answer | None = None


class Reader(Protocol):
    """Somebody who reads what the rules can't, and is told what is going on."""

    async def judges(self, question: Question) -> Judgement | None:
        """Return what the person says of a mail; None: later."""

    def reads(self, mailbox: str, cases: int) -> None:
        """Take note that a mailbox is being read for the answers to so many cases."""

    def answered(self, answered: Answered) -> None:
        """Take note of an answer that was recorded."""

    def note(self, text: str) -> None:
        """Take note of something that the person should read."""


@dataclass(kw_only=True)
class Findings:
    """What following up has found.

    ``unclear`` are mails that a person has to read, ``failures`` mailboxes that couldn't be read, ``unread`` accounts without a
    mailbox, ``unvouched`` mails whose server vouches for no sender.
    """

    answers: list[Answered] = field(default_factory=list)
    unclear: list[Question] = field(default_factory=list)
    failures: dict[str, ObjectorError] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    unvouched: list[Mail] = field(default_factory=list)


class Followup:
    """Follows the cases of an office up, and collects in ``findings`` what it found."""

    def __init__(self, office: Office, reader: Reader) -> None:
        self.findings = Findings()
        self._office = office
        self._reader = reader
        self._one_at_a_time = asyncio.Lock()
        self._slots = asyncio.Semaphore(AT_A_TIME)
        self._seen: set[str] = set()
        self._sent: list[Awaiting] = []
        self._others: frozenset[str] = frozenset()

    async def once(self) -> None:
        """Read every mailbox that an answer can have come to, as far back as the cases were sent."""
        await asyncio.gather(*(self._read(mailbox, cases) for mailbox, cases in self._mailboxes()))

    async def go_on(self) -> None:
        """Read back, and go on with every mail that comes, until cancelled or no mailbox is left."""
        await asyncio.gather(*(self._watch(mailbox, cases) for mailbox, cases in self._mailboxes()))

    def _mailboxes(self) -> list[tuple[Mailbox, list[Awaiting]]]:
        """Return the mailboxes that open cases' answers come to, with all cases that their mails can be about."""
        by_mailbox: dict[str, list[Awaiting]] = {}
        for each in self._look_into_ledger():
            if each.account.mailbox:
                by_mailbox.setdefault(each.account.mailbox, []).append(each)
            elif each.is_open:
                self.findings.unread.append(each.account.name)
        wanted = sorted(address for address, cases in by_mailbox.items() if any(each.is_open for each in cases))
        return [(mailbox, by_mailbox[mailbox.address]) for mailbox in filter(None, map(self._known, wanted))]

    def _look_into_ledger(self) -> list[Awaiting]:
        self._sent = awaiting(self._office.ledger, self._office.roster)
        self._others = self._office.roster.addresses()
        return self._sent

    def _known(self, address: str) -> Mailbox | None:
        try:
            return self._office.roster.mailbox(address)
        except UnknownNameError as error:
            self._fail(address, error)
            return None

    async def _read(self, mailbox: Mailbox, cases: Sequence[Awaiting]) -> None:
        try:
            await self._look_back(mailbox, cases)
        except ObjectorError as error:
            self._fail(mailbox.address, error)

    async def _look_back(self, mailbox: Mailbox, cases: Sequence[Awaiting]) -> None:
        waiting = [each for each in cases if each.is_open]
        senders = tuple(sorted({sender for each in waiting for sender in each.flow.senders}))
        wanted = Search(senders=senders, since=min(each.since for each in waiting))
        async with self._slots:
            self._reader.reads(mailbox.address, len(waiting))
            secret = self._office.mail_secret(mailbox)
            mails = await wrap_future(aside(lambda: search(mailbox, secret, wanted, self._office.clock)))
        for mail in mails:
            await self._consider(mail, mailbox)

    async def _watch(self, mailbox: Mailbox, cases: Sequence[Awaiting]) -> None:
        """Begin to watch before reading back, so that nothing comes between."""
        async with AsyncExitStack() as stack:
            try:
                watch = await stack.enter_async_context(self._office.watch(mailbox))
                await self._look_back(mailbox, cases)
                await self._consider_arrivals(watch, mailbox)
            except ObjectorError as error:
                self._fail(mailbox.address, error)

    async def _consider_arrivals(self, watch: Watch, mailbox: Mailbox) -> None:
        senders = frozenset(sender for each in self._sent for sender in each.flow.senders)
        async for mail in watch.arrivals():
            if within(mail.sender.rpartition("@")[2], senders):
                self._look_into_ledger()  # what has been filed since is waited for, too
                await self._consider(mail, mailbox)

    async def _consider(self, mail: Mail, mailbox: Mailbox) -> None:
        """Record what a mail answers, or have a person read it; a mail that can't be understood never ends the others' turn."""
        async with self._one_at_a_time:
            try:
                question = self._question(mail, mailbox)
            except Exception as error:  # noqa: BLE001 - mails are hostile; one that nothing can read must not end the rest
                log.warning("a mail is skipped: it can't be understood", why=type(error).__name__, sha256=mail.sha256)
                return
            if question:
                await self._settle(question)
                self._sent = [self._as_it_is_now(each) if each in question.cases else each for each in self._sent]

    def _as_it_is_now(self, waiting: Awaiting) -> Awaiting:
        return replace(waiting, case=self._office.ledger.case(waiting.case.number))

    def _question(self, mail: Mail, mailbox: Mailbox) -> Question | None:
        """Return what is to be settled about a mail; None if it is no answer, has counted already, or can't be believed."""
        can_be = addressed(mail, mailbox, self._sent, self._others)
        counted = frozenset(self._seen).union(*(known(each.case) for each in can_be))
        if not any(each.is_open for each in can_be) or not counted.isdisjoint(marks(mail)):
            return None
        reading = read_answer(mail, "\n".join(f"{each.account.reason}\n{each.account.additional}" for each in can_be))
        if reading is None or _only_asks_to_confirm(mail, can_be[0], mailbox, reading):
            return None
        if why := why_untrusted(mail, mailbox):
            self._seen.add(mail.sha256)  # not its name, which may be that of the genuine one
            self._leave_aside(mail, mailbox, why)
            return None
        self._seen |= marks(mail)
        fitting = about(mail, can_be)
        if fitting and not any(each.is_open for each in fitting):
            return None
        why = OTHER_PLATFORM if not fitting else WHICH if len(fitting) > 1 else "" if reading.answer else NO_RULE
        return Question(mail=mail, cases=tuple(fitting or can_be), answer=reading.answer, words=reading.words, why=why)

    def _leave_aside(self, mail: Mail, mailbox: Mailbox, why: str) -> None:
        """Tell of a mail that can't be believed; where the server says nothing of any sender, a person has to look."""
        if trust(mail, mailbox.authserv_id) is Trust.SILENT:
            self.findings.unvouched.append(mail)
        self._reader.note(f"a mail that may be an answer is not believed: {why} ({glimpse(mail)})")

    async def _settle(self, question: Question) -> None:
        judgement: Judgement | None = Judgement(account=question.accounts[0], answer=question.answer)
        if question.why:
            judgement = await self._reader.judges(question)
        if judgement is None:
            self.findings.unclear.append(question)
        elif judgement.account is None or judgement.answer is None:
            for each in question.cases:
                set_aside(self._office, each.case, question.mail)
        else:
            case = next(each.case for each in question.cases if each.account.name == judgement.account)
            told = Told(answer=judgement.answer, words=question.words, by_person=bool(question.why))
            self._record(case, question.mail, told)

    def _record(self, case: Case, mail: Mail, told: Told) -> None:
        try:
            answered = record(self._office, case, mail, told)
        except BusyAccountError as error:
            self._seen -= marks(mail)
            self._reader.note(f"{error} The platform's answer is recorded the next time.")
            return
        if answered:
            self.findings.answers.append(answered)
            self._reader.answered(answered)

    def _fail(self, address: str, error: ObjectorError) -> None:
        self.findings.failures[address] = error
        self._reader.note(str(error))


def _only_asks_to_confirm(mail: Mail, waiting: Awaiting, mailbox: Mailbox, reading: Reading) -> bool:
    """Tell whether a mail brings a code or a confirming link and decides nothing: that alone proves nothing."""
    if reading.answer not in {None, Answer.RECEIVED}:
        return False
    expected = waiting.expectation(mailbox, frozenset())
    return isinstance(find_code(mail, expected), Code) or isinstance(find_link(mail, expected, lambda _: True), Link)
