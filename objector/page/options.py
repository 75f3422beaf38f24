"""Which option of a list bears a name, whatever case, marks and flags it is written with."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from objector.page.look import Option

FLAGS = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3f4\U000e0020-\U000e007f]")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the text as it is compared: no case, no marks above letters, no flags, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", FLAGS.sub("", text)) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def option_named(options: Sequence[Option], names: Sequence[str]) -> Option | None:
    """Return the first option whose label or value is one of the names, the earlier names first."""
    for name in map(plain, names):
        for option in options:
            if name in {plain(option.label), plain(option.value)}:
                return option
    return None
