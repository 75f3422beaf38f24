"""The hands on a page that a test shows, and the control that they are to operate."""

from dataclasses import replace

from objector.browser.launch import Session
from objector.page.controls import Controls
from objector.page.look import Found, Kind, Role


def hands(session: Session) -> Controls:
    return Controls(session.page, session.guard)


def it(role: Role = Role.TEXT, **more: object) -> Found:
    """Return what finds the element `it`."""
    plainly = Found(kind=Kind.COUNTRY, role=role, selector="#it", score=1, margin=1, filled=True, why=(), label="it")
    return replace(plainly, **more)
