"""Fifty accounts wait on one mailbox, among mails that are not what they seem: each gets its own code, in any order."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from objector.cases.database import open_database
from objector.cases.used_mails import UsedMails
from objector.filing.mailroom import Mailroom, Wanted
from objector.filing.mailrooms import Mailrooms
from objector.mail.mailbox import Mailbox
from objector.mail.watch import Watch
from objector.rehearsal.mails import Addressee, code_mail
from objector.rehearsal.scenario import Platform
from objector.rehearsal.wording import LANGUAGES
from tests.parts.dovecot import Dovecot, vouched

ACCOUNTS = 50
LOOK_ALIKE = "facebookmail.com.example.net"

Mails = list[tuple[EmailMessage, datetime | None]]
"""Mails, and when they arrived if not now."""


class Scene:
    """All that is mailed to some accounts; what is left to chance comes from ``random``."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.box = f"box.{random.getrandbits(48):x}@example.org"
        self.addresses = [self._address(number) for number in range(ACCOUNTS)]
        self._codes = iter(random.sample(range(100_000, 1_000_000), 20 * ACCOUNTS))
        self.right: dict[str, str] = {}
        self.ask_anew = self.addresses[::5]

    def _address(self, number: int) -> str:
        """Return one of a catch-all domain, one that is forwarded, or one with a plus."""
        return (f"shop{number}@catch.example", f"anna{number}@old.example", f"anna+{number}@example.org")[number % 3]

    def code(self) -> str:
        return str(next(self._codes))

    def first_codes(self) -> Mails:
        """The codes that came before a new one was asked for."""
        return [(self.genuine(address, self.code()), None) for address in self.ask_anew]

    def all_mails(self) -> Mails:
        mails = [mail for address in self.addresses for mail in self._mails(address)]
        self.random.shuffle(mails)
        return mails

    def _mails(self, address: str) -> Iterator[tuple[EmailMessage, datetime | None]]:
        self.right[address] = self.code()
        right = self.genuine(address, self.right[address])
        yield right, None
        if self.random.random() < 0.3:
            yield _copy(right), None
        yield self.genuine(address, self.code()), datetime.now(UTC) - timedelta(days=1)
        yield from ((mail, None) for mail in self.random.sample(list(self._decoys(address)), 2))

    def _decoys(self, address: str) -> Iterator[EmailMessage]:
        look_alike = self._mail(address, self.code())
        look_alike.replace_header("From", f'"security@facebookmail.com" <security@{LOOK_ALIKE}>')
        yield vouched(look_alike, LOOK_ALIKE)
        yield vouched(self._mail(address, self.code()), result="fail")
        yield self._newsletter(address)
        strangers = self._mail(f"stranger+{address}", self.code())
        strangers["Delivered-To"] = self.box
        yield vouched(strangers)

    def genuine(self, address: str, code: str) -> EmailMessage:
        """Write a mail of the platform's, whose Date is anything, addressed as forwarding and catch-alls leave it."""
        mail = self._mail(address, code)
        mail.replace_header("Date", format_datetime(datetime.now(UTC) + timedelta(hours=self.random.uniform(-48, 48))))
        named = self.random.choice(["To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"])
        if named != "To":
            mail.replace_header("To", "undisclosed-recipients:;")
            mail[named] = address
        return vouched(mail)

    def _mail(self, address: str, code: str) -> EmailMessage:
        language = self.random.choice(LANGUAGES)
        return code_mail(Addressee(address, Platform.FACEBOOK, language, datetime.now(UTC)), code, self.random)

    def _newsletter(self, address: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = (
            "Facebook <news@facebookmail.com>",
            address,
            f"{self.code()} people liked this",
        )
        mail.set_content(f"This week {self.code()} people looked at your page. Order {self.code()} is on its way.")
        return vouched(mail)


def _copy(mail: EmailMessage) -> EmailMessage:
    copy = EmailMessage()
    for name, value in mail.items():
        copy[name] = value
    copy["X-Copy"] = "yes"
    copy.set_payload(mail.get_payload())
    return copy


async def handed_out(dovecot: Dovecot, scene: Scene, used: UsedMails) -> dict[str, str]:
    """Return what each account is given as its code."""
    watches: list[Watch] = []

    def watch(mailbox: Mailbox) -> Watch:
        watches.append(Watch(mailbox, dovecot.password))
        return watches[-1]

    rooms = Mailrooms(watch, used, lambda: datetime.now(UTC))
    everybody_ready = asyncio.Barrier(ACCOUNTS + 1)
    first_have_come = asyncio.Event()

    async def case(address: str) -> str:
        mailbox, others = dovecot.mailbox(scene.box), frozenset(scene.addresses) - {address}
        wanted = Wanted(account=address, address=address, senders=("facebookmail.com",), mailbox=mailbox, others=others)
        async with rooms.room(wanted) as room:
            await room.ready()
            await everybody_ready.wait()
            await first_have_come.wait()
            return await after_asking_anew(room, address)

    async def after_asking_anew(room: Mailroom, address: str) -> str:
        if address in scene.ask_anew:
            await room.ready()
        await everybody_ready.wait()
        return (await room.code(lambda _note: None))[0]

    async def send() -> None:
        await everybody_ready.wait()
        first = scene.first_codes()
        await asyncio.to_thread(dovecot.deliver_all, scene.box, first)
        while watches[0].mark() < len(first):
            await asyncio.sleep(0.01)
        first_have_come.set()
        await everybody_ready.wait()
        await asyncio.to_thread(dovecot.deliver_all, scene.box, scene.all_mails())

    async with asyncio.timeout(100):
        _, *codes = await asyncio.gather(send(), *map(case, scene.addresses))
    assert len(watches) == 1
    return dict(zip(scene.addresses, codes, strict=True))


@pytest.fixture(scope="session")
def everybody_gets_their_own(
    run: Callable, dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Random], None]:
    folder = tmp_path_factory.mktemp("used")
    used = UsedMails(open_database(f"sqlite:///{folder / 'ledger.sqlite3'}"), lambda: datetime.now(UTC))

    def check(random: Random) -> None:
        scene = Scene(random)
        assert run(handed_out(dovecot, scene, used)) == scene.right

    return check


def orders(count: int) -> Callable:
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@orders(2)
@given(random=st.randoms(use_true_random=True))
def test_fifty_accounts_on_one_mailbox_get_their_own_codes(random: Random, everybody_gets_their_own: Callable) -> None:
    everybody_gets_their_own(random)


@pytest.mark.everything
@pytest.mark.timeout(3600)
@orders(60)
@given(random=st.randoms(use_true_random=True))
def test_in_many_orders_they_do(random: Random, everybody_gets_their_own: Callable) -> None:
    everybody_gets_their_own(random)
