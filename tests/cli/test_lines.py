"""What a person reads, on a terminal and elsewhere."""

import sys
from io import StringIO

import pytest

from objector.cli.lines import laid_out, say

TOLD = "objector: The list can’t be used yet: 1 problem.\n  line 3: There is no flow “Instagramm”. See https://example.org/a-long-address"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")


@pytest.mark.usefixtures("narrow")
def test_a_sentence_on_a_terminal_is_never_broken_within_a_word() -> None:
    lines = laid_out(TOLD, Terminal()).splitlines()
    assert " ".join(" ".join(lines).split()) == " ".join(TOLD.split())
    assert all(len(line) <= 40 or "https" in line for line in lines)
    assert lines[-1].startswith("  ")  # what belongs to a line stays below it


@pytest.mark.usefixtures("narrow")
def test_what_has_a_name_beside_it_stays_below_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    say("I draw, and I keep the copyright in all of my work.\nThat is my living.", "reason  ")
    assert terminal.getvalue().splitlines() == [
        "reason  I draw, and I keep the copyright",
        "        in all of my work.",
        "        That is my living.",
    ]


def test_a_file_keeps_it_as_it_is() -> None:
    assert laid_out(TOLD, StringIO()) == TOLD
