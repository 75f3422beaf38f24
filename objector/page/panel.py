"""The panel in a headed window: says what objector is doing, and asks when it needs the person."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Self

from playwright.async_api import CDPSession, Error, Page

WORLD = "objector"
SCRIPTS = ("on_top.js", "pointing.js", "panel.js")

Lines = tuple[str, ...]
"""The same words in English and, where known, in the page's language."""

Place = tuple[float, float]
"""Where somebody clicked, in CSS pixels from the window's upper left corner."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the panel asks: words and facts to read, a field to type in (its name; empty for none), and buttons.

    ``buttons`` maps what a button means to what it says, the usual one first.
    """

    title: Lines
    buttons: Mapping[str, Lines]
    text: Lines = ()
    facts: Sequence[tuple[str, str]] = ()
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Which button was pressed, by its meaning, and what was typed."""

    button: str
    text: str

    def __repr__(self) -> str:
        return f"Reply(button={self.button!r}, text=…)"


class Panel:
    """The panel of one page; it comes back by itself after each navigation."""

    def __init__(self, session: CDPSession, heading: str) -> None:
        self._session = session
        self._state: dict[str, Any] = {"heading": heading, "caption": "", "question": None, "hidden": False}
        self._context: int | None = None
        self._numbers = itertools.count(1)
        self._reply: asyncio.Future[Reply] | None = None
        self._pointing: tuple[int, asyncio.Future[Place | None]] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    async def attach(cls, page: Page, heading: str) -> Self:
        """Put the panel on a page, before its first navigation."""
        session = await page.context.new_cdp_session(page)
        panel = cls(session, heading)
        session.on("Runtime.bindingCalled", panel._called)
        await session.send("Runtime.enable")
        await session.send("Page.enable")
        await session.send("Runtime.addBinding", {"name": "objectorTell", "executionContextName": WORLD})
        for name in SCRIPTS:
            source = files("objector.page").joinpath(name).read_text("utf-8")
            script = {"source": source, "worldName": WORLD, "runImmediately": True}
            await session.send("Page.addScriptToEvaluateOnNewDocument", script)
        return panel

    def caption(self, text: str) -> None:
        """Say what is going on."""
        self._state["caption"] = text
        self._later()

    async def ask(self, question: Question) -> Reply:
        """Ask the person and return what they pressed; cancelling takes the question back."""
        self._reply = asyncio.get_running_loop().create_future()
        self._state["question"] = {
            "id": next(self._numbers),
            "title": question.title,
            "text": question.text,
            "facts": [list(fact) for fact in question.facts],
            "field": question.field,
            "buttons": [{"id": meaning, "label": label} for meaning, label in question.buttons.items()],
        }
        self._later()
        try:
            return await self._reply
        finally:
            self._state["question"] = None
            self._later()

    async def point(self, hint: Lines) -> Place | None:
        """Let the person click something on the page, which notices nothing of it; None when they think better of it."""
        number = next(self._numbers)
        self._pointing = (number, asyncio.get_running_loop().create_future())
        async with self.hidden():
            await self._run(f"objectorPointer.start({number}, {json.dumps(hint)})")
            try:
                return await self._pointing[1]
            finally:
                self._pointing = None
                await self._run("objectorPointer.stop()")

    @asynccontextmanager
    async def hidden(self) -> AsyncIterator[None]:
        """Take the panel out of sight, so that it is in no picture, on a page either that comes in place of this one."""
        self._state["hidden"] = True
        await self._show()
        try:
            yield
        finally:
            self._state["hidden"] = False
            await self._show()

    def _called(self, call: dict[str, Any]) -> None:
        said = json.loads(call["payload"])
        if "ready" in said:
            self._context = call["executionContextId"]
            self._pointed(None)  # the page on which something was to be pointed at is gone
            self._later()
        elif "pointed" in said:
            if self._pointing and said["pointed"] == self._pointing[0]:
                self._pointed(said["place"])
        elif self._is_reply(said) and self._reply:
            self._reply.set_result(Reply(button=said["button"], text=said["text"]))

    def _pointed(self, place: Sequence[float] | None) -> None:
        if self._pointing and not self._pointing[1].done():
            self._pointing[1].set_result((place[0], place[1]) if place else None)

    def _is_reply(self, said: dict[str, Any]) -> bool:
        question = self._state["question"]
        return bool(question) and said["question"] == question["id"] and not (self._reply and self._reply.done())

    def _later(self) -> None:
        task = asyncio.ensure_future(self._show())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show(self) -> None:
        await self._run(f"objectorPanel.show({json.dumps(self._state)})")

    async def _run(self, expression: str) -> None:
        if self._context is None:
            return
        try:
            await self._session.send("Runtime.evaluate", {"expression": expression, "contextId": self._context})
        except Error:
            return  # the page has just been replaced; the panel of the next one asks for the state again
