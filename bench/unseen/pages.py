"""A fifth page set, only for measuring: written by hands that knew neither the finder nor the sets before it.

    uv run python -m bench.unseen.pages FOLDER

How it was made: on 26 November 2026, by two writers who had read what is known of the real forms and what each kind means, but
not the finder, its words, the rehearsal, the tests of pages or any page of the other sets. Nor did they look at how the finder
does on a page: no page was written, changed or left out because of what was found on it. They were asked for pages as the web
has them, neither easy nor made as traps, in all languages of the EU, ten more that objector has had words for the longest, and a
few others. Half are objection forms: ``a-*`` of social networks, AI companies, request portals and apps; ``b-*`` of form
builders, help desks, authorities, shops and plugins. The rest are sign-ins, codes, what a site says, cookie dialogs, and pages
on which a careful person would fill nothing. ``makers/`` has a file for each builder, of the kind that ``bench.makers`` reads.

The truth says what an informed person would. What one would fill in on a page that is to be left alone is an address or a country
all the same: neither right nor wrong. So is the address for news, and the box of a sign-in as an address. A new password is not
the password. Every choice of a question about what a request is for counts as the question about AI, also where most of them
have nothing to do with it.

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
