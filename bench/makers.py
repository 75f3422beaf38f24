"""Reads a folder of makers, as the sets written by other hands have it, into pages.

A maker is a file: above the line ``---`` its pages (at most four; TOML), below it its markup (Jinja), as the browser has it
once scripts have run. ``data-is`` marks the truth and is removed when a page is written: ``email`` is right, ``~email`` is
neither right nor wrong.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale

from bench.forms import marks
from bench.page_set import Page, Truth

TEMPLATES = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
NOT_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}


def pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of all makers in the folder, always the same."""
    for maker in sorted(folder.glob("*.html")):
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
