"""From a mail to the link in it that confirms a request: the one that the mail itself calls so, never just the first one."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from urllib.parse import urlsplit

from objector.log import get_logger
from objector.mail.codes import Expectation, why_unfit
from objector.mail.mail import Mail

ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)

PATH_WORDS = re.compile(r"confirm|verif|validat|activat", re.IGNORECASE)
"""What programmers call such an address, in its path or query."""

LONGEST = 2_000
"""Characters of one address; a longer one is none that a person was meant to open."""

log = get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A confirming link and the mail that brought it; the repr has not the address, which is as good as a code."""

    address: str = field(repr=False)
    message_id: str
    sender: str
    received: datetime


@dataclass(frozen=True)
class LinkDoubt:
    """A mail with several links that could be it, or whose link leads elsewhere; for the person to judge."""

    why: str


@dataclass(frozen=True)
class _Anchor:
    address: str
    words: str


def find_link(mail: Mail, expectation: Expectation, leads_home: Callable[[str], bool]) -> Link | LinkDoubt | None:
    """Return the link by which a mail has a request confirmed, a doubt for the person, or None if the mail is none waited for.

    ``leads_home`` tells whether an address is one of the platform's own.
    """
    unfit = why_unfit(mail, expectation)
    if unfit:
        log.info("a mail is left aside", why=unfit, message_id=mail.message_id, sender=mail.sender)
        return None
    confirming = {anchor.address for anchor in _anchors(mail) if _confirms(anchor)}
    own = [address for address in confirming if leads_home(address)]
    if len(own) == 1:
        return Link(address=own[0], message_id=mail.message_id, sender=mail.sender, received=mail.arrival.received)
    if own:
        return LinkDoubt("the mail holds several links that could be the one")
    return LinkDoubt("the mail's link leads to none of the platform's own addresses") if confirming else None


def _confirms(anchor: _Anchor) -> bool:
    """Tell whether a link is called a confirming one: by its own words, or by its address."""
    parts = urlsplit(anchor.address)
    return _says_confirm(anchor.words) or bool(PATH_WORDS.search(f"{parts.path}?{parts.query}"))


def _says_confirm(words: str) -> bool:
    said = words.casefold()
    return any(word in said for word in _words())


@cache
def _words() -> frozenset[str]:
    data = json.loads(files(__package__).joinpath("link_words.json").read_text(encoding="utf-8"))
    return frozenset(word.casefold() for words in data.values() for word in words)


def _anchors(mail: Mail) -> Iterator[_Anchor]:
    """Yield the links of the mail's HTML with what they say, and the addresses in its text with the line above."""
    for html in mail.htmls:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        yield from reader.anchors
    for text in mail.texts:
        yield from _in_text(text)


def _in_text(text: str) -> Iterator[_Anchor]:
    above = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        for found in ADDRESS.finditer(line):
            alone = found.group() == line
            if len(found.group()) <= LONGEST:
                yield _Anchor(found.group().rstrip(".,;)"), above if alone else "")
        above = line


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: list[_Anchor] = []
        self._address: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address, self._words = dict(attrs).get("href"), ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        address = self._address
        if tag == "a" and address and ADDRESS.fullmatch(address) and len(address) <= LONGEST:
            self.anchors.append(_Anchor(address, " ".join(self._words.split())[:200]))
        self._address = None if tag == "a" else address
