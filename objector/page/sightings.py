"""All controls that a person could point at, each with its element."""

from dataclasses import dataclass
from types import MappingProxyType

from playwright.async_api import ElementHandle, Frame, Page

from objector.browser.address import without_query
from objector.page.finder.decide import Raw, parse
from objector.page.finder.glance import RECALL, same_site
from objector.page.look import Found, Kind, Option, Role
from objector.page.reach import IS_TEXT_BOX

TOUCHED = """([at, ...elements]) => {
  const label = at.closest('label');
  const own = elements.findIndex(element => element === at || element.contains(at) || (label && label.control === element));
  const inside = elements.map((element, i) => at.contains(element) ? i : -1).filter(i => i >= 0);
  return own >= 0 ? own : inside.length === 1 ? inside[0] : -1;
}"""
"""Which of the elements is meant by somebody who clicked there: it, its label, or a row that holds no other."""

AT = """([x, y]) => {
  let at = document.elementFromPoint(x, y);
  for (let inner; (inner = at?.shadowRoot?.elementFromPoint(x, y)) && inner !== at;) at = inner;
  return at;
}"""

SELECTORS = """element => {
  const quoted = text => '"' + text.replace(/["\\\\]/g, '\\\\$&').replace(/\\n/g, '\\\\a ') + '"';
  const path = node => {
    const steps = [];
    for (let at = node; at; at = at.parentElement) {
      if (at === document.body) { steps.unshift('body'); break; }
      const same = [...(at.parentElement || at.getRootNode()).children].filter(other => other.localName === at.localName);
      steps.unshift(`${at.localName}:nth-of-type(${same.indexOf(at) + 1})`);
    }
    const root = node.getRootNode();
    return (root instanceof ShadowRoot ? path(root.host) + ' ' : '') + steps.join(' > ');
  };
  const named = ['name', 'aria-label', 'placeholder'].map(name => [name, element.getAttribute(name)]);
  const kept = named.filter(([name, value]) => value && !/@|^:\\w+:$/.test(value) && (name === 'name' || !/\\d{4}/.test(value)));
  return [...kept.map(([name, value]) => `${element.localName}[${name}=${quoted(value)}]`), path(element)];
}"""
"""Ways to find the element again on another visit, the steadiest first; none holds an address or a class name."""

TAKEN_BY = MappingProxyType(
    {
        Kind.SUBMIT: {Role.BUTTON},
        Kind.NEXT: {Role.BUTTON},
        Kind.COUNTRY: {Role.SELECT, Role.COMBOBOX, Role.TEXT},
        Kind.ABOUT_AI: {Role.RADIO, Role.CHECKBOX, Role.SELECT, Role.COMBOBOX},
        Kind.TRUTH_STATEMENT: {Role.CHECKBOX},
        Kind.EVIDENCE_FILE: {Role.FILE},
    }
)
"""How a control of a kind may be operated; all other kinds are typed."""

OPTIONS = "element => [...element.options].map(option => [option.label || option.text, option.value, option.selected])"

CORNER = """frame => {
  const box = frame.getBoundingClientRect();
  return [box.left + frame.clientLeft, box.top + frame.clientTop];
}"""
"""Where the inside of a frame begins."""

PRESSABLE = "element => element.closest('button,a,[role=button],[role=link],[tabindex],input,label') || element"


