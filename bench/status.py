"""Measures ``objector status`` over 100,000 cases with a million events, and prints what it takes.

Every command is a process of its own, from its start to its end; ``python -c pass`` is measured in turn with it, because
nothing is quicker on that machine.

    python -m bench.status [CASES]
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from objector.cases.database import open_database
from objector.cases.model import Case, Event, EventKind, summary
from objector.cases.tables import cases, events

ROUNDS = 9

START = datetime(2026, 3, 1, 12, tzinfo=UTC)

STEPS = [
    EventKind.PLANNED,
    EventKind.STARTED,
    *[EventKind.STEP] * 4,
    EventKind.SUBMITTING,
    EventKind.CODE_ASKED,
    EventKind.CONFIRMING,
]

ENDS = {
    EventKind.FILED: 80,
    EventKind.HONOURED: 10,
    EventKind.NEEDS_PERSON: 3,
    EventKind.RATE_LIMITED: 3,
    EventKind.FAILED: 2,
    EventKind.IN_DOUBT: 1,
    EventKind.REFUSED: 1,
}
"""How cases came out, in percent."""

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "objector status": ["-m", "objector", "status"],
    "objector status ACCOUNT": ["-m", "objector", "status", "facebook:77"],
    "objector status --all": ["-m", "objector", "status", "--all"],
    "objector status --json": ["-m", "objector", "status", "--json"],
}


def main() -> None:
    """Make the ledger, and measure."""
    count = int(sys.argv[1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as home:
        _fill(Path(home) / "ledger.sqlite3", count)
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for turn in range(ROUNDS):
            for name, words in COMMANDS.items():
                if turn == 0 or "--" not in name:
                    times[name].append(_seconds(words, home))
    nothing = median(times["python -c pass"])
    for name, taken in times.items():
        print(f"{name:25} {median(taken):7.3f} s  best {min(taken):7.3f} s  {median(taken) / nothing:6.1f} × python -c pass")


def _fill(path: Path, count: int) -> None:
    random = Random(5)
    ends = random.choices(list(ENDS), weights=list(ENDS.values()), k=count)
    engine = open_database(f"sqlite:///{path}")
    with engine.begin() as connection:
        for first in range(0, count, 10_000):
            made = [_case(number, ends[number - 1]) for number in range(first + 1, min(first + 10_000, count) + 1)]
            connection.execute(cases.insert(), [_case_row(case) for case in made])
            connection.execute(events.insert(), [row for case in made for row in _event_rows(case)])
    print(f"{count:,} cases, {path.stat().st_size / 1e6:.0f} MB")


def _case(number: int, end: EventKind) -> Case:
    kinds = [*STEPS, end]
    times = [START + timedelta(seconds=40 * number + nth) for nth in range(len(kinds))]
    happened = [Event(kind=kind, at=at, data={"why": "the site said so"}) for kind, at in zip(kinds, times, strict=True)]
    return Case(number=number, account=f"facebook:{number}", flow="facebook", opened=times[0], events=tuple(happened))


def _case_row(case: Case) -> dict[str, object]:
    found = summary(case)
    times = {name: getattr(found, name).isoformat() for name in ("opened", "since", "changed")}
    return vars(found) | {"told": dict(found.told)} | times


def _event_rows(case: Case) -> list[dict[str, object]]:
    return [
        {"case": case.number, "position": position, "kind": event.kind, "at": event.at.isoformat(), "data": event.data}
        for position, event in enumerate(case.events, 1)
    ]


def _seconds(words: list[str], home: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], env=os.environ | {"OBJECTOR_HOME": home}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
