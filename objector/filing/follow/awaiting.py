"""The cases that wait for a platform's answer, and which of them a mail is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import flows
from objector.cases.ledger import Ledger
from objector.cases.model import ENDED, Account, Case
from objector.cases.recovery import recover_idle
from objector.cases.roster import Roster
from objector.mail.codes import Expectation, why_not_meant
from objector.mail.mail import Mail
from objector.mail.mailbox import Mailbox
from objector.page.flow import Flow

CLOCKS_DIFFER = timedelta(minutes=2)
"""A mail server's clock may be this far behind ours; no answer comes that soon after another."""


@dataclass(frozen=True, kw_only=True)
class Awaiting:
    """A case that was sent, its account and flow; an answer to it arrives after ``since``."""

    case: Case
    account: Account
    flow: Flow
    since: datetime

    @property
    def is_open(self) -> bool:
        """Whether the platform's decision is still to come."""
        return self.case.state not in ENDED

    def expectation(self, mailbox: Mailbox, others: frozenset[str]) -> Expectation:
        """Return which mails of a mailbox could be the answer; ``others`` are other accounts' addresses, in lower case."""
        address = self.account.email
        return Expectation(
            address=address,
            senders=self.flow.senders,
            asked_at=self.since,
            mailbox=mailbox,
            others=others - {address.lower()},
        )


def awaiting(ledger: Ledger, roster: Roster) -> list[Awaiting]:
    """Return every case that was sent and whose account is known, decided or not: a mail may be about one that is decided."""
    accounts = {account.name: account for account in roster.accounts()}
    known = {name: flows.get(name) for name in flows.names()}
    sent = ((case, case.sent) for case in ledger.cases() if case.account in accounts and case.flow in known)
    return [
        Awaiting(
            case=recover_idle(ledger, case), account=accounts[case.account], flow=known[case.flow], since=since - CLOCKS_DIFFER
        )
        for case, since in sent
        if since
    ]


def addressed(mail: Mail, mailbox: Mailbox, waiting: Iterable[Awaiting], others: frozenset[str]) -> list[Awaiting]:
    """Return the cases that a mail can be about if it is genuine: of each account and flow, the last that was sent before it."""
    can_be: dict[tuple[str, str], Awaiting] = {}
    named = mail.recipients | mail.delivered_to
    of_address = [each for each in waiting if each.account.email.lower() in named]
    for each in sorted(of_address, key=lambda each: each.case.number):
        came_after = mail.arrival.received >= each.since.replace(microsecond=0)
        if came_after and why_not_meant(mail, each.expectation(mailbox, others)) is None:
            can_be[each.account.name, each.case.flow] = each
    return list(can_be.values())


def about(mail: Mail, can_be: Sequence[Awaiting]) -> list[Awaiting]:
    """Return the cases that a mail fits: those of the platform that its sender's domain names, or else that its words name.

    Empty where it comes from another platform; several cases where nothing tells them apart.
    """
    platforms = {flow.platform for flow in map(flows.get, flows.names())}
    domain = mail.sender.rpartition("@")[2]
    words = " ".join((mail.subject, *mail.texts, *mail.htmls)).casefold()
    named = {each for each in platforms if each in domain} or {each for each in platforms if each in words}
    return [each for each in can_be if not named or each.flow.platform in named]
