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

WEAK = 0.3
"""What is left of an address's score in a sign-in, where it is asked for by its label and not by a mere name."""

SUBMIT = (0.65, 0.1)
"""Threshold and margin of what submits a form: it is pressed once, and can't be taken back."""

ASKING = frozenset({PageKind.FORM, PageKind.SIGN_IN, PageKind.CODE, PageKind.SECOND_FACTOR, PageKind.CHECKPOINT})
"""Pages on which what orders news or searches is never taken for what ends them."""

FREE_TEXT = (Kind.REASON, Kind.ADDITIONAL_INFO, Kind.PROMPT_TEXT)

ENDS = (Kind.SUBMIT, Kind.NEXT)

HANDS_IN = (Kind.VERIFY_CODE, Kind.SUBMIT, Kind.NEXT)
"""What a button that hands in a code can be called."""

ALONE = {Kind.ONE_TIME_CODE: Kind.VERIFY_CODE, Kind.PASSWORD: Kind.SUBMIT}
"""What hands in the only thing that a form asks for."""

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
        item | {"frame": "" if raw is top else raw["url"], "of": raw["boxes"][item["box"]]}
        for raw in raws
        for item in raw["items"]
    ]
    found = tuple(_found(items))
    kind, signs_in_by_address = page_kind(raws, found), _signs_in_by_address(items)
    return Look(
        url=top["url"],
        language=top["language"],
        spoken=top["spoken"],
        is_=kind,
        found=tuple(_used_on(kind, each, signs_in_by_address=signs_in_by_address) for each in found),
        text="\n".join(raw["text"] for raw in raws),
        alerts=tuple(alert for raw in raws for alert in raw["alerts"]),
        buttons=tuple(button for raw in raws for button in raw["buttons"]),
        receipt=any(raw["receipt"] for raw in raws),
        withdraws=any(raw["withdraws"] for raw in raws) or (top["called_withdrawal"] and _ask(inner or [])),
        confirming=frozenset(sentence for raw in raws for sentence in raw["confirming"]),
    )


def _ask(frames: list[Raw]) -> bool:
    """Tell whether any of these asks what a form does."""
    return any(box["fields"] and not box["beside"] and not box["signIn"] for raw in frames for box in raw["boxes"])


def _used_on(kind: PageKind, found: Found, *, signs_in_by_address: bool) -> Found:
    """Return what searches or orders news as not used, where a page asks for anything else; its only address is told."""
    another = (found.kind is not Kind.EMAIL or signs_in_by_address) and found.kind is not Kind.PASSWORD
    return replace(found, filled=False) if found.beside and kind in ASKING and another else found


def _signs_in_by_address(items: list[Raw]) -> bool:
    """Tell whether the name in a sign-in is called an address, so that one for news is not the page's only one."""
    return any(item["of"]["signIn"] and _score(item, Kind.EMAIL) >= WEAK for item in items)


def _found(items: list[Raw]) -> list[Found]:
    """Return what won and the questions that are nothing known or lost, in the page's order."""
    by_kind: dict[Kind, list[Raw]] = {}
    for item in _told_apart(_one_way_on(items)):
        by_kind.setdefault(_likeliest(item) or Kind.OTHER, []).append(item)
    losers = by_kind.pop(Kind.OTHER, [])
    found: list[Found] = []
    forms: dict[Kind, Place] = {}
    for kind in sorted(by_kind, key=_turn):
        likely = _in_forms(by_kind[kind], kind, forms)
        best = max(_signing_in(likely, kind, forms) or likely, key=partial(_score, kind=kind))
        found.append(_winner(kind, best, likely))
        if found[-1].used:
            forms[kind] = _form(best)
        losers += [item for item in by_kind[kind] if item is not best]
    found += [_as_found(item, Kind.OTHER, 0.0, filled=False) for item in losers if item["role"] != "button"]
    places = {(item["frame"], item["selector"]): place for place, item in enumerate(items)}
    return sorted(found, key=lambda each: places[each.frame, each.selector])


def _turn(kind: Kind) -> int:
    """Return when a kind is decided on: passwords after names, and last what ends a form."""
    return 2 if kind in ENDS else int(kind is Kind.PASSWORD)


def _in_forms(own: list[Raw], kind: Kind, forms: dict[Kind, Place]) -> list[Raw]:
    """Return what stands with what is filled in, where that is known well enough; else all.

    A password goes with the name, and a form is ended by a button of its own.
    """
    filled = forms.values() if kind in ENDS else [forms.get(Kind.USERNAME)] if kind is Kind.PASSWORD else []
    within = [item for item in own if _form(item) in filled]
    return within if any(_score(item, kind) >= THRESHOLD for item in within) else own


def _signing_in(own: list[Raw], kind: Kind, forms: dict[Kind, Place]) -> list[Raw]:
    """Return what ends the sign-in whose password is filled in: a surer button of another form ties with it."""
    signing = [item for item in own if item["of"]["signIn"] and not item["of"]["over"]]
    return [item for item in signing if kind in ENDS and _form(item) == forms.get(Kind.PASSWORD)]


def _form(item: Raw) -> Place:
    return item["frame"], item["box"]


def _one_way_on(items: list[Raw]) -> list[Raw]:
    """Return the items, a button beside nothing but a code or a password no longer torn between the names for handing it in.

    What only goes on there hands it in.
    """
    ends = {place: end for kind, end in ALONE.items() for place in _forms_of(kind, items)}
    for item in items:
        if item["role"] == Role.BUTTON and (end := ends.get(_form(item))):
            called = [kind for kind in HANDS_IN if kind in item["kinds"]]
            best = end if _score(item, end) >= THRESHOLD else max(called, key=partial(_score, item), default=None)
            item["kinds"] = {
                end if name in ENDS else name: entry
                for name, entry in item["kinds"].items()
                if name == best or name not in called
            }
    return items


def _forms_of(kind: Kind, items: list[Raw]) -> set[Place]:
    """Return the forms in which this is all that is typed or chosen; "trust this device" may be ticked."""
    asking = [item for item in items if item["role"] not in {Role.BUTTON, Role.CHECKBOX}]
    holding = {_form(item) for item in asking if _likeliest(item) is kind}
    return holding - {_form(item) for item in asking if _likeliest(item) is not kind}


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
    rivals = [_score(item, kind) for item in own if item is not best and not _does_as_well(item, best)]
    doubles = [entry["score"] for other, entry in best["kinds"].items() if other != kind]
    margin = round(score - max([*rivals, *doubles], default=0.0), 9)
    threshold, least = SUBMIT if kind is Kind.SUBMIT else (THRESHOLD, MARGIN)
    return _as_found(best, kind, margin, filled=score >= threshold and margin >= least)


def _does_as_well(item: Raw, best: Raw) -> bool:
    """Tell whether either would do: of two boxes for news, and of two sign-ins, at the top and in the middle of a page."""
    if item["of"]["signIn"] and best["of"]["signIn"]:
        return _form(item) != _form(best)
    return bool(item["beside"] and best["beside"])


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
