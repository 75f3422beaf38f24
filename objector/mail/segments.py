"""A mail's words, cut into the pieces that belong together: its subject, its lines, the blocks of its HTML."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

from objector.mail.mail import Mail

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})
# fmt: on

CELLS = frozenset({"td", "th"})

UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "select", "textarea", "object"})

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.IGNORECASE)

ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|\S{1,256}@\S{1,256}|\b[\w-]{1,64}\.[a-z]{2,24}/\S*", re.IGNORECASE)
"""Web and mail addresses: the numbers in them are nobody's code."""


LONGEST = 2_000
"""Characters of one piece; a longer line is no prose. (Cutting it could cut a number, too.)"""


def segments(mail: Mail) -> list[list[str]]:
    """Return the pieces of a mail's subject, texts and HTMLs, each in reading order, without web and mail addresses."""
    parts = [mail.subject, *mail.texts, *map(visible_text, mail.htmls)]
    return [list(_pieces(part)) for part in parts]


def visible_text(html: str) -> str:
    """Return the text that a reader of the HTML would see, one line a block; nothing is rendered, nothing fetched.

    Where the HTML is so broken that the parser gives up, it ends there.
    """
    reader = _Reader()
    with suppress(AssertionError):  # the parser's word for a declaration that never was one
        reader.feed(html)
        reader.close()
    return re.sub(" +", " ", "".join(reader.pieces))


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = ADDRESSES.sub("\u2026", line).strip()
        if 0 < len(words) <= LONGEST:
            yield words


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen: list[str] = []
        """The element that hides what is in it, and those of the same name that are open within it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.append(tag)
        elif tag not in VOID and (tag in UNSEEN or _hides(attrs)):
            self._unseen.append(tag)
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[0]:
            self._unseen.pop()
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(re.sub(r"[\t\r\n ]+", " ", data))

    def _separate(self, tag: str) -> None:
        if tag in BLOCKS:
            self.pieces.append("\n")
        elif tag in CELLS:
            self.pieces.append(" ")


def _hides(attrs: list[tuple[str, str | None]]) -> bool:
    return any(name == "hidden" or (name == "style" and HIDDEN.search(value or "")) for name, value in attrs)