@dataclass(frozen=True)
class Sighting:
    """One control: what the finder saw of it, and its element."""

    item: Raw
    frame: Frame
    element: ElementHandle

    @property
    def address(self) -> str:
        """The address of the frame that it is in, without its query; empty for the page itself."""
        return without_query(self.frame.url) if self.frame.parent_frame else ""

    async def as_found(self, kind: Kind, why: str) -> Found:
        """Return it as a control that may be used as this kind."""
        item = self.item
        return Found(
            kind=kind,
            role=operated_as(Role(item["role"]), kind),
            selector=item["selector"],
            score=1.0,
            margin=1.0,
            filled=True,
            why=(why,),
            label=item["label"],
            value=item["value"],
            required=item["required"],
            enabled=item["enabled"],
            invalid=item["invalid"],
            frame=self.frame.url if self.frame.parent_frame else "",
            options=await self._options(),
        )

    async def _options(self) -> tuple[Option, ...]:
        if self.item["role"] != Role.SELECT:
            return tuple(Option(**option) for option in self.item["options"])
        # The finder leaves out most options of a list that it takes for nothing.
        listed: list[tuple[str, str, bool]] = await self.element.evaluate(OPTIONS)
        return tuple(Option(label=label, value=value, checked=checked) for label, value, checked in listed)


def operated_as(role: Role, kind: Kind) -> Role:
    """Return how a control is operated as this kind; text boxes that suggest something take free text all the same."""
    chosen = kind in {Kind.COUNTRY, Kind.ABOUT_AI}
    return Role.TEXT if role is Role.COMBOBOX and not chosen else role


async def sightings(page: Page) -> list[Sighting]:
    """Return all controls of a page that has been looked at, in the page's order, those of its frames last."""
    frames = [frame for frame in page.frames if frame is page.main_frame or same_site(frame.url, page.url)]
    return [sighting for frame in frames for sighting in await _within(frame)]


async def _within(frame: Frame) -> list[Sighting]:
    raw = parse(await frame.evaluate(RECALL, []))
    elements = [(item, await frame.query_selector(item["selector"])) for item in raw.get("items", [])]
    return [Sighting(item, frame, element) for item, element in elements if element]


async def at(page: Page, place: tuple[float, float]) -> tuple[Frame, ElementHandle] | None:
    """Return the innermost element at a place of the window, and the frame that it is in."""
    frame, (x, y) = page.main_frame, place
    while element := (await frame.evaluate_handle(AT, [x, y])).as_element():
        inner = await element.content_frame()
        if inner is None:
            return frame, element
        left, top = await element.evaluate(CORNER)
        frame, x, y = inner, x - left, y - top
    return None


async def meant(seen: list[Sighting], frame: Frame, element: ElementHandle, kind: Kind) -> Sighting | None:
    """Return the control that somebody means who clicked this element, if it can take this kind of answer."""
    fitting = [sighting for sighting in seen if sighting.frame is frame and await can_take(sighting, kind)]
    number = await frame.evaluate(TOUCHED, [element, *(sighting.element for sighting in fitting)])
    return fitting[number] if number >= 0 else await _unseen(frame, element, kind)


async def can_take(sighting: Sighting, kind: Kind) -> bool:
    """Tell whether a control can be of this kind at all; one that opens a list is typed into only if it is a text box."""
    role = Role(sighting.item["role"])
    if kind in TAKEN_BY or role is not Role.COMBOBOX:
        return role in TAKEN_BY.get(kind, {Role.TEXT})
    return bool(await sighting.element.evaluate(IS_TEXT_BOX))


async def _unseen(frame: Frame, element: ElementHandle, kind: Kind) -> Sighting | None:
    """Return a button that the finder took for none, whatever it is made of."""
    if kind not in {Kind.SUBMIT, Kind.NEXT}:
        return None
    button = (await element.evaluate_handle(PRESSABLE)).as_element()
    assert button is not None
    return await seen_as_button(frame, button)


async def seen_as_button(frame: Frame, button: ElementHandle) -> Sighting:
    """Return any element as a button."""
    selectors = await button.evaluate(SELECTORS)
    label = " ".join((await button.inner_text()).split())[:200]
    enabled = await button.is_enabled() and await button.get_attribute("aria-disabled") != "true"
    bare = {"value": "", "required": False, "invalid": False, "options": []}
    return Sighting({"role": "button", "selector": selectors[-1], "label": label, "enabled": enabled, **bare}, frame, button)
