"""The link that a site mails instead of a code: opened once, behind the fence, because opening it may be what files."""

from typing import TYPE_CHECKING

from playwright.async_api import Error

from objector.browser.address import without_query
from objector.page.desk import Review
from objector.page.errors import NoAnswerError
from objector.page.interruptions import INTERRUPTIONS
from objector.page.look import Look
from objector.page.site_answer import SAYS, answered
from objector.page.wait import PageTimeoutError

if TYPE_CHECKING:
    from objector.page.form import Form

VERB = "open the mailed link"


async def open_mailed_link(form: "Form") -> Look:
    """Wait for the link, have it agreed to, open it in this session and return what the site says.

    Raises StrayedError when it leads elsewhere than to the flow's origins, DeclinedError, NoAnswerError, NeedsPersonError.
    """
    link = await form.desk.link(form.tab.guard.origins)
    form.tab.guard.check(link)
    await form.desk.review(Review(address=without_query(link), answers={"to do": VERB}), form.page)
    form.desk.fence(VERB)
    with form.tab.guard.fence():
        try:
            # Not through the tab: what files is never tried a second time.
            await form.page.goto(link, wait_until="domcontentloaded", timeout=form.tab.seconds * 1000)
            look = await form.tab.until(lambda now: now.is_ in SAYS or now.is_ in INTERRUPTIONS)
        except Error as error:
            raise NoAnswerError(f"the mailed link did not open ({error.message.splitlines()[0].split(' at ')[0]})") from None
        except PageTimeoutError:
            raise NoAnswerError("the page behind the mailed link says neither yes nor no") from None
    form.desk.done("link", "opened")
    return await answered(form, look)
