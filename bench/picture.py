"""Take the picture of the README anew: ``uv run python bench/picture.py`` rehearses and draws what the terminal showed."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

WIDTH = 96
PICTURE = Path(__file__).parents[1] / "docs" / "rehearsal.svg"
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
"""Rich's own without the fonts that it would fetch from elsewhere."""


def rehearsed() -> str:
    """Run a rehearsal and return what it printed, colours included; raises CalledProcessError if it failed."""
    environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
    command = [sys.executable, "-m", "objector", "rehearse"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def draw(shown: str) -> None:
    """Write the picture of a terminal that shows this."""
    PICTURE.parent.mkdir(exist_ok=True)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ uv run objector rehearse", style="bold"))
    console.print(Text.from_ansi(shown.rstrip()))
    console.save_svg(str(PICTURE), title="objector rehearse", code_format=FORMAT)


if __name__ == "__main__":
    draw(rehearsed())
