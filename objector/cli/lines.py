"""Text in lines that fit the terminal, which would break longer ones within a word."""

import sys
from typing import TextIO


def say(text: str, beside: str = "") -> None:
    """Print the text on standard output, as ``laid_out`` lays it out."""
    print(laid_out(text, sys.stdout, beside))


def warn(text: str) -> None:
    """Print something to know on standard error, marked as such and laid out."""
    print(laid_out(text, sys.stderr, "! "), file=sys.stderr)


def laid_out(text: str, stream: TextIO, beside: str = "") -> str:
    """Return the text in lines that fit the stream's terminal, each below where it began; elsewhere as it is.

    ``beside`` stands before it, such as the name of a value: what follows the first line stands below the text then.
    """
    if not stream.isatty():
        return beside + text
    from shutil import get_terminal_size
    from textwrap import TextWrapper

    wrapper = TextWrapper(get_terminal_size().columns, break_long_words=False, break_on_hyphens=False)
    laid: list[str] = []
    for line in text.splitlines() or [""]:
        start = (" " * len(beside) if laid else beside) + " " * (len(line) - len(line.lstrip()))
        wrapper.initial_indent, wrapper.subsequent_indent = start, " " * len(start)
        laid.append(wrapper.fill(line.lstrip()) or start.rstrip())
    return "\n".join(laid)
