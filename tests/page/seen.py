"""What a look at a page has seen."""

from objector.page.look import Found, Kind, Look

COUNTRIES = "".join(f"<option>{name}</option>" for name in ("—", "Austria", "France", "Germany", "Italy", "Poland", "Spain"))
"""Options of a list of countries."""


def found(seen: Look, kind: Kind) -> Found:
    control = seen.the(kind)
    assert control is not None, f"no {kind} among {seen.found}"
    return control
