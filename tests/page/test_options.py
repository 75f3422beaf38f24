"""An option is known by its label or its value, however its name is written."""

from objector.page.look import Option
from objector.page.options import option_named

OFFERED = [Option(label=label, value=value) for label, value in (("Choose…", ""), ("Österreich", "AT"), ("Germany", "DE"))]


def test_names_count_in_their_order() -> None:
    assert option_named(OFFERED, ("DE", "Österreich")) == OFFERED[2]
    assert option_named(OFFERED, ("osterreich", "DE")) == OFFERED[1]
    assert option_named(OFFERED, ("Atlantis",)) is None
