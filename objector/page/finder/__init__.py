"""Finding the fields and buttons of a page in any language: one pass inside the page, then a decision about each."""

from objector.page.finder.decide import read
from objector.page.finder.glance import look

__all__ = ["look", "read"]
