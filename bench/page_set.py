"""Pages to measure the finder on, each with the truth about it, and a folder that holds them."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Truth:
    """What is right for a page, by kind: selectors that are right, and those that are neither right nor wrong."""

    file: str
    language: str
    style: str
    are: tuple[str, ...]
    right: dict[str, list[str]]
    neutral: dict[str, list[str]]


@dataclass(frozen=True)
class Page:
    html: str
    truth: Truth


def write(pages: Iterable[Page], folder: Path) -> list[Truth]:
    """Write the pages and ``truth.jsonl``, a line a page; return the truths."""
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    for page in pages:
        (folder / page.truth.file).write_text(page.html, "utf-8")
        truths.append(page.truth)
    lines = "".join(json.dumps(asdict(truth), ensure_ascii=False) + "\n" for truth in truths)
    (folder / "truth.jsonl").write_text(lines, "utf-8")
    return truths
