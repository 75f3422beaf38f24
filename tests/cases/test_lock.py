"""One run at a time for one account, one batch at a time for a ledger, whatever becomes of the runs."""

import os
import socket
import subprocess
import sys

import pytest

from objector.cases.ledger import Ledger
from objector.cases.lock import BusyAccountError, BusyBatchError, account_lock, batch_lock

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


def test_an_account_that_is_being_worked_on_is_busy_and_others_are_not(ledger: Ledger) -> None:
    with account_lock(ledger, "anna"):
        holder = rf"Another run \({socket.gethostname()}, process {os.getpid()}, since .*\) is filing for “anna”"
        with pytest.raises(BusyAccountError, match=holder), account_lock(ledger, "anna"):
            pass
        with account_lock(ledger, "bert"), batch_lock(ledger):
            pass
    with account_lock(ledger, "anna"):
        pass


def test_a_ledger_has_one_batch_at_a_time(ledger: Ledger) -> None:
    with batch_lock(ledger):
        with pytest.raises(BusyBatchError, match="Another batch"), batch_lock(ledger):
            pass
        with account_lock(ledger, "anna"):
            pass
    with batch_lock(ledger):
        pass


def test_names_of_any_kind_have_a_lock(ledger: Ledger) -> None:
    with account_lock(ledger, "../../etc/passwd\n日本" * 50), account_lock(ledger, "batch"), batch_lock(ledger):
        pass


def test_the_locks_of_a_killed_run_are_free(ledger: Ledger, address: str) -> None:
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
    with account_lock(ledger, "anna"), batch_lock(ledger):
        pass
