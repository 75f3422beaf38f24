"""A form that can't be filled in as it is stops its batch before it begins; one that is elsewhere doesn't."""

from objector.filing.batch.look_first import obstacle
from objector.filing.drift import Finding, Standing
from objector.filing.probe import Probed


def seen(*findings: Finding) -> Probed:
    return Probed(flow="facebook", address="https://help.meta.com/requests/1", language="en", findings=findings, page="")


def test_a_form_that_has_moved_to_another_of_the_platforms_places_is_no_obstacle() -> None:
    moved = seen(Finding(standing=Standing.MOVED, what="the form"))
    assert obstacle(moved) is None
    assert moved.has_moved


def test_what_is_gone_or_new_and_required_is_an_obstacle_and_named() -> None:
    gone = Finding(standing=Standing.GONE, what="email")
    new = Finding(standing=Standing.NEW, what="a question", words="Your favourite colour", required=True)
    assert obstacle(seen(gone, new)) == (
        "the form of facebook has changed (gone: email; new: a question “Your favourite colour”)"
    )
    assert not seen(gone).has_moved
