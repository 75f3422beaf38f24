"""Choices about cookies are found in whatever they are drawn, and what declines is pressed."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from objector.browser.launch import Session
from objector.page.controls import Controls
from objector.page.declining import decline_cookies
from objector.page.finder import look
from objector.page.look import Kind, PageKind
from objector.page.tab import Tab

Show = Callable[[str], Session]

FORM = "<form><label>E-mail <input type=email></label><label>Message <textarea></textarea></label><button>Send</button></form>"
SAYS = "<p>We use cookies to improve your experience and for advertising.</p>"
BUTTONS = "<button id=no>Reject all</button><button id=yes>Accept all</button>"
OVER = "style='position:fixed;inset:10%;background:#fff'"
BELOW = "style='position:fixed;bottom:0;left:0;right:0;background:#fff'"

SHAPES = {
    "links": f"<div id=cookie-banner {BELOW}>{SAYS}<a href=# id=yes>Accept all</a> <a href=# id=no>Reject all</a></div>",
    "what is only pressed": f"<div class=bar {BELOW}>{SAYS}<span onclick='' id=no>Decline</span><b class=btn id=yes>OK</b></div>",
    "inputs": f"<div {BELOW}>{SAYS}<input type=submit id=no value='No, thanks'><input type=button id=yes value=OK></div>",
    "a bar without a name": f"<div {BELOW}>{SAYS}<div>{BUTTONS}</div></div>",
    "a block in the page": f"<div>{SAYS}{BUTTONS}</div>",
    "a corner": f"<div {OVER}><a href=# id=no>Continue without accepting →</a>{SAYS}<button id=yes>Agree & close</button></div>",
    "two that decline": f"<div {BELOW}>{SAYS}<b class=btn id=no>Deny</b><a href=#>Reject all</a> <a href=# id=yes>OK</a></div>",
    "a shadow root": f"<x-bar><template shadowrootmode=open><div {BELOW}>{SAYS}{BUTTONS}</div></template></x-bar>",
    "a frame": f'<iframe width=600 height=200 srcdoc="<div>{SAYS}{BUTTONS}</div>"></iframe>',
    "links to what is set": f"<div {BELOW}>{SAYS}<p><a href=#>Necessary cookies</a> <a href=#>Analytics</a></p>{BUTTONS}</div>",
    "a tool that says nothing of cookies": f"""<div id=usercentrics-root><template shadowrootmode=open><div role=dialog {BELOW}>
    <p>We use technologies of third parties.</p>{BUTTONS}</div></template></div>""",
    "what is chosen": f"""<div {BELOW}>{SAYS}<button id=no>Deny</button><button>Allow selection</button>
    <button id=yes>Allow all</button></div>""",
    "a cross": f"""<div class=cookies {BELOW}><p>We use cookies. If you close this with the cross you continue without accepting
    them.</p><button id=no>×</button><button id=yes>Accept</button></div>""",
}


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES)
def test_a_choice_about_cookies_is_known_in_whatever_it_is_drawn(html: str, run: Callable, show: Show) -> None:
    seen = run(look(show(html + FORM).page))
    for kind, name in ((Kind.CONSENT_REJECT, "no"), (Kind.CONSENT_ACCEPT, "yes")):
        choice = seen.the(kind)
        assert choice
        assert choice.selector.endswith(f'[id="{name}"]')


ANSWERS = {
    "en": ("We use cookies.", "Just what is needed", "Fine with me, allow it"),
    "da": ("Vi bruger cookies.", "Kun det nødvendige", "Det er fint"),
    "de": ("Wir verwenden Cookies.", "Ich lehne das ab, verweigern", "Ja, ich bin damit einverstanden"),
    "fi": ("Käytämme evästeitä.", "Vain välttämättömät tiedot", "Sopii minulle"),
    "he": ("אנחנו משתמשים בעוגיות.", "רק הכרחיות", "מסכים"),
    "ja": ("端末にCookieを保存します。", "すべて拒否", "すべて許可"),
}


@pytest.mark.parametrize("language", ANSWERS)
def test_a_choice_about_cookies_is_known_however_it_is_put(language: str, run: Callable, show: Show) -> None:
    says, no, yes = ANSWERS[language]
    buttons = f"<button id=no>{no}</button><button id=yes>{yes}</button>"
    seen = run(look(show(f"<html lang={language}><div class=bar {BELOW}><p>{says}</p>{buttons}</div>").page))
    chosen = [seen.the(kind) for kind in (Kind.CONSENT_REJECT, Kind.CONSENT_ACCEPT)]
    assert [each.selector for each in chosen if each] == ['[id="no"]', '[id="yes"]']


@pytest.mark.parametrize("button", ["Accept my selection", "More about required cookies"])
def test_what_leads_on_to_settings_answers_nothing(button: str, run: Callable, show: Show) -> None:
    seen = run(look(show(f"<div {BELOW}>{SAYS}<button>{button}</button><button>Cookie settings</button></div>").page))
    assert seen.the(Kind.CONSENT_REJECT) is None


OTHERS = {
    "a call": f"<div {BELOW}><p>Anna invites you to a call.</p><button>Accept</button><button>Decline</button></div>",
    "an article": "<article><p>We use cookies is what they say.</p><a href=#>Accept all</a><a href=#>Reject all</a></article>",
    "a footer": "<footer><p>We use cookies.</p><a href=/cookies>Reject cookies</a></footer>",
    "a cross that agrees": f"<div class=cookies {BELOW}>{SAYS}<p>By closing you agree.</p><button>×</button></div>",
}


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS)
def test_what_is_no_choice_about_cookies_declines_nothing(html: str, run: Callable, show: Show) -> None:
    assert run(look(show(html + FORM).page)).the(Kind.CONSENT_REJECT) is None


@pytest.mark.parametrize(("place", "kind"), [(OVER, PageKind.CONSENT), (BELOW, PageKind.FORM)], ids=["over", "below"])
def test_only_a_choice_that_lies_over_the_form_comes_first(place: str, kind: PageKind, run: Callable, show: Show) -> None:
    assert run(look(show(f"{FORM}<div {place}>{SAYS}{BUTTONS}</div>").page)).is_ is kind


TICKED = "<label><input type=checkbox checked style='opacity:0'>Statistics</label>"
SETTINGS = f"""{FORM}<input type=checkbox checked id=mine><div id=box {OVER}>{SAYS}<button id=more>Cookie settings</button>
<button>Accept all</button></div><script>
more.onclick = () => {{ box.innerHTML = `{SAYS}{TICKED}{TICKED}<button id=save>Save choices</button>`;
  save.onclick = () => {{ document.title = box.querySelectorAll(':checked').length; box.remove(); }}; }};
