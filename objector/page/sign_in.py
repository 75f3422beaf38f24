"""Signing in: once, with what is stored, or by the person in the window."""

import time
from typing import TYPE_CHECKING

from objector.page.desk import Ask, Credentials
from objector.page.errors import SignInRefusedError
from objector.page.hand_over import hand_over
from objector.page.look import Found, Kind, Look, PageKind
from objector.page.navigation import SERVER_ERROR
from objector.page.wait import PageTimeoutError

if TYPE_CHECKING:
    from objector.page.form import Form

SIGNING_IN = frozenset({PageKind.SIGN_IN, PageKind.SECOND_FACTOR})

ARRIVES = 3.0
"""Seconds within which the page that one is led to after a sign-in shows what it is."""

STATUS = "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
"""The HTTP status that the page came with."""


async def sign_in(form: "Form", look: Look) -> None:
    """Sign in with the stored password, once; without one the person does it. Raises SignInRefusedError, NeedsPersonError."""
    stored = form.desk.credentials()
    if stored:
        look = await form.tab.drawn(look, lambda now: all(_boxes(now)))
    name, secret = _boxes(look)
    if look.is_ is not PageKind.SIGN_IN:
        return
    if stored is None or name is None or secret is None:
        await hand_over(form, look, Ask.SIGN_IN)
    else:
        await form.tab.guard.protect([stored.password])
        await form.controls.fill(name, stored.username)
        await form.controls.fill(secret, stored.password)
        # The sites move and remove their sign-in buttons; Enter in the password box has stayed.
        await form.controls.press_enter(secret)
        await _leave(form, look)
    await _signed_in(form)


def _boxes(look: Look) -> tuple[Found | None, Found | None]:
    """Return where the name goes and where the password goes."""
    return look.the(Kind.USERNAME) or look.the(Kind.EMAIL), look.the(Kind.PASSWORD)


async def pass_second_factor(form: "Form", look: Look) -> None:
    """Type the code of the stored TOTP seed (RFC 6238), once; without one the person does it."""
    stored = form.desk.credentials()
    if stored and stored.totp_seed:
        look = await form.tab.drawn(look, lambda now: now.the(Kind.ONE_TIME_CODE) is not None)
    box = look.the(Kind.ONE_TIME_CODE)
    if look.is_ is not PageKind.SECOND_FACTOR:
        return
    if stored is None or stored.totp_seed is None or box is None:
        await hand_over(form, look, Ask.SECOND_FACTOR)
    else:
        await form.controls.type_code(box, totp(stored))
        await form.controls.press_enter(box)
        await _leave(form, look)
    await _signed_in(form)


def totp(stored: Credentials) -> str:
    """Return the code that the seed gives now."""
    import pyotp  # noqa: PLC0415 - few accounts have a seed stored

    return pyotp.TOTP(stored.totp_seed or "").at(int(time.time()))


async def _leave(form: "Form", before: Look) -> None:
    try:
        after = await form.tab.until(lambda now: now.is_ is not before.is_ or _complains(now, before))
    except PageTimeoutError:
        raise SignInRefusedError("no answer") from None
    if after.is_ is before.is_:
        raise SignInRefusedError(" ".join(after.alerts))


def _complains(now: Look, before: Look) -> bool:
    return bool(set(now.alerts) - set(before.alerts))


async def _signed_in(form: "Form") -> None:
    """Keep the session, and go back to the form where the site leads elsewhere or fails."""
    try:
        now = await form.tab.until(lambda now: now.is_ is not PageKind.UNKNOWN, ARRIVES)
    except PageTimeoutError:
        now = None
    if now and now.is_ in SIGNING_IN:
        return
    await form.desk.signed_in(form.page)
    form.desk.done("signed in")
    if now is None or await form.page.evaluate(STATUS) >= SERVER_ERROR:
        await form.tab.go(form.opened)
