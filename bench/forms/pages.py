"""The page set: scenes × languages × styles, spread so that every style meets every scene and most languages.

    uv run python -m bench.forms.pages FOLDER

writes the pages and ``truth.jsonl``, a line a page: its kind, and for each kind of control the selectors that are right
(the element or anything inside it) and those that are neither right nor wrong. A kind that is not listed is absent.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
from babel import Locale

from bench.forms import marks
from bench.forms.questions import BUTTONS, QUESTIONS
from bench.forms.scenes import ENTRIES, FORMS, STATES, Scene
from bench.forms.words import RIGHT_TO_LEFT, Words, choose, languages
from bench.page_set import Page, Truth, write

SEED = "written by other hands"
STYLES = (
    "material", "table", "govuk", "comet", "ant", "wordpress", "onetrust", "bootstrap",
    "shadow", "zendesk", "placeholder", "survey", "salesforce", "legend", "typeform",
)  # fmt: skip
DECOYS = ("search", "newsletter", "honeypot", "chat", "languages")
COUNTRIES = (
    "AR", "AT", "AU", "BE", "BR", "CA", "CH", "CZ", "DE", "DK", "EG", "ES", "FI", "FR", "GB", "GR", "HU", "IE",
    "IL", "IN", "IT", "JP", "KR", "LU", "MA", "MX", "NL", "NO", "PL", "PT", "RO", "SE", "TR", "UA", "US", "ZA",
)  # fmt: skip
FORMS_A_LANGUAGE, STATES_A_LANGUAGE = 6, 4
PAGES_A_LANGUAGE = FORMS_A_LANGUAGE + STATES_A_LANGUAGE + 2
TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).parent / "styles"), autoescape=True)


def pages() -> Iterator[Page]:
    """Yield the pages, always the same."""
    for number, (language, scene) in enumerate(_plan()):
        yield _page(number, language, scene)


def _plan() -> Iterator[tuple[str, Scene]]:
    for at, language in enumerate(languages()):
        for step in range(FORMS_A_LANGUAGE):
            yield language, FORMS[(at * FORMS_A_LANGUAGE + step) % len(FORMS)]
        yield language, ENTRIES[0]
        yield language, ENTRIES[1 + at % 3]
        for step in range(STATES_A_LANGUAGE):
            yield language, STATES[(at * STATES_A_LANGUAGE + step + at // 2) % len(STATES)]


def _page(number: int, language: str, scene: Scene) -> Page:
    by = random.Random(f"{SEED} {number}")
    words = choose(language, by)
    style = STYLES[(number + number // PAGES_A_LANGUAGE) % len(STYLES)]  # a scene that comes once a language meets every style
    shown = {"page": _shown(scene, words, style, by), "words": words, "style": TEMPLATES.get_template(f"{style}.html").module}
    html = TEMPLATES.get_template("page.html").render(shown)
    right, neutral = _truth(marks.paths(html))
    file = f"{number:03}-{language}-{scene.name}-{style}.html"
    are = (*scene.are, "consent") if shown["page"]["cookies"] else scene.are
    return Page(marks.without(html), Truth(file, language, style, are, right, neutral))


def _shown(scene: Scene, words: Words, style: str, by: random.Random) -> dict[str, object]:
    spoken = words.body(scene.title) if "|" in words.chosen[scene.title] else words.chosen.get(scene.text, "")
    return {
        "lang": words.language,
        "declared": by.random() < 0.8,
        "rtl": words.language in RIGHT_TO_LEFT,
        "style": style,
        "title": words.heading(scene.title),
        "text": spoken,
        "live": by.random() < 0.5,
        "captcha": scene.name == "robot",
        "search": by.choice(("search", "text")),
        "decoys": [decoy for decoy in DECOYS if by.random() < 0.35],
        "cookies": by.random() < 0.2,
        "links": [words.forgot] if scene.name == "sign-in" else [words.back] * (not scene.buttons),
        "questions": [_question(name, scene, words, by) for name in scene.asks],
        "buttons": [_button(name, words) for name in scene.buttons],
    }


def _question(name: str, scene: Scene, words: Words, by: random.Random) -> dict[str, object]:
    ask = QUESTIONS[name]
    told = by.random() < 0.4  # how much the markup itself gives away
    anonymous = f"f{by.randrange(10**6)}"
    return {
        "is": " ".join(filter(None, (ask.kind, scene.also.get(name, "")))),
        "label": words.chosen[ask.words],
        "control": ask.control,
        "type": ask.type if told or ask.type in {"password", "file"} else "text",
        "id": f"{ask.slug}-{anonymous}" if told and ask.slug else anonymous,
        "name": ask.slug if told else by.choice(("", anonymous)),
        "autocomplete": ask.autocomplete if told and by.random() < 0.5 else "",
        "required": name != "info",
        "optional": words.optional,
        "choose": words.choose,
        "options": (words.yes, words.no),
        "countries": _countries(words.language),
    }


def _button(name: str, words: Words) -> dict[str, str]:
    kinds, kind_of_button = BUTTONS[name]
    return {"is": kinds, "type": kind_of_button, "label": words.chosen[name]}


def _countries(language: str) -> list[tuple[str, str]]:
    named = Locale(language).territories
    return sorted(((code, named[code]) for code in COUNTRIES), key=lambda country: country[1])


def _truth(marked: dict[str, list[str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    right: dict[str, list[str]] = {}
    neutral: dict[str, list[str]] = {}
    for mark, found in marked.items():
        kind, *others = mark.split()
        right.setdefault(kind, []).extend(found)
        for other in others:
            neutral.setdefault(other, []).extend(found)
    return right, neutral


if __name__ == "__main__":
    print(f"{len(write(pages(), Path(sys.argv[1])))} pages")
