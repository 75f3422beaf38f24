"""What a page as a whole is, from what it holds and where it says what."""

import re
from typing import Any
from urllib.parse import urlsplit

from objector.page.aside import says_link_was_sent, way_out
from objector.page.look import Found, Kind, PageKind, Role

ANSWERS = (
    PageKind.RATE_LIMITED,
    PageKind.ALREADY_OBJECTED,
    PageKind.NOT_AVAILABLE,
    PageKind.REFUSAL,
    PageKind.CONFIRMATION,
)
"""What a page can say to an objection, the bad news first: "Thank you, but …" is not a thank you."""

QUESTIONS = frozenset(
    {
        Kind.EMAIL,
        Kind.COUNTRY,
        Kind.REASON,
        Kind.ADDITIONAL_INFO,
        Kind.ABOUT_AI,
        Kind.PROMPT_TEXT,
        Kind.FIRST_NAME,
        Kind.FULL_NAME,
    }
)
"""Fields that make a page the form."""

UNASKED = frozenset({PageKind.UNKNOWN, PageKind.SIGN_IN, PageKind.CONFIRMATION})
COVERED = UNASKED | {PageKind.FORM, PageKind.CODE}
"""What a page can seem to be that asks something beside the form: by itself, and with a dialog on top."""

BRIEF = 240
"""Characters of a page that explains nothing."""

LONG = 1000
"""Characters of a page that explains something, whatever else it says."""

CHECKPOINT_PATH = "/checkpoint/"
SECOND_FACTOR_PATH = re.compile(r"two_step_verification|/two_factor|/checkpoint/")
SIGN_IN_PATH = re.compile(r"/login|/signin|/accounts/login")


