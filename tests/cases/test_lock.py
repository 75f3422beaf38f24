"""One run at a time for one account, whatever becomes of the runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from objector.cases.lock import BusyAccountError, account_lock

HOLD = "import sys; from pathlib import Path; from objector.cases.lock import account_lock\n"
HOLD += "with account_lock(Path(sys.argv[1]), 'anna'): print('held', flush=True); sys.stdin.read()"


def test_an_account_that_is_being_worked_on_is_busy_and_others_are_not(tmp_path: Path) -> None:
    with account_lock(tmp_path, "anna"):
        with pytest.raises(BusyAccountError, match="Another run is filing for “anna”"), account_lock(tmp_path, "anna"):
            pass
        with account_lock(tmp_path, "bert"):
            pass
    with account_lock(tmp_path, "anna"):
        pass


def test_names_of_any_kind_have_a_lock(tmp_path: Path) -> None:
    with account_lock(tmp_path, "../../etc/passwd\n日本" * 50):
        pass
    assert [path.parent for path in tmp_path.rglob("*.lock")] == [tmp_path / "locks"]


def test_the_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BusyAccountError), account_lock(tmp_path, "anna"):
            pass
        holder.kill()
        holder.wait(10)
    with account_lock(tmp_path, "anna"):
        pass
