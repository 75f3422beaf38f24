"""Text made comparable, the same way as the script in the page does it (``finder/js/text.js``)."""

import re
import unicodedata

FOLDED = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
    # Keyboards for Persian and Urdu have letters of their own that look like the Arabic ones, and are mixed with them.
    | {"\u06cc": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u0901": "\u0902"}
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u093c\u09bc\u0a3c\u0abc\u0b3c]")
"""What is not seen, and the dot below letters of India, which many leave out."""

VOWELS = "".join(sign for sign in map(chr, range(0x0900, 0x0F00)) if unicodedata.category(sign).startswith("M"))
"""Signs of the scripts from Devanagari to Lao: vowels, without which one word is another; elsewhere signs are diacritics."""

WORD = rf"[\w{VOWELS}]"
NOT_WORDS = re.compile(rf"(?:[^\w{VOWELS}]|_)+")
UNSPACED = "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
NEEDLESS = re.compile(f"(?<={UNSPACED}) | (?={UNSPACED})")
"""Blanks beside letters of scripts that need none between words; Korean writes some, but not everybody alike."""


def normal(text: str) -> str:
    """Return the text in lower case, without diacritics and punctuation, its words set apart by one space."""
    if text.isascii():  # as thousands of phrases are, none of which has anything of the rest
        return NOT_WORDS.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    bare = "".join(sign for sign in decomposed if "\u0900" <= sign < "\u0f00" or not unicodedata.category(sign).startswith("M"))
    composed = unicodedata.normalize("NFC", INVISIBLE.sub("", bare)).translate(FOLDED)
    return NEEDLESS.sub("", NOT_WORDS.sub(" ", composed).strip())
