"""The mails that have brought a code or a link: each does so once, whichever program or machine looks into the mailbox."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from objector.cases.tables import used_mails


class UsedMails:
    """What of the mailboxes is used up, in one database. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def claim(self, hashes: Iterable[str], account: str) -> bool:
        """Take a mail, known by these SHA-256 sums, for the account, and return whether nobody had it before.

        All of them count or none, on disk at once: of many that claim one mail at the same time, one gets it.
        """
        at = self._clock().isoformat()
        rows = [{"sha256": each, "account": account, "at": at} for each in hashes]
        try:
            with self._engine.begin() as connection:
                connection.execute(used_mails.insert(), rows)
        except IntegrityError:
            return False
        return True
