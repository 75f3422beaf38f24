"""Handing in the mailed code: on a page or dialog of its own after the submit, or within the form ahead of it."""

from typing import TYPE_CHECKING

from objector.errors import NeedsPersonError
from objector.page.desk import Ask
from objector.page.errors import CodeBoxNotFoundError, CodeButtonNotFoundError, CodeRefusedError
from objector.page.interruptions import INTERRUPTIONS
from objector.page.look import Found, Kind, Look, PageKind
from objector.page.press import press_once
from objector.page.reply import SILENCE, reply_to
from objector.page.site_answer import answered, complains, site_answer
from objector.page.takeover import asked
from objector.page.trouble import Trouble
from objector.page.wait import PageTimeoutError

if TYPE_CHECKING:
    from objector.page.form import Form

TRIES = 3
"""How often a code may be refused before a person is asked."""


async def enter_code(form: "Form", look: Look, complaint: str) -> Look:
    """Enter the code and press what confirms it; return what the site answers. A refusal is recorded in the site's words.

    Where the box for it isn't known for sure, a person is asked for it, or enters the code. Raises CodeBoxNotFoundError,
    CodeButtonNotFoundError.
    """
    look = await _with_box(form, await _asked_anew(form, look) if complaint else look)
    box = look.the(Kind.ONE_TIME_CODE)
    if box is None:
        return look
    code = await form.desk.code(complaint)
    await form.tab.guard.protect([answer.typed for answer in form.answers] + [code])
    with reply_to(form.page, code) as replied:
        await form.controls.type_code(box, code)
        form.taught.took(Kind.ONE_TIME_CODE)
        filled = await _with_button(form)
        if button := _button(filled):
            await form.controls.check_clickable(button)
            after = await press_once(form, filled, button.kind, replied)
        else:
            after = await site_answer(form.tab, look, replied)
        after = await answered(form, after, filled)
    if after.is_ is PageKind.CODE:
        form.desk.code_rejected(after.words)
    else:
        form.desk.done("code")
    return after


async def _asked_anew(form: "Form", look: Look) -> Look:
    """Have the site send a new code, where it offers that, and return what the page shows then; older ones are void now."""
    request = look.the(Kind.REQUEST_CODE)
    if request is None or not request.enabled:
        return look
    await form.desk.await_mail()
    await form.controls.click(request)
    form.desk.done("asked for a new code")
    return await form.tab.until(lambda now: now.is_ is not PageKind.UNKNOWN)


async def _with_box(form: "Form", look: Look) -> Look:
    """Return what the page shows once the code's box is known, or once the page has moved on under the person's hands."""
    look = await form.taught.onto(look)
    while look.the(Kind.ONE_TIME_CODE) is None and look.is_ is PageKind.CODE:
        try:
            await asked(form, Trouble(ask=Ask.FIELD, kind=Kind.ONE_TIME_CODE))
        except NeedsPersonError:
            raise CodeBoxNotFoundError(form.address) from None
        look = await form.taught.onto(await form.tab.until(bool))
    return look


async def _with_button(form: "Form") -> Look:
    """Return what the page shows once what hands the code in can be pressed, or once the page has moved on.

    A person is asked which it is where it isn't known for sure. Raises CodeButtonNotFoundError without one.
    """

    def ready(now: Look) -> bool:
        return _button(now) is not None or now.is_ is not PageKind.CODE

    while True:
        try:
            return await form.tab.until(ready)
        except PageTimeoutError:
            look = await _shown_button(form)
            if ready(look):
                return look


async def _shown_button(form: "Form") -> Look:
    """Return what the page shows once a person has pointed at the button, or pressed it."""
    try:
        await asked(form, Trouble(ask=Ask.SUBMIT_BUTTON, kind=Kind.SUBMIT))
    except NeedsPersonError:
        raise CodeButtonNotFoundError(form.address) from None
    return await form.taught.onto(await form.tab.until(bool))


def asks_for_code_inline(look: Look) -> bool:
    """Tell whether the form itself asks for a code, and has none yet."""
    box = look.the(Kind.ONE_TIME_CODE)
    if box is not None:
        return box.enabled and not box.value
    request = look.the(Kind.REQUEST_CODE)
    return request is not None and request.enabled


async def verify_inline(form: "Form", look: Look) -> None:
    """Ask for the code where there is a button for it, and enter it; the form verifies it by itself. Raises CodeRefusedError."""
    await form.desk.await_mail()
    if (request := look.the(Kind.REQUEST_CODE)) and request.enabled:
        await form.controls.click(request)
    complaint = ""
    for _ in range(TRIES):
        before = await form.tab.until(lambda now: _open_box(now) is not None or now.is_ in INTERRUPTIONS)
        if before.is_ in INTERRUPTIONS:
            return
        if complaint:
            before = await _asked_anew(form, before)
        complaint = await _try(form, before, await form.desk.code(complaint))
        if not complaint:
            form.desk.done("code")
            return
        form.desk.code_rejected(complaint)
    raise CodeRefusedError(complaint)


async def _try(form: "Form", before: Look, code: str) -> str:
    """Type the code; return what the form says against it, empty once it takes it."""
    box = _open_box(before)
    assert box is not None
    with reply_to(form.page, code) as replied:
        await form.controls.type_code(box, code)
        try:
            await form.tab.until(lambda now: replied.is_set() or _has_decided(now, before))
            after = await form.tab.until(lambda now: _has_decided(now, before) or _says_else(now, before), SILENCE)
        except PageTimeoutError as error:
            # What stands there still is said again; and of a right code some forms say nothing at all: the submit will tell.
            return " ".join(error.last.alerts) if error.last else ""
    return after.words if complains(after, before) else ""


def _has_decided(now: Look, before: Look) -> bool:
    return complains(now, before) or _is_verified(now, before)


def _says_else(now: Look, before: Look) -> bool:
    """Tell whether the page's words have changed, such as the number of fields that remain, other than by a complaint."""
    return _plain_words(now) != _plain_words(before)


def _plain_words(look: Look) -> set[str]:
    return set(look.text.splitlines()) - set(look.alerts)


def _is_verified(now: Look, before: Look) -> bool:
    box, submit, was = now.the(Kind.ONE_TIME_CODE), now.the(Kind.SUBMIT), before.the(Kind.SUBMIT)
    newly_enabled = submit is not None and submit.enabled and (was is None or not was.enabled)
    return box is None or not box.enabled or newly_enabled


def _open_box(look: Look) -> Found | None:
    box = look.the(Kind.ONE_TIME_CODE)
    return box if box is not None and box.enabled else None


def _button(look: Look) -> Found | None:
    """Return what hands the code in; beside a box for it alone, "Continue" and "Next" say no less than "Confirm" does."""
    buttons = (look.the(kind) for kind in (Kind.VERIFY_CODE, Kind.SUBMIT, Kind.NEXT))
    return next((button for button in buttons if button is not None and button.enabled), None)
