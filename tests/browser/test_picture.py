"""A picture shows the whole page, whether it fits the window or not."""

import struct
from collections.abc import Callable

import pytest

from objector.browser.launch import VIEWPORT
from objector.browser.picture import LARGEST, picture


@pytest.mark.parametrize(("high", "pictured"), [(100, VIEWPORT["height"]), (3000, 3000), (99_000, LARGEST)])
def test_the_whole_page_is_in_the_picture_as_far_as_it_can_be(high: int, pictured: int, run: Callable, show: Callable) -> None:
    session = show(f"<style>body {{margin: 0}}</style><div style='height: {high}px'></div>")
    png = run(picture(session.page, session.devtools))
    assert struct.unpack(">II", png[16:24]) == (VIEWPORT["width"], pictured)


def test_what_looks_like_a_code_is_shown_as_dots_and_stays_as_it_is(run: Callable, show: Callable) -> None:
    session = show("<input id=code value=123456>")
    dots = run(picture(session.page, session.devtools))
    run(session.page.evaluate("code.value = '654321'"))
    assert run(picture(session.page, session.devtools)) == dots
    assert run(session.page.get_attribute("#code", "style")) in {None, ""}
