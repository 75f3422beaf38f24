"""The hands of somebody who sits in front of the window: a mouse and a keyboard, moved by xdotool."""

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tests.end_to_end.program import PATIENCE, until

RIGHT, BOTTOM, WIDTH = 31, 16, 330
"""How far the panel lies from the window's right edge (beside a scroll bar) and lower edge, and how wide it is, in pixels."""

FIRST_BUTTON, FIELD = 29, 72
"""How far above the panel's lower edge the middle of its first button lies, and of its text field."""


@dataclass
class Hands:
    """What a person does in the one window of a display."""

    display: str

    def wait_for(self, title: str) -> None:
        """Wait until the window's title holds these words, and turn to it."""
        until(lambda: self._do("search", "--onlyvisible", "--name", title))
        self._window = self._do("search", "--onlyvisible", "--name", title).split()[0]
        self._do("windowfocus", "--sync", self._window)

    def keep_trying(self, act: Callable[[], None], seen: Callable[[], bool]) -> None:
        """Act, and look for what comes of it; again if nothing does, since the panel may not have asked yet."""
        deadline = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < deadline
            act()
            with suppress(AssertionError):
                until(seen, patience=3)

    def press_first_button(self) -> None:
        """Click the panel's first button."""
        self._click(FIRST_BUTTON)

    def press_second_button(self) -> None:
        """Click the button beside it."""
        self._click(FIRST_BUTTON, 130)

    def type_into_panel(self, text: str) -> None:
        """Click the panel's text field, type there and press Enter."""
        self._click(FIELD)
        self.type(text)
        self.press("Return")

    def type(self, text: str) -> None:
        self._do("type", "--delay", "20", text)

    def press(self, key: str) -> None:
        self._do("key", key)

    def _click(self, height: int, left: int = 50) -> None:
        shape = dict(line.split("=") for line in self._do("getwindowgeometry", "--shell", self._window).split())
        right, bottom = (int(shape[start]) + int(shape[size]) for start, size in (("X", "WIDTH"), ("Y", "HEIGHT")))
        self._do("mousemove", str(right - RIGHT - WIDTH + left), str(bottom - BOTTOM - height), "click", "1")

    def _do(self, *arguments: str) -> str:
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False).stdout
