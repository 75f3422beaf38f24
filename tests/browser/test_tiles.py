"""Windows lie side by side on the screen, none outside of it."""

from hypothesis import given
from hypothesis import strategies as st

from objector.browser.tiles import LEAST_HEIGHT, LEAST_WIDTH, place


@given(number=st.integers(0, 40), width=st.integers(320, 8000), height=st.integers(240, 5000), left=st.integers(-4000, 4000))
def test_every_window_lies_on_the_screen(number: int, width: int, height: int, left: int) -> None:
    box = place(number, (left, 30, width, height))
    assert left <= box["left"]
    assert box["left"] + box["width"] <= left + width
    assert box["top"] >= 30
    assert box["top"] + box["height"] <= 30 + height
    assert box["width"] >= min(width, LEAST_WIDTH)
    assert box["height"] >= min(height, LEAST_HEIGHT)


def test_as_many_as_fit_do_not_overlap() -> None:
    boxes = [place(number, (0, 0, 1920, 1080)) for number in range(6)]
    assert len({(box["left"], box["top"]) for box in boxes}) == 6
    assert sum(box["width"] * box["height"] for box in boxes) <= 1920 * 1080
