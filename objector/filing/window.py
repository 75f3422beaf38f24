"""Reaching the person through the panel in the window."""

from contextlib import AbstractAsyncContextManager

from objector.filing.person import CodeAsk
from objector.page.desk import Need, Review
from objector.page.panel import Panel, Question


class Window:
    """A person who sits in front of the window (see ``objector.filing.person.Person``)."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel

    async def agrees(self, review: Review) -> bool:
        """Show what will be sent and return whether it may be."""
        facts = [("to", review.address), *review.answers.items()]
        question = Question(title="Send this?", facts=facts, buttons=("Submit", "Don’t send"))
        return (await self._panel.ask(question)).button == "Submit"

    async def code(self, ask: CodeAsk) -> str:
        """Return the code that is typed into the panel."""
        facts = [("mailed to", ask.email), ("wait until", f"{ask.until:%H:%M}")]
        if ask.complaint:
            facts.insert(0, ("the site says", ask.complaint))
        question = Question(title="The code from the mail", facts=facts, field="code", buttons=("Hand in",))
        while not (text := (await self._panel.ask(question)).text):
            pass
        return text

    async def acts(self, need: Need) -> bool:
        """Ask the person to do something on the page; return whether to go on."""
        question = Question(title=need.what, facts=[("then", "press Continue")], buttons=("Continue", "Stop"))
        return (await self._panel.ask(question)).button == "Continue"

    def caption(self, text: str) -> None:
        """Say what is going on."""
        self._panel.caption(text)

    def hidden(self) -> AbstractAsyncContextManager[None]:
        """Take the panel out of sight for a picture."""
        return self._panel.hidden()
