"""Where the truth stands: templates mark what is right with ``data-is``; here the marks become CSS paths and are removed."""

import re
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
MARK = re.compile(r' data-is="[^"]*"')


def without(html: str) -> str:
    """Return the page as it is measured."""
    return MARK.sub("", html)


def paths(html: str) -> dict[str, list[str]]:
    """Return the CSS paths of the marked elements by what the mark says; a path goes on into an open shadow root with ``>``."""
    reader = _Reader()
    reader.feed(html)
    if reader.open:
        raise UnclosedError(reader.open[-1].path)
    return reader.marked


class UnclosedError(ValueError):
    """Raised where a template leaves an element open: its paths would be wrong."""


class _Element:
    def __init__(self, tag: str, path: str) -> None:
        self.tag, self.path, self.children = tag, path, 0


class _Reader(HTMLParser):
    """Counts children as the browser does; the pages spell out what HTML lets one leave out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[_Element] = []
        self.marked: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        path = self._path(tag)
        mark = dict(attrs).get("data-is")
        if mark:
            self.marked.setdefault(mark, []).append(path)
        if tag not in VOID:
            self.open.append(_Element(tag, path))

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop().tag != tag:
            raise UnclosedError(tag)

    def _path(self, tag: str) -> str:
        if not self.open:
            return tag
        parent = self.open[-1]
        if tag == "template":  # it becomes its parent's shadow root, whose children are counted by themselves
            return parent.path
        parent.children += 1
        return f"{parent.path} > {tag}:nth-child({parent.children})"
