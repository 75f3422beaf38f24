"""Small pictures of screenshots, to stand within a page."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from PIL import Image

LARGEST = (360, 480)
"""Pixels of a small picture: enough to recognise a page, too few to read what stands on it."""

MOST_PIXELS = 60_000_000
"""Pixels of a screenshot that is made small; the longest pages have a third of that."""


def thumbnail(path: Path) -> str:
    """Return a small JPEG of the picture's top as a ``data:`` address; empty where it is no picture that can be read."""
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return ""
            top = picture.crop((0, 0, picture.width, min(picture.height, picture.width * LARGEST[1] // LARGEST[0])))
            small = top.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    small.thumbnail(LARGEST)
    data = BytesIO()
    small.save(data, "JPEG", quality=60, optimize=True)
    return f"data:image/jpeg;base64,{b64encode(data.getvalue()).decode()}"
