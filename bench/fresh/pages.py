"""A second page set, written afresh by hands that had not seen the finder, its words, its tests or the first set.

    uv run python -m bench.fresh.pages FOLDER

How it was made: in November 2026, by one writer, from how portals, newspapers, help-desks, form builders and component
libraries really build such pages, each in the words that its own web team would use. ``makers/`` has a file for each, of the
kind that ``bench.makers`` reads.

Its mistakes have been read: on 26 November 2026, after several rounds in which these pages only measured, each was sorted by its
cause, and what several makers had in common was mended in the finder. So what is measured here now says that nothing has got
worse, and no longer how well pages are read that nobody has seen: other pages do.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import makers
from bench.page_set import Page, write


def pages() -> Iterator[Page]:
    """Yield the pages, always the same."""
    return makers.pages(Path(__file__).parent / "makers")


if __name__ == "__main__":
    print(f"{len(write(pages(), Path(sys.argv[1])))} pages")
