"""How the program was called, so that what it tells to type next works as it is told."""

import os


def called() -> str:
    """Return the words that start the program: ``uv run objector`` under uv, which puts it on the path for that run only."""
    return "uv run objector" if "UV" in os.environ else "objector"
