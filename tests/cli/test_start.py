"""How the program begins, and ends."""

import json
import os
import sys
from io import BytesIO, TextIOWrapper

import pytest

from objector.cli.shared import json_text
from objector.cli.start import main, spell_what_cannot_be_written
from objector.errors import ExitCode

SIGNS = "✓ Grüße, “Ana Ilić” 🙂"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_sign_that_a_file_cannot_hold_ends_nothing(encoding: str) -> None:
    kept = BytesIO()
    out = TextIOWrapper(kept, encoding=encoding)
    spell_what_cannot_be_written(out)
    print(SIGNS, file=out, flush=True)
    assert kept.getvalue() == SIGNS.encode(encoding, "backslashreplace") + os.linesep.encode()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_says_the_same_in_every_encoding(encoding: str) -> None:
    written = json_text({"name": SIGNS}, TextIOWrapper(BytesIO(), encoding=encoding)).encode(encoding)
    assert json.loads(written) == {"name": SIGNS}


def test_ctrl_c_before_a_command_was_chosen_is_told_like_any_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("objector.cli.app.assembled", pressed)
    monkeypatch.setattr(sys, "argv", ["objector", "status"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == ExitCode.NEEDS_PERSON
    assert "stopped; nothing is lost" in capsys.readouterr().err
