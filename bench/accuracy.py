"""How well the finder finds on pages that its authors did not write: found, not found and wrong per kind, and the page's kind.

    uv run python -m bench.accuracy [--set made|fresh|later|unseen] [--json]

Found: objector would use what is right, and nothing else under that kind. Wrong field: it would use something else.
Filled all the same: it would use something on a page that has no such control. What only orders news or searches, and a new
password, counts neither way: it is told as what it is, and objector never uses it (``Found.beside``).
The sets: ``made`` (bench/forms) spreads scenes over languages and styles; ``fresh`` (bench/fresh) was written afterwards, by
others; ``later`` (bench/later) again by others. Mistakes on these have been read. ``unseen`` (bench/unseen) was written by yet
others, and nobody who works on the finder reads it.
"""

import asyncio
import json
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import ElementHandle, Page, sync_playwright

from bench.forms import pages as made
from bench.fresh import pages as fresh
from bench.later import pages as later
from bench.page_set import Truth, write
from bench.unseen import pages as unseen
from objector.browser.find import find_browser
from objector.cli.inspect import as_line
from objector.cli.shared import load_settings
from objector.page.finder.inspection import inspect
from objector.page.look import Kind, PageKind

FINER = {PageKind.PROMPT, PageKind.CHECKPOINT}
"""Words of objector's own for pages, for which `objector inspect` and most truths have a wider one; either is right."""

KINDS = [kind.value for kind in Kind if kind is not Kind.OTHER]
SETS = {"made": made.pages, "fresh": fresh.pages, "later": later.pages, "unseen": unseen.pages}
VERDICTS = ("found", "not found", "wrong", "false")
INSIDE = "(chosen, right) => right.some(each => each.contains(chosen) || each.getRootNode().host === chosen)"


async def inspected(files: list[Path]) -> dict[str, dict[str, Any]]:
    """Return what `objector inspect` says of each file, by the file's name; that a link was mailed it tells of only here."""
    seen = {}
    async for each in inspect(load_settings(), [str(file) for file in files], drawn=False):
        assert each.look, each.failure
        line, kind = json.loads(as_line(each.page, each.look)), each.look.is_
        told = {"is": line["is"] if kind in FINER else kind, "finer": kind}
        seen[Path(each.page).name] = line | told
    return seen


def elements(page: Page, selectors: list[str]) -> list[ElementHandle]:
    return [element for selector in selectors for element in page.query_selector_all(f"css={selector}")]


def true_elements(page: Page, selectors: list[str]) -> list[ElementHandle]:
    found = elements(page, selectors)
    assert len(found) == len(selectors), f"the truth of {page.url} fits {len(found)} elements, not {len(selectors)}"
    return found


def verdict(page: Page, truth: Truth, kind: str, chosen: list[str]) -> str | None:
    """Return one of the verdicts, or None where there is nothing to say."""
    right, neutral = (true_elements(page, of.get(kind, [])) for of in (truth.right, truth.neutral))
    picked = elements(page, chosen)
    if len(picked) != len(chosen) or not all(each.evaluate(INSIDE, right + neutral) for each in picked):
        return "wrong" if right else "false"
    if not right:
        return None
    return "found" if any(each.evaluate(INSIDE, right) for each in picked) else "not found"


def judged(page: Page, truth: Truth, seen: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each kind that there is a verdict on, with the verdict; ``page`` shows the file."""
    filled = [found for found in seen["found"] if found["filled"] and not found.get("beside")]
    for kind in KINDS:
        said = verdict(page, truth, kind, [found["selector"] for found in filled if found["kind"] == kind])
        if said:
            yield kind, said


def measure(folder: Path, truths: list[Truth]) -> dict[str, Any]:
    """Return the counts by kind and by page kind, and which pages were not told or filled as they should be."""
    seen = asyncio.run(inspected([folder / truth.file for truth in truths]))
    kinds, pages, mistakes = Counter(), Counter(), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(None))
        page = browser.new_context(java_script_enabled=False, offline=True).new_page()
        for truth in truths:
            page.goto((folder / truth.file).as_uri())
            is_right = not {seen[truth.file]["is"], seen[truth.file]["finer"]}.isdisjoint(truth.are)
            pages[truth.are[0], "right" if is_right else "wrong"] += 1
            if not is_right:
                mistakes.append({"page": truth.file, "is": seen[truth.file]["is"]})
            for kind, judgement in judged(page, truth, seen[truth.file]):
                kinds[kind, judgement] += 1
                if judgement != "found":
                    mistakes.append({"page": truth.file, "kind": kind, "verdict": judgement})
        browser.close()
    languages = {truth.language for truth in truths}
    return {"pages": len(truths), "languages": len(languages), "kinds": kinds, "is": pages, "mistakes": mistakes}


def rows(counts: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return a row a kind: its counts, and found and wrong in percent."""
    return [_row(kind, [counts[kind, each] for each in VERDICTS]) for kind in KINDS]


def _row(kind: str, counts: list[int]) -> dict[str, Any]:
    found, missed, wrong, false = counts
    present, acted = found + missed + wrong, found + wrong + false
    percent = {"found %": 100 * found / max(present, 1), "wrong %": 100 * (wrong + false) / max(acted, 1)}
    return {"kind": kind, "present": present, **dict(zip(VERDICTS, counts, strict=True)), **percent}


def as_text(measured: dict[str, Any]) -> str:
    lines = [f"{measured['pages']} pages in {measured['languages']} languages", ""]
    lines += ["| kind | pages that have it | found | not found | wrong field | filled all the same | found % | wrong % |"]
    lines += ["|---|--:|--:|--:|--:|--:|--:|--:|"]
    for row in rows(measured["kinds"]):
        lines.append("| " + " | ".join(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row.values()) + " |")
    lines += ["", "| page is | pages | told rightly |", "|---|--:|--:|"]
    pages = measured["is"]
    for name in dict.fromkeys(name for name, _ in pages):
        lines.append(f"| {name} | {pages[name, 'right'] + pages[name, 'wrong']} | {pages[name, 'right']} |")
    return "\n".join(lines)


def as_document(measured: dict[str, Any]) -> dict[str, Any]:
    pages = [{"is": name, "verdict": verdict, "pages": count} for (name, verdict), count in measured["is"].items()]
    return measured | {"kinds": rows(measured["kinds"]), "is": pages}


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--set", choices=SETS, help="measure on this set only")
    parser.add_argument("--json", action="store_true", help="print one document instead of a table a set")
    asked = parser.parse_args()
    measured = {}
    for name in [asked.set] if asked.set else SETS:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            measured[name] = measure(folder, write(SETS[name](), folder))
    if asked.json:
        print(json.dumps({name: as_document(each) for name, each in measured.items()}, ensure_ascii=False))
    else:
        print("\n\n".join(f"{name}: {as_text(each)}" for name, each in measured.items()))


if __name__ == "__main__":
    main()
