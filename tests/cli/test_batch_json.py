"""A batch told as JSON goes on, whoever listens."""

import os
from datetime import UTC, datetime

from objector.cli.batch_json import JsonLines

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_reader_that_goes_ends_nothing() -> None:
    read, write = os.pipe()
    with os.fdopen(write, "w", encoding="utf-8") as out:
        events = JsonLines(out, lambda: NOON, rehearsing=False)
        events.say("begins")
        assert os.read(read, 4096).startswith(b'{"event": "note"')
        os.close(read)
        events.say("goes on")
        events.say("ends")
