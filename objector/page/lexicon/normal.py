"""Text made comparable, the same way as the script in the page does it (``finder/js/text.js``)."""

import re
import unicodedata

FOLDED = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
NOT_WORDS = re.compile(r"[\W_]+")
UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
NEEDLESS = re.compile(f"(?<={UNSPACED}) | (?={UNSPACED})")
"""Blanks beside letters of scripts that need none between words; Korean writes some, but not everybody alike."""


def normal(text: str) -> str:
    """Return the text in lower case, without diacritics and punctuation, its words set apart by one space."""
    if text.isascii():  # as thousands of phrases are, none of which has anything of the rest
        return NOT_WORDS.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    bare = "".join(letter for letter in decomposed if not unicodedata.category(letter).startswith("M"))
    composed = unicodedata.normalize("NFC", INVISIBLE.sub("", bare)).translate(FOLDED)
    return NEEDLESS.sub("", NOT_WORDS.sub(" ", composed).strip())
