"""What every database promises that a ledger can be kept in: one class, to be inherited with an ``address`` of its own."""

import errno
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, text, update
from sqlalchemy.exc import IntegrityError

import objector.cases
from objector.cases.database import HEAD, _engine, _url, open_database, schema_version
from objector.cases.errors import LedgerFullError, LedgerTooNewError
from objector.cases.ledger import Ledger
from objector.cases.lock import BusyAccountError, BusyBatchError, account_lock, batch_lock
from objector.cases.model import Account, Event, EventKind, State, state_after, summary
from objector.cases.recovery import recover_idle
from objector.cases.roster import Roster
from objector.cases.tables import events, metadata
from objector.cases.used_mails import UsedMails
from objector.errors import BadInputError
from objector.mail.mailbox import Mailbox
from tests.cases.conftest import START
from tests.end_to_end.program import until

ANNA = Account(
    name="facebook:anna", flow="facebook", email="Anna@example.org", country="DE", reason="„mine“", mailbox="in@example.org"
)
BOX = Mailbox(address="in@example.org", host="imap.example.org", user="in")

HOLD = """
import sys
from datetime import datetime
from objector.cases.database import open_database
from objector.cases.ledger import Ledger
from objector.cases.lock import account_lock, batch_lock

ledger = Ledger(open_database(sys.argv[1]), datetime.now)
with account_lock(ledger, "anna"), batch_lock(ledger):
    print("held", flush=True)
    sys.stdin.read()
"""

OLD_ACCOUNT = """
INSERT INTO accounts VALUES ('facebook:anna', 'facebook', 'anna@example.org', 'DE', 'mine', 'de', '', NULL)
"""
OLD_CASE = "INSERT INTO cases VALUES (:number, 'facebook:anna', 'facebook', :opened)"
OLD_EVENT = "INSERT INTO events VALUES (:number, :position, :kind, :at, :data)"
OLD_CASES = [
    ["planned", "started", "step", "submitting", "filed", "received"],
    ["planned", "started", "step"],
    ["planned", "started", "submitting", "code_asked", "code_rejected", "step"],
    ["planned"],
]


