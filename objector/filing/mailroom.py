"""The codes of one account in a mailbox that many may watch: only those that came after they were asked for."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from objector.cases.used_mails import UsedMails
from objector.log import get_logger
from objector.mail.codes import Code, Doubt, Expectation, find_code, why_doubtful, why_not_meant
from objector.mail.glimpse import glimpse
from objector.mail.links import Link, LinkDoubt, find_link
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.mail.redact import evidence_text
from objector.mail.watch import Watch

ASIDE = "a mail that may be the one is left to you: {why} ({mail})"

TIE = "{count} mails could bring what is waited for, and nothing tells which of them counts; it is left to you:"

Note = Callable[[str], None]

log = get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose codes are wanted: those of ``account``, mailed to ``address`` by one of the domains ``senders``, into ``mailbox``.

    ``others`` are the addresses of the other accounts, in lower case: what is written to them is theirs.
    """

    account: str
    address: str
    senders: tuple[str, ...]
    mailbox: Mailbox
    others: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A mail that brings what is waited for: a code or a link, and the mail as evidence, without it."""

    mail: Mail
    value: str = field(repr=False)
    evidence: str = field(repr=False)

    def __str__(self) -> str:
        """Show the mail, and of a code no more than tells it from another."""
        end = f", its code ends in {self.value[-2:]}" if self.value.isdecimal() else ""
        return f"{glimpse(self.mail)}{end}"


Find = Callable[[Mail, Expectation], Candidate | Doubt | LinkDoubt | None]


class Mailroom:
    """Waits in one mailbox for the codes of one account.

    ``opening`` gives the watch, which is shared; ``turn`` is the address's: of two cases whose codes come to one address, the
    second asks for its own when the first has left. ``begin`` is the mark of the first mail that can be meant, None while no
    code has been asked for.
    """

    def __init__(
        self,
        wanted: Wanted,
        opening: asyncio.Future[Watch],
        turn: asyncio.Lock,
        *,
        used: UsedMails,
        clock: Callable[[], datetime],
    ) -> None:
        self._wanted = wanted
        self._opening = opening
        self._turn = turn
        self._used = used
        self._clock = clock
        self._has_turn = False
        self._asked_at: datetime | None = None
        self._is_anew = False
        self.begin: int | None = None
        self._given: set[str] = set()
        self._told: set[str] = set()

    @property
    def must_wait(self) -> bool:
        """Whether another case waits for a code at the same address."""
        return self._turn.locked() and not self._has_turn

    @property
    def is_open(self) -> bool:
        """Whether the mailbox is watched already, or can't be."""
        return self._opening.done()

    async def ready(self) -> None:
        """Return once a mail that comes from now on would be seen; call it before each time that a code is asked for.

        Raises MailboxRefusedError and MailboxUnreachableError.
        """
        watch = await asyncio.shield(self._opening)
        if not self._has_turn:
            await self._turn.acquire()
            self._has_turn = True
        self.begin = watch.mark()
        self._asked_at = self._clock()
        self._is_anew = bool(self._given)

    def leave(self) -> None:
        """Let the next case of this address ask for its code."""
        if self._has_turn:
            self._has_turn = False
            self._turn.release()

    def rule_out(self, value: str) -> None:
        """Never return this code: it has been handed in, wherever it came from."""
        self._given.add(value)

    async def code(self, note: Note) -> tuple[str, str]:
        """Return the code that is mailed, and the mail as evidence, the code blotted out. No mail and no code counts twice.

        Of several codes the newest counts if a new one was asked for because another failed (the site no longer takes the older
        ones then); otherwise ``note`` is told of the mails, for the person to decide. What arrived when is the receiving
        server's word (INTERNALDATE), never the Date header, which is the sender's own and can be wrong or forged.
        """
        return await self._next(_code_in, note)

    async def link(self, leads_home: Callable[[str], bool], note: Note) -> tuple[str, str]:
        """Return the confirming link that is mailed, and the mail as evidence, all its links cut short.

        ``leads_home`` tells whether an address is one of the platform's own; otherwise as ``code``.
        """
        return await self._next(lambda mail, expected: _link_in(mail, expected, leads_home), note)

    async def _next(self, find: Find, note: Note) -> tuple[str, str]:
        watch, candidates = await asyncio.shield(self._opening), list[Candidate]()
        assert self.begin is not None
        read = self.begin
        async for mail in watch.arrivals(self.begin):
            read += 1
            candidates += self._weighed(mail, find, note)
            # Decided once everything that has come is weighed: the next one may be newer.
            if read == watch.mark() and (chosen := self._chosen(candidates, note)):
                return chosen.value, chosen.evidence
        raise ConnectionError("the mailbox is watched no longer")

    def _weighed(self, mail: Mail, find: Find, note: Note) -> Iterator[Candidate]:
        """Yield the mail if it brings what is waited for; tell the person of one that may, and why it isn't used."""
        expected = self._expected()
        try:
            found = find(mail, expected)
            why = found.why if isinstance(found, Doubt | LinkDoubt) else _why_aside(mail, expected)
        except Exception as error:  # noqa: BLE001 - mails are hostile; one that nothing can read must not end the wait
            log.warning("a mail is skipped: it can't be understood", why=type(error).__name__, sha256=mail.sha256)
            return
        if isinstance(found, Candidate):
            yield found
        elif why and mail.sha256 not in self._told:
            self._told.add(mail.sha256)
            note(ASIDE.format(why=why, mail=glimpse(mail)))

    def _expected(self) -> Expectation:
        assert self._asked_at
        return Expectation(
            address=self._wanted.address,
            senders=self._wanted.senders,
            asked_at=self._asked_at,
            mailbox=self._wanted.mailbox,
            others=self._wanted.others,
        )

    def _chosen(self, candidates: list[Candidate], note: Note) -> Candidate | None:
        left = [candidate for candidate in candidates if candidate.value not in self._given]
        newest = self._newest(left)
        if len({candidate.value for candidate in newest}) > 1:
            self._tell_of_tie(newest, note)
            return None
        self._given.update(candidate.value for candidate in left)
        return next((each for each in newest if self._used.claim(_sums(each.mail), self._wanted.account)), None)

    def _newest(self, candidates: list[Candidate]) -> list[Candidate]:
        """Return those that nothing newer replaces: the last to arrive if a new code was asked for, else all.

        Servers tell the time of arrival to the second, so several can be the last.
        """
        if not self._is_anew:
            return candidates
        last = max((candidate.mail.arrival.received for candidate in candidates), default=None)
        return [candidate for candidate in candidates if candidate.mail.arrival.received == last]

    def _tell_of_tie(self, candidates: list[Candidate], note: Note) -> None:
        mails = {candidate.mail.sha256 for candidate in candidates}
        if not mails <= self._told:
            self._told |= mails
            note("\n".join([TIE.format(count=len(mails)), *(f"  - {candidate}" for candidate in candidates)]))


def _why_aside(mail: Mail, expected: Expectation) -> str | None:
    return None if why_not_meant(mail, expected) else why_doubtful(mail, expected)


def _code_in(mail: Mail, expected: Expectation) -> Candidate | Doubt | None:
    found = find_code(mail, expected)
    return Candidate(mail, found.digits, evidence_text(mail, found.digits)) if isinstance(found, Code) else found


def _link_in(mail: Mail, expected: Expectation, leads_home: Callable[[str], bool]) -> Candidate | LinkDoubt | None:
    found = find_link(mail, expected, leads_home)
    return Candidate(mail, found.address, evidence_text(mail)) if isinstance(found, Link) else found


def _sums(mail: Mail) -> list[str]:
    """Return what a mail is known by: its own sum, and that of its name."""
    return list(filter(None, [mail.sha256, mail.name_sum]))
