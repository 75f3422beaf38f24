"""What a person points at is taken for what it is, found again on the next visit, and dropped when it no longer fits."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from objector.browser.launch import Session
from objector.page.finder import look
from objector.page.learned import Lesson
from objector.page.look import Kind, Look, Role
from objector.page.taught import Taught
from tests.parts.served import HOME, Served

Show = Callable[[str], Session]

ROWS = "<style>p{margin:0;height:50px}</style>"
"""Has the middle of a frame lie in its second row, whichever fonts there are."""

STRANGE = """<form><p>Zorblax<input name=q17></p><p>Quux<input name=q18></p><p>Frobnicate<textarea name=q19></textarea></p>
<button>Go</button></form>"""
SHADOW = """<x-y></x-y><script>document.querySelector('x-y').attachShadow({mode: 'open'}).innerHTML =
'Zorblax <input name=z> <br> <input name=y> <button>Go</button>'</script>"""
COUNTRIES = "".join(f"<option value=c{n}>Land {n}</option>" for n in range(40))


@dataclass
class Desk:
    """What was learned, kept in a list."""

    known: list[Lesson] = field(default_factory=list)
    dropped: list[Lesson] = field(default_factory=list)

    def lessons(self) -> list[Lesson]:
        return list(self.known)

    def learn(self, lesson: Lesson) -> None:
        self.known.append(lesson)

    def unlearn(self, lesson: Lesson) -> None:
        self.dropped.append(lesson)


async def middle(session: Session, selector: str) -> tuple[float, float]:
    box = await (await session.page.wait_for_selector(selector)).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def point(session: Session, kind: Kind, selector: str, desk: Desk | None = None) -> Look | None:
    """Point at the middle of something; return what is found then, or None if it can't be taken for that."""
    await look(session.page)
    taught = Taught(session.page, desk or Desk())
    if not await taught.point(kind, await middle(session, selector)):
        return None
    taught.took(kind)
    return await taught.onto(await look(session.page))


async def recall(session: Session, desk: Desk) -> Look:
    return await Taught(session.page, desk).onto(await look(session.page))


def chosen(seen: Look | None, kind: Kind) -> str:
    assert seen is not None
    found = seen.the(kind)
    assert found is not None
    assert [each.kind for each in seen.found].count(kind) == 1
    return found.selector


@pytest.mark.parametrize(
    ("html", "kind", "at", "expected"),
    [
        (STRANGE, Kind.EMAIL, "input[name=q18]", "Quux"),
        (STRANGE, Kind.EMAIL, "p:nth-of-type(2)", "Quux"),
        ("<label for=a>Zorblax</label><br><input id=b><br><input id=a><button>Go</button>", Kind.EMAIL, "label", "Zorblax"),
        (f"<form>Zorblax<select id=s>{COUNTRIES}</select><input><button>Go</button></form>", Kind.COUNTRY, "#s", "Zorblax"),
        (f"<iframe srcdoc='{ROWS}{STRANGE}' style='margin:50px;border:9px solid'></iframe>", Kind.REASON, "iframe", "Quux"),
        (SHADOW, Kind.EMAIL, "x-y input", "Zorblax"),
    ],
    ids=["box", "row", "label", "list", "frame", "shadow"],
)
def test_what_is_pointed_at_is_the_field(html: str, kind: Kind, at: str, expected: str, run: Callable, show: Show) -> None:
    session = show(html)
    seen = run(point(session, kind, at))
    assert seen is not None
    found = seen.the(kind)
    assert found is not None
    assert found.label.startswith(expected)
    assert len(found.options) == (40 if kind is Kind.COUNTRY else 0)


def test_a_button_made_of_anything_can_be_pointed_at(run: Callable, show: Show) -> None:
    session = show("<input name=q><div tabindex=0 id=go onclick='document.title = 1'><b>Zorblax</b></div>")
    seen = run(point(session, Kind.SUBMIT, "b"))
    assert seen is not None
    button = seen.the(Kind.SUBMIT)
    assert button is not None
    assert (button.role, button.label, button.enabled) == (Role.BUTTON, "Zorblax", True)
    assert run(session.page.title()) == "test"


@pytest.mark.parametrize(("kind", "at"), [(Kind.EMAIL, "button"), (Kind.EMAIL, "h1"), (Kind.COUNTRY, "button")])
def test_what_can_not_take_the_answer_is_not_taken(kind: Kind, at: str, run: Callable, show: Show) -> None:
    assert run(point(show(f"<h1>Zorblax</h1>{STRANGE}"), kind, at)) is None


def test_it_is_found_again_on_the_next_visit_whatever_the_fields_hold(run: Callable, show: Show) -> None:
    desk = Desk()
    first = chosen(run(point(show(STRANGE), Kind.EMAIL, "input[name=q18]", desk)), Kind.EMAIL)
    again = show(STRANGE.replace("name=q17", "name=q17 class=x9f value=someone"))
    assert chosen(run(recall(again, desk)), Kind.EMAIL) == first
    assert desk.dropped == []


def test_another_version_of_the_form_is_not_filled_by_it(run: Callable, show: Show) -> None:
    desk = Desk()
    run(point(show(STRANGE), Kind.EMAIL, "input[name=q18]", desk))
    seen = run(recall(show(STRANGE.replace("Quux", "Telephone")), desk))
    assert seen.the(Kind.EMAIL) is None
    assert desk.dropped == []


@pytest.mark.parametrize("selector", ["input[name=nowhere]", "input", "textarea[name=q19]"], ids=["none", "several", "another"])
def test_what_no_longer_fits_is_dropped(selector: str, run: Callable, show: Show) -> None:
    desk = Desk()
    run(point(show(STRANGE), Kind.EMAIL, "input[name=q18]", desk))
    (known,) = desk.known
    desk.known = [Lesson(**{**vars(known), "selector": selector})]
    seen = run(recall(show(STRANGE), desk))
    assert seen.the(Kind.EMAIL) is None
    assert desk.dropped == desk.known


def test_nothing_personal_is_remembered(run: Callable, show: Show) -> None:
    desk = Desk()
    html = """<form><p><label>Is anna@example.org or +49 170 1234567 you?<input aria-label='anna@example.org'
      value='anna@example.org'></label></p><p>b<input></p><button>Go</button></form>"""
    run(point(show(html), Kind.REASON, "input[aria-label]", desk))
    (known,) = desk.known
    assert "anna" not in str(known)
    assert "1234567" not in str(known)
    assert "selector='body > " in str(known)


def test_what_was_done_by_hand_is_left_alone(run: Callable, session: Session, served: Served) -> None:
    served.pages["/"] = "<form><label>Email<input type=email name=email required></label><button>Send</button></form>"

    async def before_and_after() -> list[object]:
        await session.page.goto(HOME)
        taught, seen = Taught(session.page, Desk()), await look(session.page)
        email = seen.the(Kind.EMAIL)
        assert email is not None
        taught.leave(email)
        return [email, (await taught.onto(await look(session.page))).the(Kind.EMAIL)]

    email, after = run(before_and_after())
    assert email is not None
    assert after is None
