"""What every page of the sites has around it."""

import secrets
from collections.abc import Mapping
from urllib.parse import urlencode

from babel import Locale

from objector.rehearsal.scenario import PROMPTS, CookieDialog, Engine, Interruption, Platform, Position
from objector.rehearsal.visit import FormVisit, Visit
from objector.rehearsal.wording import LANGUAGES, texts

NAMES = {Platform.FACEBOOK: "Facebook", Platform.INSTAGRAM: "Instagram"}
CONSENT = "cookie_consent"

BY_SCRIPT = frozenset({Position.ARRIVAL, Position.MIDWAY, Position.COUNTRY})
"""Positions at which the page itself brings up what comes between."""


def frame(visit: Visit, data: Mapping[str, object]) -> dict[str, object]:
    """Return the values for the frame of a page; ``data`` is what its scripts need besides the texts."""
    words = texts(visit.language)
    return {
        "t": words,
        "direction": Locale.parse(visit.language).text_direction,
        "site": NAMES[visit.platform],
        "signed_in": visit.resident is not None,
        "cookie_dialog": cookie_dialog(visit),
        "languages": [(texts(tag)["locale"], texts(tag)["language_name"]) for tag in LANGUAGES],
        "token": lambda: secrets.token_hex(10),
        "jazoest": f"2{secrets.randbelow(90_000) + 10_000}",
        "c": str,
        "prompt": visit.scenario.interruption if visit.scenario.interruption in PROMPTS else None,
        "data": {**data, "texts": dict(words), "between": between(visit)},
    }


def between(visit: Visit) -> dict[str, object] | None:
    """Return what the page's script brings up by itself, and when: a question over the page, or another address."""
    if not isinstance(visit, FormVisit) or visit.between is None or visit.scenario.at not in BY_SCRIPT:
        return None
    address = notice_address(visit.between, visit.form.address)
    return {"what": visit.between, "on": visit.scenario.at, "asks": visit.between in PROMPTS, "address": address}


def notice_address(what: str, back_to: str) -> str:
    """Return the address, on any of the sites' hosts, of the page that comes between."""
    path = "/checkpoint/1501092823525282/" if what == Interruption.CHECKPOINT else "/notice/"
    return f"{path}?{urlencode({'what': what, 'next': back_to})}"


def cookie_dialog(visit: Visit) -> CookieDialog | None:
    """Return which make of cookie dialog the page shows: none once the visitor has chosen."""
    scenario = visit.scenario
    if CONSENT in visit.request.cookies or not (scenario.cookie_dialog or scenario.cookie_make):
        return None
    if scenario.cookie_make:
        return scenario.cookie_make
    if visit.platform is Platform.INSTAGRAM:
        return CookieDialog.INSTAGRAM
    return CookieDialog.CLASSIC if scenario.engine in {Engine.CLASSIC_SELECT, Engine.CLASSIC_TYPEAHEAD} else CookieDialog.PLAIN
