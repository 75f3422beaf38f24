"""What can come between on a page, and what is done about it: one function for each."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from playwright.async_api import ElementHandle, Locator

from objector.page.aside import button_named, way_out
from objector.page.desk import Ask
from objector.page.errors import FiledEarlierError, NotAvailableError, RateLimitedError, StuckError
from objector.page.hand_over import hand_over
from objector.page.look import Kind, Look, PageKind
from objector.page.sign_in import pass_second_factor, sign_in
from objector.page.wait import PageTimeoutError
from objector.page.waiting_time import waiting_time

if TYPE_CHECKING:
    from objector.page.form import Form


AGAIN = 5
"""How often the same kind of thing may come between in one case, before it is taken for going round in circles."""

SWITCHED_ON = "input[type=checkbox]:checked:enabled,[role=switch][aria-checked=true],[role=checkbox][aria-checked=true]"
BESIDE = """(element, switches) => {
  let at = element.parentElement;
  while (at && at !== document.body && !at.querySelector(switches)) at = at.parentElement || at.getRootNode().host;
  return at && at !== document.body ? [...at.querySelectorAll(switches)] : [];
}"""
"""What is switched on in the dialog that a button ends."""


async def decline_cookies(form: "Form", look: Look) -> None:
    """Choose what declines, behind “manage” too; where nothing does, that is for the person to decide."""
    look = await form.tab.drawn(look, _offers_to_decline)
    if look.is_ is not PageKind.CONSENT:
        return
    if await _declines(form, look) and await _moves_on(form, look):
        form.desk.done("cookies", "optional ones declined")
    else:
        await hand_over(form, look, Ask.COOKIES)


def _offers_to_decline(look: Look) -> bool:
    named = (button_named(name, look) for name in ("only_essential", "save_choices", "manage"))
    return look.the(Kind.CONSENT_REJECT) is not None or any(named)


async def _declines(form: "Form", look: Look) -> bool:
    """Press what declines, or what leads to it; tell whether there is such a thing."""
    if button := look.the(Kind.CONSENT_REJECT):
        await form.controls.click(button)
    elif label := button_named("only_essential", look):
        await _press(form, label)
    elif label := button_named("save_choices", look):
        if not await _switch_off(form, label):
            return False
        await _press(form, label)
    elif label := button_named("manage", look):
        await _press(form, label)
    else:
        return False
    return True


async def _switch_off(form: "Form", label: str) -> bool:
    """Switch off all that the dialog with this button lets one choose; tell whether nothing is switched on any more."""
    form.tab.guard.check(form.page.url)
    button = _bearing(form, label)
    for switch in await _switched_on(button):
        # Most are hidden behind what draws them.
        await switch.dispatch_event("click")
    return not await _switched_on(button)


async def _switched_on(button: Locator) -> list[ElementHandle]:
    beside = await button.evaluate_handle(BESIDE, SWITCHED_ON)
    switches = (handle.as_element() for handle in (await beside.get_properties()).values())
    return [switch for switch in switches if switch]


async def _moves_on(form: "Form", look: Look) -> bool:
    """Wait for the question to go, or for another one to come in its place; tell whether it did."""
    try:
        await form.tab.until(lambda now: now.is_ is not look.is_ or bool(set(now.buttons) - set(look.buttons)))
    except PageTimeoutError:
        return False
    return True


async def decline(form: "Form", look: Look) -> None:
    """Say no to a question that is none of the form's, or keep things as they are; raises StuckError."""
    label = way_out(look.text, look.buttons, look.language)
    assert label is not None
    await _press(form, label)
    if not await _moves_on(form, look):
        raise StuckError(look.is_, form.address)
    form.desk.done("declined", label)


async def _press(form: "Form", label: str) -> None:
    """Press what bears these words, the one that came up last."""
    form.tab.guard.check(form.page.url)
    await _bearing(form, label).click()


def _bearing(form: "Form", label: str) -> Locator:
    words = re.compile(rf"^\s*{re.escape(label)}\s*$", re.IGNORECASE)
    return form.page.get_by_text(words).filter(visible=True).last


async def solve_captcha(form: "Form", look: Look) -> None:
    """Leave it to the person; a program has no business solving one."""
    await hand_over(form, look, Ask.CAPTCHA)


async def pass_checkpoint(form: "Form", look: Look) -> None:
    """Leave it to the person, whose account it is."""
    await hand_over(form, look, Ask.CHECKPOINT)


async def give_up_unavailable(form: "Form", look: Look) -> None:
    """Keep what the site says; raises NotAvailableError."""
    await form.desk.keep_outcome(form.page, look)
    raise NotAvailableError(words(look))


async def stop_for_a_while(form: "Form", look: Look) -> None:
    """Keep what the site says; raises RateLimitedError."""
    await form.desk.keep_outcome(form.page, look)
    raise RateLimitedError(words(look), waiting_time(look.text, look.language))


async def end_filed_earlier(form: "Form", look: Look) -> None:
    """Keep what the site says; raises FiledEarlierError, which is a success."""
    await form.desk.keep_outcome(form.page, look)
    raise FiledEarlierError(words(look), form.address)


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


def news(now: Look, before: Look | None) -> Look:
    """Return the look with only the text that was not on the page before: what the site said since."""
    known = set(before.text.splitlines()) if before else set()
    said = "\n".join(line for line in now.text.splitlines() if line not in known).strip()
    return replace(now, text=said or now.text)


def words(look: Look) -> str:
    """Return what the page says in one line: its alerts, else the beginning of its text (at most 200 characters)."""
    said = " ".join(look.alerts) or look.text
    return " ".join(said.split())[:200]
