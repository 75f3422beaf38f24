"""What a failure looks like on a terminal."""

import sys
from io import StringIO

import pytest

from objector.cli.start import _laid_out

TOLD = "objector: The list can’t be used yet: 1 problem.\n  line 3: There is no flow “Instagramm”. See https://example.org/a-long-address"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_sentence_on_a_terminal_is_never_broken_within_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    lines = _laid_out(TOLD).splitlines()
    assert " ".join(" ".join(lines).split()) == " ".join(TOLD.split())
    assert all(len(line) <= 40 or "https" in line for line in lines)
    assert lines[-1].startswith("  ")  # what belongs to a line stays below it


def test_a_file_keeps_it_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", StringIO())
    assert _laid_out(TOLD) == TOLD
