"""What every page of the sites has around it."""

import secrets
from collections.abc import Mapping

from objector.rehearsal.scenario import Engine, Platform
from objector.rehearsal.visit import Visit
from objector.rehearsal.wording import LANGUAGES, texts

NAMES = {Platform.FACEBOOK: "Facebook", Platform.INSTAGRAM: "Instagram"}
CONSENT = "cookie_consent"


def frame(visit: Visit, data: Mapping[str, object]) -> dict[str, object]:
    """Return the values for the frame of a page; ``data`` is what its scripts need besides the texts."""
    words = texts(visit.language)
    return {
        "t": words,
        "site": NAMES[visit.platform],
        "signed_in": visit.resident is not None,
        "cookie_dialog": cookie_dialog(visit),
        "languages": [(texts(tag)["locale"], texts(tag)["language_name"]) for tag in LANGUAGES],
        "token": lambda: secrets.token_hex(10),
        "jazoest": f"2{secrets.randbelow(90_000) + 10_000}",
        "c": str,
        "data": {**data, "texts": dict(words)},
    }


def cookie_dialog(visit: Visit) -> str | None:
    """Return which make of cookie dialog the page shows: none once the visitor has chosen."""
    if not visit.scenario.cookie_dialog or CONSENT in visit.request.cookies:
        return None
    if visit.platform is Platform.INSTAGRAM:
        return "instagram"
    return "classic" if visit.scenario.engine in {Engine.CLASSIC_SELECT, Engine.CLASSIC_TYPEAHEAD} else "plain"
