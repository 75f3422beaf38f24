"""The page shows what was filed and how it is proved, in any browser and to anybody, and never claims too much."""

import re
from itertools import pairwise

import pytest

from objector.cases.model import BY_HAND, Event, EventKind
from objector.evidence.page import write_page
from objector.evidence.verify import verify

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0300080502fea7d6059b"
    "0000000049454e44ae426082"
)
FILED = (EventKind.PLANNED, EventKind.STARTED, EventKind.SUBMITTING, EventKind.FILED)


@pytest.fixture
def written(opened, clock):
    """Write the page of a case to which these kinds of events happened."""

    def written(*kinds: EventKind, **changes: object):
        folder = opened(**changes)
        folder.add("filled-form.png", PNG, "The filled form", address="https://www.facebook.com/help/contact/1")
        folder.add("confirmation.txt", "Danke & <i>tschüss</i>.", "Its words", address="https://www.facebook.com/help/contact/1")
        return write_page(folder, [Event(kind=kind, at=clock(), data={"what": f"{kind} it"}) for kind in kinds])

    return written


@pytest.fixture
def shown(written, page):
    """Show the page of a case in a browser that can reach nothing but the page."""

    def shown(*kinds: EventKind, **changes: object):
        page.goto(written(*kinds, **changes).as_uri())
        return page

    return shown


def test_the_page_shows_what_was_filed_and_in_which_words_it_was_confirmed(shown):
    page = shown(*FILED)
    assert page.get_by_role("heading", level=1).inner_text() == "Objection filed"
    text = page.get_by_role("main").inner_text()
    for fact in (
        "anna",
        "anna@example.org",
        "Germany",
        "My work is <b>mine</b> & stays so.",
        "3 October 2026, 14:15:06 UTC+02:00",
    ):
        assert fact in text
    words = page.get_by_role("region", name="The site's own words").get_by_role("blockquote")
    assert words.inner_text() == "Danke & <i>tschüss</i>."
    assert words.get_attribute("lang") == "de"


def test_the_page_lists_steps_and_hashes(shown, opened):
    page = shown(*FILED)
    assert page.get_by_role("region", name="Step by step").get_by_role("listitem").count() == len(FILED)
    hashes = page.get_by_role("region", name="Fingerprints").inner_text()
    for piece in opened().manifest.pieces:
        assert piece.sha256 in hashes


def test_nothing_is_wider_than_the_screen_of_a_phone(opened, clock, page):
    long = {"address": "https://www.facebook.com/help/contact/712876720715583", "words": "0123456789abcdef" * 8}
    path = write_page(opened(), [Event(kind=EventKind.FILED_EARLIER, at=clock(), data=long)])
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_what_is_known_from_a_person_alone_says_so(opened, clock, page):
    page.goto(write_page(opened(), [Event(kind=EventKind.FILED, at=clock(), data={"why": BY_HAND})]).as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == "Objection filed, as a person said who looked"
    assert "UTC+02:00, as a person said who looked" in page.get_by_role("region", name="What was filed").inner_text()


def test_the_pictures_are_in_the_page_and_described(shown):
    pictures = shown(*FILED).get_by_role("img")
    assert pictures.count() == 1
    assert pictures.get_attribute("alt") == "Screenshot: The filled form"
    assert pictures.evaluate("image => image.complete && image.naturalWidth") == 1


def test_the_page_asks_the_network_for_nothing(written, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    address = written(*FILED).as_uri()
    page.goto(address, wait_until="networkidle")
    assert {url.rpartition("/")[0] for url in asked} == {address.rpartition("/")[0]}


def test_headings_lead_through_the_page_without_gaps(shown):
    levels = [int(h.evaluate("h => h.tagName[1]")) for h in shown(*FILED).get_by_role("heading").all()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(shown, page, scheme):
    page.emulate_media(color_scheme=scheme)
    shown(*FILED, rehearsal=True)
    style = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    for selector in ("body", ".rehearsal"):
        assert contrast(*page.locator(selector).evaluate(style)) >= 7
    soft = page.locator(".lead").evaluate("e => getComputedStyle(e).color")
    assert contrast(soft, page.locator("body").evaluate(style)[1]) >= 4.5


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2 defines it."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("width", [320, 1200])
def test_nothing_sticks_out_of_a_narrow_window(shown, page, width):
    page.set_viewport_size({"width": width, "height": 700})
    shown(*FILED)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "kinds", [FILED[:1], FILED[:2], FILED[:3], (*FILED[:3], EventKind.NEEDS_PERSON), (*FILED[:3], EventKind.FAILED)]
)
def test_without_a_confirmation_the_page_does_not_say_filed(written, kinds):
    html = written(*kinds).read_text()
    assert "<h1>Objection not filed</h1>" in html
    assert "What was filled in" in html
    assert "<dt>Confirmed</dt>" not in html


def test_a_case_in_doubt_is_shown_as_one(written):
    assert "<h1>Objection sent, not known to have been received</h1>" in written(*FILED[:3], EventKind.IN_DOUBT).read_text()


def test_a_rehearsal_is_marked_at_the_top_and_in_the_title(shown):
    page = shown(*FILED, rehearsal=True)
    assert page.get_by_role("note").inner_text() == "Rehearsal – nothing was sent to the real site."
    assert page.title().startswith("Rehearsal: ")
    assert page.get_by_role("heading", level=1).inner_text() == "Rehearsal: Objection filed"


def test_a_real_case_is_not_marked_as_a_rehearsal(written):
    assert "Rehearsal" not in written(*FILED).read_text()


def test_the_page_verifies_each_time_it_is_written(written):
    for _ in range(3):
        assert verify(written(*FILED).parent) == []
