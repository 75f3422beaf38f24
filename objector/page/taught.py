"""What the person did or pointed at while a form is filled, and what was pointed at before: all of it goes before the finder."""

from collections.abc import Iterator
from dataclasses import replace

from playwright.async_api import Page

from objector.page.desk import Desk
from objector.page.learned import Lesson
from objector.page.look import Found, Kind, Look, Role
from objector.page.panel import Place
from objector.page.recall import fingerprint, lesson, recalled
from objector.page.sightings import Sighting, at, meant, sightings

WHY = "a person pointed at it"


class Taught:
    """What holds for the form in one page; ``desk`` keeps what was learned."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page = page
        self._desk = desk
        self._lessons: dict[Kind, Lesson] = {}
        self._new: set[Kind] = set()
        self._by_hand: set[tuple[str, str]] = set()
        self._remembered: list[Lesson] | None = None

    async def onto(self, look: Look) -> Look:
        """Return the look with what was pointed at taken for what it is, and without what the person did by hand."""
        look = replace(look, found=tuple(found for found in look.found if _place(found) not in self._by_hand))
        if self._remembered is None:
            self._remembered = self._desk.lessons()
        if not (self._remembered or self._lessons):
            return look
        seen = await sightings(self._page)
        await self._remember(seen, self._remembered)
        for kind, known in self._lessons.items():
            if sighting := await recalled(seen, self._page, known):
                look = replace(look, found=tuple(_with(look, await sighting.as_found(kind, WHY))))
        return look

    async def point(self, kind: Kind, place: Place) -> bool:
        """Take what lies at this place of the window for this kind; tell whether it can be."""
        seen = await sightings(self._page)
        touched = await at(self._page, place)
        sighting = await meant(seen, *touched, kind) if touched else None
        if sighting is None:
            return False
        self._lessons[kind] = await lesson(sighting, kind, await fingerprint(seen))
        self._new.add(kind)
        return True

    def took(self, kind: Kind) -> None:
        """Remember what was pointed at for this kind, now that it has taken its answer."""
        if kind in self._new:
            self._new.remove(kind)
            self._desk.learn(self._lessons[kind])

    def knows(self, kind: Kind) -> bool:
        """Tell whether a control was pointed at for this kind."""
        return kind in self._lessons

    def leave(self, found: Found) -> None:
        """Leave this control alone from now on: the person did it."""
        self._by_hand.add(_place(found))

    async def _remember(self, seen: list[Sighting], remembered: list[Lesson]) -> None:
        """Bring in what was learned on this very version of the form; forget what doesn't fit it any more."""
        if not remembered:
            return
        form = await fingerprint(seen)
        for known in [known for known in remembered if known.form == form]:
            remembered.remove(known)
            if await recalled(seen, self._page, known):
                self._lessons.setdefault(Kind(known.kind), known)
            else:
                self._desk.unlearn(known)


def _place(found: Found) -> tuple[str, str]:
    return found.frame, found.selector


def _with(look: Look, pointed: Found) -> Iterator[Found]:
    """Yield what was found, the control that was pointed at as what it is, and any other that was taken for it as unknown."""
    places = {_place(found) for found in look.found}
    for found in look.found:
        if _place(found) == _place(pointed):
            yield pointed
        elif found.kind is not pointed.kind:
            yield found
        elif found.role is not Role.BUTTON:
            yield replace(found, kind=Kind.OTHER, filled=False)
    if _place(pointed) not in places:
        yield pointed
