"""What works with a mailbox, found out by trying it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy

from objector.mail.bell import Bell
from objector.mail.folders import INBOX, watched
from objector.mail.imap import BROKEN, Connection
from objector.mail.mailbox import Mailbox, SignIn
from objector.mail.secret import Secret, secret
from objector.mail.trust import vouching_server

SAMPLE = 20
"""Mails of the inbox that are looked at to learn whether the server says anything of senders."""


WITH: dict[SignIn, str] = {"password": "", "microsoft": ", with Microsoft's consent", "google": ", with Google's consent"}


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was found. ``vouched`` of ``sample`` mails carry Authentication-Results, most of them written by ``servers``."""

    folders: tuple[str, ...]
    idle: bool
    sample: int
    vouched: int
    servers: tuple[str, ...]

    @property
    def authserv_id(self) -> str | None:
        """The one name under which the server vouches for senders, if it always uses the same."""
        return self.servers[0] if len(self.servers) == 1 else None


def check(mailbox: Mailbox, signing_in: Secret) -> Report:
    """Sign in and look around, changing nothing. Raises MailboxUnreachableError, MailboxRefusedError and PlainTextMailError."""
    connection = Connection(mailbox, signing_in, Bell())
    try:
        return _look_around(connection)
    except BROKEN as error:
        raise connection.lost(error) from None
    finally:
        connection.hang_up()


def check_new(mailbox: Mailbox, given: str) -> tuple[Report, Mailbox, str]:
    """Try a mailbox that is to be added, with what was given to sign in; see ``check``.

    Returns what was found, the mailbox with what was learned of it, and what is to be kept to sign in with.
    """
    kept = [given]
    report = check(mailbox, secret(mailbox, given, kept.append))
    return report, replace(mailbox, authserv_id=mailbox.authserv_id or report.authserv_id), kept[-1]


def in_words(report: Report, mailbox: Mailbox) -> Iterator[tuple[bool, str]]:
    """Yield what was found, a sentence each, with whether it is as it should be."""
    encrypted = "not encrypted, as it is on this machine" if mailbox.security == "none" else "encrypted"
    yield True, f"Connected to {mailbox.host}:{mailbox.port}, {encrypted}."
    yield True, f"Signed in as {mailbox.user}{WITH[mailbox.sign_in]}."
    yield True, f"Watches these folders: {', '.join(report.folders)}."
    yield report.idle, _of_idle(report)
    yield _of_vouching(report, mailbox)


def _look_around(connection: Connection) -> Report:
    folders = watched(connection.folders())
    connection.enter(INBOX)
    headers = [
        message_from_bytes(raw, policy=policy.default).get_all("Authentication-Results", [])
        for raw in connection.last_headers("AUTHENTICATION-RESULTS", SAMPLE)
    ]
    topmost = [str(values[0]) for values in headers if values]
    names = Counter(filter(None, map(vouching_server, topmost)))
    often = tuple(name for name, count in names.most_common() if count * 2 > len(topmost))
    return Report(
        folders=tuple(folders), idle=connection.can_idle, sample=len(headers), vouched=len(topmost), servers=often or tuple(names)
    )


def _of_idle(report: Report) -> str:
    return (
        "The server announces new mail at once (IDLE)."
        if report.idle
        else "The server doesn't announce new mail (no IDLE): it is asked every few seconds instead."
    )


def _of_vouching(report: Report, mailbox: Mailbox) -> tuple[bool, str]:
    if mailbox.accept_unverified:
        return (
            False,
            "Senders are taken at their word where the server is silent, so a forged mail can bring a wrong code.",
        )
    if not report.sample:
        return True, "The inbox is empty, so nobody knows yet whether the server says which senders are genuine."
    if report.vouched:
        signed = f" of {mailbox.authserv_id or ' and '.join(report.servers)}" if mailbox.authserv_id or report.servers else ""
        return True, f"The server says which senders are genuine (Authentication-Results{signed})."
    return False, (
        f"None of the last {report.sample} mails says whether its sender is genuine (no Authentication-Results): codes from "
        "this mailbox will be left to you to type. If you accept the risk of forged mail, add the mailbox again with "
        "--accept-unverified."
    )
