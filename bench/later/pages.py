"""A third page set, only for measuring: written by hands that knew neither the finder nor the sets before it.

    uv run python -m bench.later.pages FOLDER

How it was made: on 26 November 2026, by one writer who had read what is known of the real forms and what each kind means, but not
the finder, its words, the rehearsal, the tests of pages or any page of the other sets. Nor did the writer look at how the finder
does on a page: no page was written, changed or left out because of what was found on it. The pages are what objector would
meet and what stands around that: objection forms as Meta builds them, data-rights forms of other companies, portals, help-desks,
form builders and authorities, sign-ins, codes, dialogs and what a site says afterwards. A good quarter are pages on which a
careful person would fill nothing. Each is in the words that its own web team would use, typing errors included. ``makers/`` has
a file for each builder, of the kind that ``bench.makers`` reads.

The truth says what an informed person would: a shop's box for the address is one (neither right nor wrong, since nobody should
fill it here), a copy of an identity card is no evidence, a new password is not the password.

``f-*`` and ``s-*`` are a fourth set, by two other writers under the same rules: one wrote forms, most of which ask for the
account's name too, the other what stands around them; a good fifth are decoys. A general request's kind is no question about AI
here, and what lies behind a dialog that blocks the page is neither right nor wrong.

Their mistakes have been read, on 26 November 2026, after they had measured as totals only: half of the fourth set in the
afternoon, the other half in the evening. So what is measured here now says that nothing has got worse, and no longer how well
pages are read that nobody has seen.
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
