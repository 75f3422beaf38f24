"""The rounds that a watch makes through a mailbox, in a thread of their own."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from imap_tools.errors import MailboxFolderSelectError

from objector.errors import MailboxUnreachableError
from objector.log import get_logger
from objector.mail.bell import Bell
from objector.mail.folders import INBOX, watched
from objector.mail.imap import BROKEN, Connection, Place
from objector.mail.mail import Arrival, Mail, read_mail

GLANCE = 10.0
"""Seconds between looks into all folders; the waiting is renewed then too, so that a dead connection is noticed."""

POLL = 5.0
"""Seconds between looks at a server that doesn't announce mail by itself."""

FIRST_BACKOFF = 0.25
LONGEST_BACKOFF = 60.0
"""Seconds before a server is tried again: at first, and at most after they have doubled with each failure."""

MOST_TRIES = 3
"""A mail whose fetching broke the connection this often is left alone."""

log = get_logger(__name__)


class Patrol:
    """Goes round a mailbox and hands over each new mail once. Everything blocks until ``bell`` rings."""

    def __init__(
        self, sign_in: Callable[[], Connection], bell: Bell, hand_over: Callable[[Mail], None], now: Callable[[], datetime]
    ) -> None:
        self._sign_in = sign_in
        self._bell = bell
        self._hand_over = hand_over
        self._now = now
        self._places: dict[str, Place] = {}
        self._tries: dict[tuple[str, int], int] = {}

    def begin(self) -> None:
        """Sign in and note where each folder ends. Raises MailboxRefusedError and MailboxUnreachableError."""
        self._began = self._now()
        self._connection = self._sign_in()
        try:
            folders = watched(self._connection.folders())
            self._places = {place.folder: place for place in map(self._enter, folders) if place}
        except BROKEN as error:
            raise self._connection.lost(error) from None

    def go_on(self) -> None:
        """Make rounds until the bell rings, over a new connection whenever one breaks. Raises MailboxRefusedError."""
        failures = 0
        while not self._bell.rung:
            try:
                if failures:
                    self._connection = self._sign_in()
                self._round()
                failures = 0
            except (MailboxUnreachableError, *BROKEN) as error:
                failures += 1
                self._recover(error, failures)
        self._connection.hang_up()

    def _recover(self, error: Exception, failures: int) -> None:
        self._connection.hang_up()
        if not self._bell.rung:
            delay = min(FIRST_BACKOFF * 2 ** (failures - 1), LONGEST_BACKOFF)
            log.warning("the connection to the mailbox is lost and made again", why=str(error), seconds=delay)
            self._connection.pause(delay)

    def _enter(self, folder: str) -> Place | None:
        """Open a folder; one beside the inbox that can't be opened is watched no longer."""
        try:
            return self._connection.enter(folder)
        except MailboxFolderSelectError as error:
            if folder == INBOX:
                raise
            log.warning("a folder can't be opened and is not watched", folder=folder, why=str(error))
            self._places.pop(folder, None)
            return None

    def _round(self) -> None:
        for folder in list(self._places):
            self._look_into(folder)
            if self._bell.rung:
                return
        if self._connection.can_idle:
            self._wait_for_announcements()
        else:
            self._connection.pause(POLL)

    def _wait_for_announcements(self) -> None:
        end = time.monotonic() + GLANCE
        while self._connection.can_idle and not self._bell.rung and (left := end - time.monotonic()) > 0:
            if self._connection.announced(left):
                self._collect(self._places[INBOX], self._connection.uids_after(self._places[INBOX]))

    def _look_into(self, folder: str) -> None:
        known, end = self._places[folder], self._enter(folder)
        if not end:
            return
        if end.validity != known.validity:
            self._start_over(end)
        elif end.floor > known.floor:
            self._collect(known, self._connection.uids_after(known))

    def _start_over(self, place: Place) -> None:
        """Go by the time, because the server has numbered the folder anew."""
        anew = replace(place, floor=0)
        self._places[place.folder] = anew
        self._collect(anew, self._connection.uids_since(self._began - timedelta(days=1)))
        self._places[place.folder] = place

    def _collect(self, place: Place, uids: list[int]) -> None:
        for uid in uids:
            mail = self._fetch(place.folder, uid)
            self._places[place.folder] = replace(place, floor=uid)
            if mail:
                self._hand_over(mail)

    def _fetch(self, folder: str, uid: int) -> Mail | None:
        tries = self._tries[folder, uid] = self._tries.get((folder, uid), 0) + 1
        if tries > MOST_TRIES:
            log.warning("a mail is skipped: fetching it breaks the connection", folder=folder, uid=uid)
            return None
        fetched = self._connection.fetch(uid)
        del self._tries[folder, uid]
        return self._read(*fetched, folder=folder, uid=uid) if fetched else None

    def _read(self, raw: bytes, received: datetime, *, folder: str, uid: int) -> Mail | None:
        try:
            return read_mail(raw, Arrival(folder=folder, uid=uid, received=received, seen=self._now()))
        except ValueError as error:
            log.warning("a mail is skipped: it can't be read", folder=folder, uid=uid, why=str(error))
            return None
