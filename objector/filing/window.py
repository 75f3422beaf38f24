"""Reaching the person through the panel in the window."""

from contextlib import AbstractAsyncContextManager

from objector.filing.person import CodeAsk
from objector.page.desk import Decision, Need, Review
from objector.page.panel import Lines, Panel, Place, Question
from objector.page.phrases import kind_name, said, spoken

BETWEEN = " · "
"""What stands between the languages where both go on one line."""


class Window:
    """A person who sits in front of the window (see ``objector.filing.person.Person``), whose pages are in this language."""

    def __init__(self, panel: Panel, language: str) -> None:
        self._panel = panel
        self._language = language

    async def agrees(self, account: str, review: Review) -> bool:  # noqa: ARG002 - the window's heading names it
        """Show what will be sent and return whether it may be."""
        answers = [(self._kind(kind), answer) for kind, answer in review.answers.items()]
        question = Question(
            title=self._said("panel.send_this"),
            facts=[(self._fact("to"), review.address), *answers],
            buttons={name: self._said(f"buttons.{name}") for name in ("submit", "dont_send")},
        )
        return (await self._panel.ask(question)).button == "submit"

    async def code(self, ask: CodeAsk) -> str:
        """Return the code that is typed into the panel."""
        facts = [(self._fact("mailed_to"), ask.email), (self._fact("wait_until"), f"{ask.until.astimezone():%H:%M}")]
        if ask.complaint:
            facts.insert(0, (self._fact("site_says"), ask.complaint))
        buttons = {"hand_in": self._said("buttons.hand_in")}
        question = Question(title=self._said("panel.code"), facts=facts, field="code", buttons=buttons)
        while not (text := (await self._panel.ask(question)).text):
            pass
        return text

    async def acts(self, account: str, need: Need) -> Decision:  # noqa: ARG002 - the window's heading names it
        """Ask the person to do something on the page; return which of the need's decisions they made."""
        question = Question(
            title=need.task,
            text=need.reason,
            facts=[(self._fact("at_hand"), self._kind(need.kind))] if need.kind and Decision.DID_IT in need.decisions else [],
            buttons={decision.value: said(need.language, f"buttons.{decision}") for decision in need.decisions},
        )
        return Decision((await self._panel.ask(question)).button)

    async def point(self, hint: Lines) -> Place | None:
        """Let the person click something on the page; None when they think better of it."""
        return await self._panel.point(hint)

    def caption(self, text: str) -> None:
        """Say what is going on."""
        self._panel.caption(text)

    def hidden(self) -> AbstractAsyncContextManager[None]:
        """Take the panel out of sight for a picture."""
        return self._panel.hidden()

    def _said(self, name: str) -> Lines:
        return said(self._language, name)

    def _fact(self, name: str) -> str:
        return BETWEEN.join(self._said(f"panel.{name}"))

    def _kind(self, kind: str) -> str:
        return BETWEEN.join(kind_name(language, kind) for language in spoken(self._language))
