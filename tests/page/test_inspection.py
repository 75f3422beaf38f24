"""What is given to be inspected: an address under its own guard, or a file."""

from pathlib import Path

import pytest
from starlette.responses import RedirectResponse

from objector.page.finder.inspection import Inspected, LeadsElsewhereError, NoSuchPageError, absolute, inspect
from objector.page.look import Kind
from tests.parts.browser import unseen_browser
from tests.parts.served import ELSEWHERE, HOME

FRAMED = "<!doctype html><iframe srcdoc='<form><label>Email <input type=email></label><button>Send</button></form>'></iframe>"


@pytest.mark.parametrize("given", ["HTTPS://www.facebook.com/help", "https://www.facebook.com/help?a=1"])
def test_an_address_stays_as_it_is(given: str) -> None:
    assert absolute(given) == given


def test_a_file_can_be_given_by_the_address_that_a_browser_shows(tmp_path: Path) -> None:
    file = tmp_path / "saved für #1?.html"
    file.write_text("")
    assert absolute(file.as_uri()) == absolute(str(file)) == str(file)


@pytest.mark.parametrize("given", ["https://[::1", "https://", "http://example.org/", "example.org", "file:///nowhere"])
def test_what_is_no_address_and_no_file_is_told(given: str) -> None:
    with pytest.raises(NoSuchPageError, match="Give https://"):
        absolute(given)


def test_an_address_that_leads_to_another_site_is_told_and_the_others_are_seen_and_drawn(run, workshop, served) -> None:
    served.replies["/away"] = lambda: RedirectResponse(f"{ELSEWHERE}?token=1")
    served.pages["/"] = FRAMED
    settings = workshop.settings.model_copy(update={"browser": unseen_browser()})

    async def all_seen() -> list[Inspected]:
        return [seen async for seen in inspect(settings, [f"{HOME}away", HOME], drawn=True)]

    away, form = run(all_seen())
    assert isinstance(away.failure, LeadsElsewhereError)
    assert ELSEWHERE in str(away.failure)
    assert "token" not in str(away.failure)
    assert form.look is not None
    assert form.look.the(Kind.EMAIL) is not None
    assert form.picture.startswith(b"\x89PNG")
    assert served.hosts() == {"www.facebook.com"}