def page_kind(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind:
    """Decide what the page is: what lies on top comes first, then what stops, then what asks, then what it says."""
    kind = (
        _consent(raws)
        or _captcha(raws)
        or _heard(raws, found)
        or (_in_dialog(raws, found) if _modal(raws) else _said(raws, "alert", found))
        or _asking(raws, found)
        or _said(raws, "alert", found)
        or _told(raws, found)
        or _last_resort(raws, found)
    )
    aside = _aside(kind, raws, found)
    return aside or (_asks_to_choose(found) if kind is PageKind.UNKNOWN else None) or kind


def _aside(kind: PageKind, raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind | None:
    """Return what the page wants beside the form, when that is all that it shows or lies on top."""
    text, language = "\n".join(raw["text"] for raw in raws), raws[0]["language"]
    if kind is PageKind.UNKNOWN and CHECKPOINT_PATH in urlsplit(raws[0]["url"]).path:
        return PageKind.CHECKPOINT
    # "In this browser" is said of cookies, and of passwords.
    vague = kind is PageKind.CONSENT and not _has(found, Kind.CONSENT_REJECT, Kind.CONSENT_ACCEPT)
    if _has(found, Kind.PASSWORD) or not (vague or kind in (COVERED if _modal(raws) else UNASKED)):
        return None
    if way_out(text, [button for raw in raws for button in raw["buttons"]], language):
        return PageKind.PROMPT
    if vague or _has(found, Kind.ONE_TIME_CODE) or _runs_errand(raws):
        return None
    means = _says(raws, "meant")
    told = says_link_was_sent(text, language) or _means_link(kind, means)
    return PageKind.LINK if told and _tells_news(text, means) else None


def _means_link(kind: PageKind, means: set[str]) -> bool:
    """Tell whether a link was mailed; a page that confirms must want it to be opened, too."""
    mailed = "mailed" in means or {"was_sent", "open_link"} <= means
    return {PageKind.UNKNOWN: mailed, PageKind.CONFIRMATION: mailed and "open_link" in means}.get(kind, False)


def _tells_news(text: str, means: set[str]) -> bool:
    """Tell whether a page says what has just happened, rather than explaining at length how mailed links are to be used."""
    return len(text) < BRIEF or ("was_sent" in means and len(text) < LONG)


def _modal(raws: list[dict[str, Any]]) -> bool:
    return any(raw["modal"] for raw in raws)


def _consent(raws: list[dict[str, Any]]) -> PageKind | None:
    whole = "/user_cookie_choice" in raws[0]["url"]
    return PageKind.CONSENT if whole or any(raw["consent"] for raw in raws) else None


def _captcha(raws: list[dict[str, Any]]) -> PageKind | None:
    return PageKind.CAPTCHA if any(raw["captcha"] for raw in raws) else None


def _stops(raws: list[dict[str, Any]], *places: str) -> PageKind | None:
    said = {kind for place in places for kind in _says(raws, place)}
    return next((kind for kind in (PageKind.CAPTCHA, PageKind.CHECKPOINT) if kind in said), None)


def _says(raws: list[dict[str, Any]], where: str) -> set[str]:
    return {kind for raw in raws for kind in raw["says"][where]}


def _said(raws: list[dict[str, Any]], where: str, found: tuple[Found, ...]) -> PageKind | None:
    """Return the answer that the page gives at this place; beside a code box there is none yet."""
    if _has(found, Kind.ONE_TIME_CODE) and where != "alert":
        return None
    said = _says(raws, where)
    return next((kind for kind in ANSWERS if kind in said and (where != "alert" or kind is PageKind.RATE_LIMITED)), None)


def _told(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind | None:
    """Return what a page tells that asks nothing: its headings come first, then its very words, then what its sentences mean."""
    said = _said(raws, "heading", found) or _stops(raws, "heading", "dialog") or _said(raws, "text", found)
    if said is PageKind.CONFIRMATION:
        return _thanks_or_but(raws, found)
    return said or _said(raws, "meant", found) or _captcha_below(raws)


def _thanks_or_but(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind:
    """Return what a page that thanks goes on to say: "Thank you, but …" can stand in a heading and in the text below.

    One that says that something has failed thanks for patience or a visit, unless it says firmly what has come.
    """
    thanks = PageKind.UNKNOWN if "failed" in _says(raws, "meant") else PageKind.CONFIRMATION
    return _said(raws, "meant", found) or thanks


def _heard(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind | None:
    """Return the answer that the page gives in a dialog of the browser."""
    said = _said(raws, "heard", found)
    return None if said is PageKind.CONFIRMATION and "failed" in _says(raws, "heard") else said


def _in_dialog(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind | None:
    said = _said(raws, "dialog", found) or _said(raws, "meant", found)
    return _thanks_or_but(raws, found) if said is PageKind.CONFIRMATION else said


def _captcha_below(raws: list[dict[str, Any]]) -> PageKind | None:
    said = _says(raws, "text") | _says(raws, "meant")
    return PageKind.CAPTCHA if any(raw["widget"] for raw in raws) or PageKind.CAPTCHA in said else None


def _has(found: tuple[Found, ...], *kinds: Kind) -> bool:
    return any(each.kind in kinds and each.score >= 0.5 and not each.beside for each in found)


def _asking(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind | None:
    path = urlsplit(raws[0]["url"]).path
    code, password = _has(found, Kind.ONE_TIME_CODE), _has(found, Kind.PASSWORD)
    questions = sum(each.kind in QUESTIONS and each.score >= 0.4 and not each.beside for each in found)
    if code and not password:
        says = _says(raws, "heading") | _says(raws, "dialog") | _says(raws, "text") | _says(raws, "meant")
        if SECOND_FACTOR_PATH.search(path) or (PageKind.SECOND_FACTOR in says and questions == 0):
            return PageKind.SECOND_FACTOR
        return PageKind.CODE if _modal(raws) or questions == 0 else PageKind.FORM
    if password:
        return _with_password(raws, found)
    if _sets_password(found):
        return PageKind.UNKNOWN
    only = questions == 1 and ((_has(found, Kind.EMAIL) and _only_beside(raws)) or _counts(found))
    if questions and not only and not _runs_errand(raws):
        return PageKind.FORM
    return None


def _runs_errand(raws: list[dict[str, Any]]) -> bool:
    """Tell whether all that a page asks is asked where something is ordered, counted or chosen, or a password made anew."""
    asking = [
        box for raw in raws for box in raw["boxes"] if box["fields"] and not (box["beside"] or box["aside"] or box["signIn"])
    ]
    return bool(asking) and all(box["errand"] for box in asking)


def _makes_account(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> bool:
    """Tell whether a password stands where an account is made or kept, beside what no sign-in asks."""
    names = _has(found, Kind.FIRST_NAME, Kind.LAST_NAME, Kind.FULL_NAME, Kind.COUNTRY)
    asked = names or (_has(found, Kind.USERNAME) and _has(found, Kind.EMAIL)) or _runs_errand(raws)
    return asked and not any(box["signIn"] for raw in raws for box in raw["boxes"])


def _sets_password(found: tuple[Found, ...]) -> bool:
    """Tell whether a password is made up here, as for a new account."""
    return any(each.kind is Kind.PASSWORD and each.beside and each.score >= 0.5 for each in found)


def _with_password(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind:
    if _asks_an_objection(raws):
        return PageKind.FORM
    return PageKind.UNKNOWN if _makes_account(raws, found) else PageKind.SIGN_IN


def _asks_an_objection(raws: list[dict[str, Any]]) -> bool:
    """Tell whether a password only proves who asks, or stands in a strip over a form of its own."""
    boxes = [box for raw in raws for box in raw["boxes"]]
    over = [box["over"] for box in boxes if box["signIn"]]
    return any(box["proves"] for box in boxes) or (bool(over) and all(over))


def _is_sent(found: tuple[Found, ...]) -> bool:
    """Tell whether a button surely hands in what is asked, or goes on."""
    return _has(found, Kind.NEXT) or any(each.kind is Kind.SUBMIT and each.filled and not each.beside for each in found)


def _counts(found: tuple[Found, ...]) -> bool:
    """Tell whether a country is asked among things that no form asks, and nothing sends it: where prices are calculated."""
    another = any(each.kind is Kind.OTHER and each.role is Role.TEXT and not each.beside for each in found)
    return another and _has(found, Kind.COUNTRY) and not _has(found, Kind.SUBMIT, Kind.NEXT)


def _asks_to_choose(found: tuple[Found, ...]) -> PageKind | None:
    """Return what a page is that only asks to choose: about cookies, or something before one goes on, as a form's step does."""
    if {Kind.CONSENT_REJECT, Kind.CONSENT_ACCEPT} <= {each.kind for each in found if each.filled}:
        return PageKind.CONSENT
    chosen = any(each.kind is Kind.OTHER and each.role is Role.RADIO and not each.beside for each in found)
    return PageKind.FORM if chosen and _has(found, Kind.NEXT) else None


def _only_beside(raws: list[dict[str, Any]]) -> bool:
    boxes = [box for raw in raws for box in raw["boxes"] if box["fields"]]
    return all(box["beside"] or box["aside"] or box["signIn"] for box in boxes)


def _asks_more(found: tuple[Found, ...]) -> bool:
    """Tell whether a page asks for several things that no sign-in does."""
    return sum(each.kind is Kind.OTHER and each.role is Role.TEXT and not each.beside for each in found) > 1


def _last_resort(raws: list[dict[str, Any]], found: tuple[Found, ...]) -> PageKind:
    names_account = _has(found, Kind.USERNAME) and not _asks_more(found) and not _runs_errand(raws)
    if SIGN_IN_PATH.search(urlsplit(raws[0]["url"]).path) or names_account:
        return PageKind.SIGN_IN
    unknown = any(each.kind in {Kind.OTHER, Kind.EVIDENCE_FILE, Kind.TRUTH_STATEMENT} and not each.beside for each in found)
    if unknown and not _only_beside(raws) and not _runs_errand(raws):
        return PageKind.FORM if _is_sent(found) else PageKind.UNKNOWN
    return PageKind.UNKNOWN
