"""The windows of a batch: all side by side, or only the one that somebody wants to watch."""

import re
import subprocess

from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.program import Program

FORM = "Object to your information"


def windows(display: str) -> set[tuple[int, ...]]:
    """Left, top, width and height of each window on the display that shows the form."""
    tree = subprocess.run(["xwininfo", "-root", "-tree", "-display", display], capture_output=True, text=True, check=True).stdout
    lines = [line for line in tree.splitlines() if FORM in line]
    found = (re.search(r"(\d+)x(\d+)\+\S+\s+\+(-?\d+)\+(-?\d+)$", line.strip()) for line in lines)
    return {(int(m[3]), int(m[4]), int(m[1]), int(m[2])) for m in found if m}


def test_windows_lie_side_by_side_and_one_can_be_watched_alone(
    serve: Serve, add_account: AddAccount, program: Program, display: str
) -> None:
    serve()
    names = [add_account(tag=tag, mailbox=None).name for tag in ("", "bert.")]
    for options, count in ((["--headed"], 2), (["--watch", names[1]], 1)):
        batch = program.start("batch", *names, "--yes", "--no-probe", *options, DISPLAY=display)
        batch.until(lambda: batch.so_far().count("✓ opened") == 2)  # noqa: B023 - called within the turn
        batch.until(lambda: len(windows(display)) >= count)  # noqa: B023
        boxes = sorted(windows(display))
        batch.kill()
        assert len(boxes) == count, boxes
        assert all(width <= 640 for _, _, width, _ in boxes), boxes
        assert [left // 640 for left, *_ in boxes] == list(range(count))
