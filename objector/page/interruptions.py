"""What can come between on a page, and what is done about it: one function for each."""

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from objector.page.declining import decline, decline_cookies
from objector.page.desk import Ask
from objector.page.errors import FiledEarlierError, NotAvailableError, RateLimitedError, StuckError
from objector.page.hand_over import hand_over
from objector.page.look import Look, PageKind
from objector.page.sign_in import pass_second_factor, sign_in
from objector.page.waiting_time import waiting_time

if TYPE_CHECKING:
    from objector.page.form import Form


AGAIN = 5
"""How often the same kind of thing may come between in one case, before it is taken for going round in circles."""


async def solve_captcha(form: "Form", look: Look) -> None:
    """Leave it to the person; a program has no business solving one."""
    await hand_over(form, look, Ask.CAPTCHA)


async def pass_checkpoint(form: "Form", look: Look) -> None:
    """Leave it to the person, whose account it is."""
    await hand_over(form, look, Ask.CHECKPOINT)


async def give_up_unavailable(form: "Form", look: Look) -> None:
    """Keep what the site says; raises NotAvailableError."""
    await form.desk.keep_outcome(form.page, look)
    raise NotAvailableError(look.words)


async def stop_for_a_while(form: "Form", look: Look) -> None:
    """Keep what the site says; raises RateLimitedError."""
    await form.desk.keep_outcome(form.page, look)
    raise RateLimitedError(look.words, waiting_time(look.text, look.language))


async def end_filed_earlier(form: "Form", look: Look) -> None:
    """Keep what the site says; raises FiledEarlierError, which is a success."""
    await form.desk.keep_outcome(form.page, look)
    raise FiledEarlierError(look.words, form.address)


INTERRUPTIONS: "MappingProxyType[PageKind, Callable[[Form, Look], Awaitable[None]]]" = MappingProxyType(
    {
        PageKind.CONSENT: decline_cookies,
        PageKind.SIGN_IN: sign_in,
        PageKind.SECOND_FACTOR: pass_second_factor,
        PageKind.CAPTCHA: solve_captcha,
        PageKind.CHECKPOINT: pass_checkpoint,
        PageKind.PROMPT: decline,
        PageKind.ALREADY_OBJECTED: end_filed_earlier,
        PageKind.NOT_AVAILABLE: give_up_unavailable,
        PageKind.RATE_LIMITED: stop_for_a_while,
    }
)


async def past_interruptions(form: "Form", look: Look | None, wanted: Callable[[Look], bool] | None = None) -> Look:
    """Deal with what came between until the page shows something else, or what is wanted. No look yet: take one.

    Raises StuckError when the same comes again and again, PageTimeoutError, and what the interruptions raise.
    """

    def onward(now: Look) -> bool:
        return now.is_ in INTERRUPTIONS or (wanted(now) if wanted else now.is_ is not PageKind.UNKNOWN)

    now = look or await form.tab.until(onward)
    while now.is_ in INTERRUPTIONS:
        form.met[now.is_] += 1
        if form.met[now.is_] > AGAIN:
            raise StuckError(now.is_, form.address)
        await INTERRUPTIONS[now.is_](form, now)
        now = await form.tab.until(onward)
    return now
