"""A second page set, written afresh by hands that had not seen the finder, its words, its tests or the first set.

    uv run python -m bench.fresh.pages FOLDER

How it was made: in November 2026, by one writer, from how portals, newspapers, help-desks, form builders and component
libraries really build such pages, each in the words that its own web team would use. ``makers/`` has a file for each: above
the line ``---`` its pages (at most four; TOML), below it its markup (Jinja), as the browser has it once scripts have run.
``data-is`` marks the truth and is removed when a page is written: ``email`` is right, ``~email`` is neither right nor wrong.

The rule: nothing may be built from these pages. They only measure; a mistake that somebody has read here and mended in the
finder makes its page worthless, so write other pages before a figure is claimed again.
"""

import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale

from bench.forms import marks
from bench.page_set import Page, Truth, write

MAKERS = Path(__file__).parent / "makers"
TEMPLATES = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
NOT_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}


def pages() -> Iterator[Page]:
    """Yield the pages, always the same."""
    for maker in sorted(MAKERS.glob("*.html")):
        texts, _, markup = maker.read_text("utf-8").partition("\n---\n")
        template = TEMPLATES.from_string(markup)
        for number, page in enumerate(tomllib.loads(texts)["pages"], 1):
            yield _page(f"{maker.stem}-{number}", template, page)


def _page(name: str, template: jinja2.Template, page: dict[str, Any]) -> Page:
    html = template.render(page, countries=_countries(page["lang"]))
    right: dict[str, list[str]] = {}
    neutral: dict[str, list[str]] = {}
    for mark, paths in marks.paths(html).items():
        for kind in mark.split():
            (neutral if kind.startswith("~") else right).setdefault(kind.lstrip("~"), []).extend(paths)
    truth = Truth(f"{name}.html", page["lang"], name, tuple(page["are"]), right, neutral)
    return Page(marks.without(html), truth)


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    """Return the ISO 3166 codes and names of all countries, by name."""
    named = Locale.parse(language, sep="-").territories.items()
    real = [(code, name) for code, name in named if code.isalpha() and code not in NOT_COUNTRIES]
    return sorted(real, key=lambda country: country[1])


if __name__ == "__main__":
    print(f"{len(write(pages(), Path(sys.argv[1])))} pages")
