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

LAST_BUTTON, STEP, FIELD = 31, 40, 74
"""How far above the panel's lower edge the middle of its last button lies, how far apart the buttons lie, and where the text
field lies, which has one button below it."""


HEAD, LINE = 240, 28
"""How far down the window the sites' own head with its search box surely has ended, and how high their lines are."""


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

    def press_button(self, from_below: int) -> None:
        """Click a button of the panel, counted from its last one (0)."""
        self._click(LAST_BUTTON + from_below * STEP)

    def click_down_the_page(self, seen: Callable[[], bool]) -> None:
        """Click line after line, a third into the page, until something comes of it."""
        left, top, width, height = self._shape()
        for y in range(top + HEAD, top + height, LINE):
            self._do("mousemove", str(left + width // 3), str(y), "click", "1")
            with suppress(AssertionError):
                until(seen, patience=1)
                return
        until(seen)

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
        if not self._do("getwindowname", self._window):
            return  # somebody's last click has closed it
        x, y, width, tall = self._shape()
        self._do("mousemove", str(x + width - RIGHT - WIDTH + left), str(y + tall - BOTTOM - height), "click", "1")

    def _shape(self) -> tuple[int, int, int, int]:
        shape = dict(line.split("=") for line in self._do("getwindowgeometry", "--shell", self._window).split())
        return int(shape["X"]), int(shape["Y"]), int(shape["WIDTH"]), int(shape["HEIGHT"])

    def _do(self, *arguments: str) -> str:
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False).stdout
