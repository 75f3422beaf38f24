"""Saying no to what a page asks besides: to cookies, and to other questions that are none of the form's."""

import re
from typing import TYPE_CHECKING

from playwright.async_api import ElementHandle, Locator

from objector.page.aside import button_named, way_out
from objector.page.desk import Ask
from objector.page.errors import StuckError
from objector.page.hand_over import hand_over
from objector.page.look import Kind, Look, PageKind
from objector.page.wait import PageTimeoutError

if TYPE_CHECKING:
    from objector.page.form import Form

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
