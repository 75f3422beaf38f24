"""The half of a look that happens outside the page: which candidate wins for each kind, and whether it may be used unaided."""

import json
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from objector.page.finder.pagekind import page_kind
from objector.page.look import Found, Kind, Look, Option, PageKind, Role

THRESHOLD = 0.55
"""A weaker winner is not used unaided. Chosen on pages that the weights were not made for."""

MARGIN = 0.05
"""A winner that beats the next by less is not used unaided. Chosen likewise."""

SUBMIT = (0.65, 0.1)
"""Threshold and margin of what submits a form: it is pressed once, and can't be taken back."""

OUTSIDE = (0.85, MARGIN)
"""Threshold and margin of a username that stands in no sign-in: there it may be any name that an account is to have."""

ASKING = frozenset({PageKind.FORM, PageKind.SIGN_IN, PageKind.CODE, PageKind.SECOND_FACTOR, PageKind.CHECKPOINT})
"""Pages on which what orders news or searches is never used."""

FREE_TEXT = (Kind.REASON, Kind.ADDITIONAL_INFO, Kind.PROMPT_TEXT)

ENDS = (Kind.SUBMIT, Kind.NEXT)

Place: TypeAlias = tuple[str, int]
"""A form: its frame and its number there."""

Raw: TypeAlias = dict[str, Any]
"""What the script in the page returned: see ``js/main.js``."""


def parse(text: str) -> Raw:
    """Return what the script in the page returned."""
    raw: Raw = json.loads(text)
    return raw


def read(top: Raw, inner: list[Raw] | None = None) -> Look:
    """Decide what the raw sightings of a page and of its frames amount to."""
    raws = [top, *(inner or [])]
    items = [
        item | {"frame": "" if raw is top else raw["url"], "names": _takes_names(raw, item)}
        for raw in raws
        for item in raw["items"]
    ]
    found = tuple(_found(items))
    kind = page_kind(raws, found)
    return Look(
        url=top["url"],
        language=top["language"],
        is_=kind,
        found=tuple(_used_on(kind, each) for each in found),
        text="\n".join(raw["text"] for raw in raws),
        alerts=tuple(alert for raw in raws for alert in raw["alerts"]),
        buttons=tuple(button for raw in raws for button in raw["buttons"]),
    )


def _used_on(kind: PageKind, found: Found) -> Found:
    """Return what orders news or searches as not used, where a page asks for anything else."""
    return replace(found, filled=False) if found.beside and kind in ASKING else found


def _takes_names(raw: Raw, item: Raw) -> bool:
    """Tell whether it stands where an account's name is asked for: in a sign-in, or above a password."""
    box = raw["boxes"][item["box"]]
    return bool(box["signIn"] or box["passwords"])


def _found(items: list[Raw]) -> list[Found]:
    """Return what won and the questions that are nothing known or lost, in the page's order."""
    by_kind: dict[Kind, list[Raw]] = {}
    for item in _told_apart(items):
        by_kind.setdefault(_likeliest(item) or Kind.OTHER, []).append(item)
    losers = by_kind.pop(Kind.OTHER, [])
    found: list[Found] = []
    forms: set[Place] = set()
    for kind, own in sorted(by_kind.items(), key=lambda each: each[0] in ENDS):
        likely = _in_forms(own, kind, forms) if kind in ENDS else own
        best = max(likely, key=partial(_score, kind=kind))
        found.append(_winner(kind, best, likely))
        forms |= {_form(best)} if found[-1].used else set()
        losers += [item for item in own if item is not best]
    found += [_as_found(item, Kind.OTHER, 0.0, filled=False) for item in losers if item["role"] != "button"]
    places = {(item["frame"], item["selector"]): place for place, item in enumerate(items)}
    return sorted(found, key=lambda each: places[each.frame, each.selector])


def _in_forms(own: list[Raw], kind: Kind, forms: set[Place]) -> list[Raw]:
    """Return the buttons that end a form in which something is filled in, where one of them is known well enough; else all."""
    within = [item for item in own if _form(item) in forms]
    return within if any(_score(item, kind) >= THRESHOLD for item in within) else own


def _form(item: Raw) -> Place:
    return item["frame"], item["box"]


def _told_apart(items: list[Raw]) -> list[Raw]:
    """Return the items, a box for free text no longer taken for a kind that another one of them is more surely.

    Two such boxes stand side by side in every long form, and the words around either could go with both.
    """
    for kind in FREE_TEXT:
        own = [item for item in items if _likeliest(item) is kind]
        best = max(own, key=lambda item: _score(item, kind), default=None)
        for item in own:
            others = {name: entry for name, entry in item["kinds"].items() if name != kind}
            if item is not best and any(others.get(other, {"score": 0})["score"] >= THRESHOLD for other in FREE_TEXT):
                item["kinds"] = others
    return items


def _likeliest(item: Raw) -> Kind | None:
    kinds = item["kinds"]
    return Kind(max(kinds, key=lambda kind: kinds[kind]["score"])) if kinds else None


def _score(item: Raw, kind: Kind) -> float:
    score: float = item["kinds"].get(kind, {"score": 0.0})["score"]
    return score


def _winner(kind: Kind, best: Raw, own: list[Raw]) -> Found:
    """Return the best of its kind, and how far it is ahead of the next candidate and of the next kind that it could be."""
    score = _score(best, kind)
    rivals = [_score(item, kind) for item in own if item is not best and not (item["beside"] and best["beside"])]
    doubles = [entry["score"] for other, entry in best["kinds"].items() if other != kind]
    margin = score - max([*rivals, *doubles], default=0.0)
    threshold, least = _bars(kind, best)
    return _as_found(best, kind, margin, filled=score >= threshold and margin >= least)


def _bars(kind: Kind, best: Raw) -> tuple[float, float]:
    """Return the threshold and the margin for this kind."""
    if kind is Kind.SUBMIT:
        return SUBMIT
    return OUTSIDE if kind is Kind.USERNAME and not best["names"] else (THRESHOLD, MARGIN)


def _role(item: Raw, kind: Kind) -> Role:
    """Return how it is operated; text boxes that suggest something take free text all the same."""
    role = Role(item["role"])
    return Role.TEXT if role is Role.COMBOBOX and kind not in {Kind.COUNTRY, Kind.ABOUT_AI, Kind.OTHER} else role


def _as_found(item: Raw, kind: Kind, margin: float, *, filled: bool) -> Found:
    entry = item["kinds"].get(kind, {"score": 0.0, "why": []})
    return Found(
        kind=kind,
        role=_role(item, kind),
        selector=item["selector"],
        score=round(entry["score"], 3),
        margin=round(margin, 3),
        filled=filled,
        why=tuple(entry["why"]),
        label=item["label"],
        value=item["value"],
        required=item["required"],
        enabled=item["enabled"],
        invalid=item["invalid"],
        frame=item["frame"],
        beside=item["beside"],
        could_take=Kind(item["could_take"]) if item["could_take"] else None,
        options=tuple(Option(**option) for option in item["options"]),
    )
