"""The text of a file whose encoding nobody tells: UTF-8, UTF-16, or what Excel writes on Windows."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and what follows them; that of UTF-32 begins with that of UTF-16 and so comes first."""

_LETTER = r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]"
_SYMBOL = r"[£¤¥¦§¨©ª¬®¯°±²³´µ¶¸¹º¼½¾¿×÷†‡ˆ‰˜™]"
_MISREAD = re.compile(
    f"(?<={_LETTER}){_SYMBOL}(?={_LETTER})|[£¤¥¦¬±³¹×÷†‡](?={_LETTER})|(?<=[a-zß-öø-ÿ])(?:[ŒŠŽŸ]|[À-Ö](?=[a-z]))"
)
"""What a text of another code page looks like in Windows-1252: a symbol at a word, or a capital in the middle of one."""


class UnclearEncodingError(ValueError):
    """The bytes are no text in any encoding that is understood; the message says so in a sentence."""

    def __init__(self) -> None:
        super().__init__("Its letters can’t be read: it is neither UTF-8 nor UTF-16 nor Windows-1252. Save it as “CSV UTF-8”.")


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text, and its encoding's usual name; raises UnclearEncodingError.

    A byte order mark decides; without one, UTF-16 shows by its zero bytes, and what isn't UTF-8 is Windows-1252, which German
    and French Excel write, unless it would read like a text of another code page.
    """
    name = next((name for mark, name in MARKS if data.startswith(mark)), None) or _by_zeros(data)
    try:
        if name:
            return data.decode(name), "UTF-16" if "16" in name else "UTF-32" if "32" in name else "UTF-8"
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        if name:
            raise UnclearEncodingError from None
    return _windows(data), "Windows-1252"


def _by_zeros(data: bytes) -> str | None:
    """Return which UTF-16 it is, by the zeros that most letters of European languages have there."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    if sample[1::2].count(0) > len(sample) * 0.4:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > len(sample) * 0.4 else None


def _windows(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnclearEncodingError from None
    if _MISREAD.search(text):
        raise UnclearEncodingError
    return text