def migrate(connection: Connection, revision: str) -> None:
    """Bring a database as far as an older program did."""
    config = Config()
    config.set_main_option("script_location", str(Path(objector.cases.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    command.upgrade(config, revision)


def at_once(works: list[Callable[[], object]]) -> None:
    """Do all of it at the same time, each in a thread."""
    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(work) for work in works]:
            done.result(60)


def is_free(lock: Callable[[], AbstractContextManager[None]]) -> bool:
    """Tell whether nobody holds this, as the server may take a moment to see that a program has died."""
    try:
        with lock():
            return True
    except BadInputError:
        return False


class LedgerContract:
    """Cases, events, accounts, mailboxes, used mails and claims."""

    # Cases and their events

    def test_a_new_case_is_planned(self, ledger: Ledger) -> None:
        case = ledger.open_case("anna", "facebook")
        assert (case.account, case.flow, case.state) == ("anna", "facebook", State.PLANNED)
        assert case.opened == START
        assert [event.kind for event in case.events] == [EventKind.PLANNED]

    def test_events_keep_their_order_their_time_with_its_zone_and_their_words(self, ledger: Ledger) -> None:
        case = ledger.open_case("anna", "facebook")
        told = ledger.append(case.number, EventKind.NEEDS_PERSON, why="„Anna & Söhne“ 日本")
        ledger.append(case.number, EventKind.STARTED)
        assert told == Event(kind=EventKind.NEEDS_PERSON, at=START + timedelta(seconds=1), data={"why": "„Anna & Söhne“ 日本"})
        kept = ledger.case(case.number)
        assert [event.kind for event in kept.events][-2:] == [EventKind.NEEDS_PERSON, EventKind.STARTED]
        assert kept.events[-2] == told
        assert kept.events[-2].at.utcoffset() == timedelta(0)

    def test_another_program_sees_an_event_as_soon_as_it_is_appended(self, ledger: Ledger, another: Callable[[], Ledger]) -> None:
        case = ledger.open_case("anna", "facebook")
        ledger.append(case.number, EventKind.SUBMITTING)
        assert another().case(case.number).state is State.SUBMITTING

    @pytest.mark.parametrize("change", [update(events).values(kind="filed"), delete(events)], ids=["change", "delete"])
    def test_the_database_itself_refuses_to_change_or_delete_an_event(self, change, ledger: Ledger, engine: Engine) -> None:
        case = ledger.open_case("anna", "facebook")
        with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
            connection.execute(change)
        assert [event.kind for event in ledger.case(case.number).events] == [EventKind.PLANNED]

    def test_many_writers_lose_nothing(self, ledger: Ledger, another: Callable[[], Ledger]) -> None:
        case = ledger.open_case("anna", "facebook")

        def write() -> None:
            own = another()
            for _ in range(10):
                own.append(case.number, EventKind.STEP)

        at_once([write] * 4)
        assert len(ledger.case(case.number).events) == 41

    def test_cases_are_found_by_account_and_the_newest_by_flow(self, ledger: Ledger) -> None:
        first = ledger.open_case("anna", "facebook")
        other = ledger.open_case("bert", "facebook")
        second = ledger.open_case("anna", "facebook")
        assert ledger.cases() == [first, other, second]
        assert ledger.cases("anna") == [first, second]
        assert list(ledger.each()) == [first, other, second]
        assert list(ledger.each("bert")) == [other]
        assert ledger.latest("anna", "facebook") == second
        assert ledger.latest("anna", "instagram") is None

    def test_a_case_that_is_not_there_is_said_not_to_be(self, ledger: Ledger) -> None:
        with pytest.raises(LookupError):
            ledger.case(1)
        with pytest.raises(LookupError):
            ledger.append(1, EventKind.STARTED)

    def test_a_clock_that_is_set_back_changes_no_order(self, engine: Engine) -> None:
        now = [START]
        ledger = Ledger(engine, lambda: now[0])
        case = ledger.open_case("anna", "facebook")
        for kind in (EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED):
            now[0] -= timedelta(days=400)
            ledger.append(case.number, kind)
        found = ledger.case(case.number)
        assert [event.kind for event in found.events] == ["planned", "started", "submitting", "filed"]
        assert found.state is State.FILED
        assert ledger.summaries() == [summary(found)]

    # How many cases stand

    def test_totals_and_summaries_tell_how_the_cases_stand(self, ledger: Ledger) -> None:
        filed, doubtful, new = (ledger.open_case(name, "facebook") for name in ("anna", "bert", "carl"))
        ledger.append(filed.number, EventKind.FILED, address="https://example.org")
        ledger.append(doubtful.number, EventKind.IN_DOUBT, why="no answer")
        assert ledger.totals() == {State.PLANNED: 1, State.FILED: 1, State.IN_DOUBT: 1}
        assert [case.account for case in ledger.summaries()] == ["anna", "bert", "carl"]
        assert [case.account for case in ledger.summaries(limit=2)] == ["anna", "bert"]
        assert ledger.summaries("carl") == [summary(new)]
        (found,) = ledger.summaries(states={State.IN_DOUBT, State.FAILED})
        assert (found.account, found.state, found.told) == ("bert", State.IN_DOUBT, {"why": "no answer"})
        assert ledger.cases(states={State.PLANNED}, limit=1) == [new]

    # Each example has a case of its own in the one ledger, and what fails in one database is worth a try in the other.
    @settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])
    @given(kinds=st.lists(st.sampled_from(EventKind), max_size=12))
    def test_a_summary_is_always_what_the_events_amount_to(self, kinds: list[EventKind], ledger: Ledger) -> None:
        case = ledger.open_case("anna", "facebook")
        for number, kind in enumerate(kinds):
            ledger.append(case.number, kind, nth=str(number))
        kept = ledger.case(case.number)
        (found,) = [found for found in ledger.summaries("anna") if found.number == case.number]
        assert found == summary(kept)
        assert found.state is state_after([EventKind.PLANNED, *kinds])

    # Accounts, mailboxes and used mails

    def test_an_account_is_found_by_its_name_and_by_its_email_however_it_is_written(self, roster: Roster) -> None:
        roster.put(ANNA)
        assert roster.account("facebook:anna") == ANNA
        assert roster.account("anna@EXAMPLE.org") == ANNA

    def test_an_account_of_the_same_name_takes_the_place_of_the_one_before(self, roster: Roster) -> None:
        roster.put(ANNA)
        roster.put(replace(ANNA, country="FR", details={"prompt": "Who is „Änne“?\nTell me."}))
        assert roster.accounts() == [replace(ANNA, country="FR", details={"prompt": "Who is „Änne“?\nTell me."})]

    def test_machines_that_tell_of_the_same_accounts_at_once_do_not_get_in_each_others_way(
        self, engine: Engine, address: str
    ) -> None:
        accounts = [replace(ANNA, name=f"facebook:{number}") for number in range(20)]
        at_once([lambda: Roster(open_database(address)).put_all(accounts)] * 3)
        assert len(Roster(engine).accounts()) == 20

    def test_a_removed_account_is_gone(self, roster: Roster) -> None:
        roster.put(ANNA)
        roster.remove(ANNA.name)
        assert roster.accounts() == []

    def test_accounts_of_a_removed_mailbox_get_their_codes_by_hand(self, roster: Roster) -> None:
        roster.put_mailbox(BOX)
        roster.put_mailbox(replace(BOX, host="imap2.example.org"))
        roster.put(ANNA)
        assert roster.mailbox(BOX.address) == replace(BOX, host="imap2.example.org")
        roster.remove_mailbox(BOX.address)
        assert roster.mailboxes() == []
        assert roster.account(ANNA.name).mailbox is None

    def test_a_mail_that_shares_one_of_its_sums_is_the_same_and_none_of_the_others_is_taken(self, engine: Engine) -> None:
        used = UsedMails(engine, lambda: START)
        assert used.claim(["a", "b"], "anna")
        assert not used.claim(["c", "b"], "bert")
        assert used.claim(["c"], "bert")

    def test_of_many_that_claim_a_mail_at_once_one_gets_it(self, address: str, engine: Engine) -> None:
        got: list[bool] = []
        at_once([lambda: got.append(UsedMails(open_database(address), lambda: START).claim(["a", "b"], "anna"))] * 4)
        assert sorted(got) == [False, False, False, True]

    # Claims

    def test_an_account_that_is_being_worked_on_is_busy_and_others_are_not(self, ledger: Ledger) -> None:
        with account_lock(ledger, "anna"):
            holder = rf"Another run \({socket.gethostname()}, process {os.getpid()}, since .*\) is filing for “anna”"
            with pytest.raises(BusyAccountError, match=holder), account_lock(ledger, "anna"):
                pass
            with account_lock(ledger, "bert"), batch_lock(ledger):
                pass
        with account_lock(ledger, "anna"):
            pass

    def test_a_ledger_has_one_batch_at_a_time(self, ledger: Ledger, another: Callable[[], Ledger]) -> None:
        with batch_lock(ledger):
            with pytest.raises(BusyBatchError, match="Another batch"), batch_lock(another()):
                pass
            with account_lock(ledger, "anna"):
                ledger.open_case("anna", "facebook")
        with batch_lock(another()):
            pass

    def test_names_of_any_kind_have_a_lock(self, ledger: Ledger) -> None:
        names = ["../../etc/passwd\n日本" * 50, "batch", "anna", "Anna", "anna "]
        with batch_lock(ledger):
            for name in names:
                with account_lock(ledger, name):
                    pass

    def test_an_account_that_many_want_at_once_is_one_programs(self, another: Callable[[], Ledger]) -> None:
        took = []
        done = threading.Barrier(4)

        def take() -> None:
            try:
                with account_lock(another(), "anna"):
                    took.append("anna")
                    done.wait(30)
            except BusyAccountError:
                done.wait(30)

        at_once([take] * 4)
        assert took == ["anna"]

    def test_the_locks_of_a_killed_run_are_free(self, ledger: Ledger, address: str) -> None:
        command = [sys.executable, "-c", HOLD, address]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            with pytest.raises(BusyAccountError, match=f"process {holder.pid}, "), account_lock(ledger, "anna"):
                pass
            with pytest.raises(BusyBatchError, match=f"process {holder.pid}, "), batch_lock(ledger):
                pass
            holder.kill()
            holder.wait(10)
        until(lambda: is_free(lambda: account_lock(ledger, "anna")) and is_free(lambda: batch_lock(ledger)))

    def test_a_case_that_another_program_is_at_work_on_is_not_in_doubt(
        self, ledger: Ledger, another: Callable[[], Ledger]
    ) -> None:
        case = ledger.open_case("anna", "facebook")
        ledger.append(case.number, EventKind.SUBMITTING)
        before = ledger.case(case.number)
        with account_lock(another(), "anna"):
            assert recover_idle(ledger, before) == before
        assert recover_idle(ledger, before).state is State.IN_DOUBT

    # The database itself

    def test_many_that_open_it_at_once_make_it_once_and_leave_it_alone_then(self, empty: str) -> None:
        versions: list[str | None] = []
        at_once([lambda: versions.append(schema_version(open_database(empty)))] * 4)
        assert versions == [HEAD] * 4
        assert schema_version(open_database(empty)) == HEAD

    def test_the_migrations_make_the_tables_that_the_program_uses(self, engine: Engine) -> None:
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []

    def test_a_ledger_of_a_newer_program_is_not_touched(self, empty: str) -> None:
        engine = open_database(empty)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(LedgerTooNewError, match=r"schema 9999\). Update objector"):
            open_database(empty)
        assert schema_version(engine) == "9999"

    def test_what_an_older_program_has_written_stays_and_is_summed_up(self, empty: str) -> None:
        with _engine(_url(empty)).begin() as connection:
            migrate(connection, "0001")
            connection.execute(text(OLD_ACCOUNT))
            for number, kinds in enumerate(OLD_CASES, 1):
                connection.execute(text(OLD_CASE), {"number": number, "opened": START.isoformat()})
                for position, kind in enumerate(kinds, 1):
                    told = {"at": (START + timedelta(hours=position)).isoformat(), "data": f'{{"nth": "{position}"}}'}
                    connection.execute(text(OLD_EVENT), {"number": number, "position": position, "kind": kind, **told})
        engine = open_database(empty)
        (account,) = Roster(engine).accounts()
        assert (account.name, account.details, account.client) == ("facebook:anna", {}, "")
        ledger = Ledger(engine, lambda: START)
        assert ledger.summaries() == [summary(case) for case in ledger.cases()]
        assert ledger.totals() == {State.FILED: 1, State.FILLING: 1, State.AWAITING_CODE: 1, State.PLANNED: 1}
        with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
            connection.execute(delete(events))

    def test_a_migration_that_fails_half_way_has_changed_nothing(self, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
        engine = _engine(_url(empty))
        with engine.begin() as connection:
            migrate(connection, "0003")

        def full(*_arguments: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Operations, "create_index", full)
        with pytest.raises(LedgerFullError, match="No space left"):
            open_database(empty)
        monkeypatch.undo()
        assert schema_version(engine) == "0003"
        assert schema_version(open_database(empty)) == HEAD