</script>"""


@pytest.mark.parametrize(("text", "kind"), [("", PageKind.CONSENT), ("Choose a plan", PageKind.FORM)])
def test_a_choice_lies_on_top_of_a_cover_that_is_drawn_apart(text: str, kind: PageKind, run: Callable, show: Show) -> None:
    cover = f"<div style='position:fixed;inset:0;background:#000a'>{text}</div>"
    bar = "<div style='position:fixed;top:5px'><p>We use cookies.</p><button>Accept all</button><button>Reject all</button></div>"
    session = show(f"<form><label>Email <input type=email></label><textarea></textarea><button>Send</button></form>{cover}{bar}")
    assert run(look(session.page)).is_ is kind


def test_choices_that_are_only_found_behind_settings_are_saved_without_a_tick(run: Callable, show: Show) -> None:
    session = show(SETTINGS)
    tab = Tab(session.page, session.guard, 5)
    told: list[str] = []
    desk = SimpleNamespace(done=lambda *said: told.append(said[0]))
    form = SimpleNamespace(page=session.page, tab=tab, controls=Controls(session.page, session.guard), desk=desk)
    for _ in range(2):
        run(decline_cookies(form, run(look(session.page))))
    assert run(session.page.title()) == "0"
    assert run(session.page.is_checked("#mine"))
    assert told == ["cookies", "cookies"]


@pytest.mark.parametrize("price", ["1,99 €", "$2 a month", "9.90 PLN"])
def test_what_must_be_paid_for_declines_nothing(price: str, run: Callable, show: Show) -> None:
    html = f"<div {BELOW}>{SAYS}<button>Reject all and subscribe for {price}</button><button>Accept all</button></div>"
    seen = run(look(show(html).page))
    assert seen.the(Kind.CONSENT_REJECT) is None
    assert seen.the(Kind.CONSENT_ACCEPT)


def test_a_page_that_only_asks_about_cookies_is_told_as_that(run: Callable, show: Show) -> None:
    box = f"<div id=cookie-lightbox>{SAYS}<a href=# class=btn>Reject all</a> <a href=# class=btn>Accept all</a></div>"
    assert run(look(show(f"<main><p>News</p></main>{box}").page)).is_ is PageKind.CONSENT
