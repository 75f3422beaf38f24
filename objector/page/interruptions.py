"""What can come between on a page, and what is done about it: one function for each."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from objector.page.desk import Ask
from objector.page.errors import NotAvailableError, RateLimitedError
from objector.page.hand_over import hand_over
from objector.page.look import Kind, Look, PageKind
from objector.page.sign_in import pass_second_factor, sign_in

if TYPE_CHECKING:
    from objector.page.form import Form


async def decline_cookies(form: "Form", look: Look) -> None:
    """Choose what declines; where nothing does, that is for the person to decide."""
    button = look.the(Kind.CONSENT_REJECT)
    if button is None:
        await hand_over(form, look, Ask.COOKIES)
        return
    await form.controls.click(button)
    await form.tab.until(lambda now: now.is_ is not PageKind.CONSENT)
    form.desk.done("cookies", "optional ones declined")


async def solve_captcha(form: "Form", look: Look) -> None:
    """Leave it to the person; a program has no business solving one."""
    await hand_over(form, look, Ask.CAPTCHA)


async def give_up_unavailable(form: "Form", look: Look) -> None:
    """Keep what the site says; raises NotAvailableError."""
    await form.desk.keep_outcome(form.page, look)
    raise NotAvailableError(words(look))


async def stop_for_a_while(form: "Form", look: Look) -> None:
    """Keep what the site says; raises RateLimitedError."""
    await form.desk.keep_outcome(form.page, look)
    raise RateLimitedError(words(look))


INTERRUPTIONS: "MappingProxyType[PageKind, Callable[[Form, Look], Awaitable[None]]]" = MappingProxyType(
    {
        PageKind.CONSENT: decline_cookies,
        PageKind.SIGN_IN: sign_in,
        PageKind.SECOND_FACTOR: pass_second_factor,
        PageKind.CAPTCHA: solve_captcha,
        PageKind.NOT_AVAILABLE: give_up_unavailable,
        PageKind.RATE_LIMITED: stop_for_a_while,
    }
)


async def past_interruptions(form: "Form", look: Look | None, wanted: Callable[[Look], bool] | None = None) -> Look:
    """Deal with what came between until the page shows something else, or what is wanted. No look yet: take one."""

    def onward(now: Look) -> bool:
        return now.is_ in INTERRUPTIONS or (wanted(now) if wanted else now.is_ is not PageKind.UNKNOWN)

    now = look or await form.tab.until(onward)
    while now.is_ in INTERRUPTIONS:
        await INTERRUPTIONS[now.is_](form, now)
        now = await form.tab.until(onward)
    return now


def news(now: Look, before: Look | None) -> Look:
    """Return the look with only the text that was not on the page before: what the site said since."""
    known = set(before.text.splitlines()) if before else set()
    said = "\n".join(line for line in now.text.splitlines() if line not in known).strip()
    return replace(now, text=said or now.text)


def words(look: Look) -> str:
    """Return what the page says in one line: its alerts, else the beginning of its text (at most 200 characters)."""
    said = " ".join(look.alerts) or look.text
    return " ".join(said.split())[:200]
