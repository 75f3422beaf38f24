"""A fourth page set, only for measuring: written by hands that knew neither the finder nor the sets before it.

    uv run python -m bench.unseen.pages FOLDER

How it was made: on 26 November 2026, by two writers who had read what is known of the real forms and what each kind means,
but not the finder, its words, the rehearsal, the tests of pages or any page of the other sets. Nor did they look at how the
finder does on a page: no page was written, changed or left out because of what was found on it. One wrote forms: objections
as Meta and other platforms build them, request portals, help desks, form builders, authorities, component libraries, most of
which ask for the account's name too. The other wrote what stands around them: sign-ins of all kinds, codes, what a site
says, cookie dialogs. A good fifth are decoys, on which a careful person would fill nothing. Each is in the words that its
own web team would use, slips included. ``makers/`` has a file for each builder, of the kind that ``bench.makers`` reads. The
other half of what the two wrote, by a hash of the maker's name, is in ``bench/later``, since its mistakes have been read.

The truth says what an informed person would: a shop's box for the address is one (neither right nor wrong, since nobody should
fill it here), a general request's kind is no question about AI, a new password is not the password. What lies behind a dialog
that blocks the page is neither right nor wrong.

The rule: nothing may be built from these pages. They only measure, as totals; who reads a mistake here and mends it in the finder
makes its page worthless.
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
