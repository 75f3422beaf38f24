"""What forms say in each language: one JSON file a language, and one of the names that programmers use."""

from functools import cache
from importlib.resources import files

NAMES = "names"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there is a file for, as BCP 47 tags, in alphabetical order."""
    stems = (entry.name.removesuffix(".json") for entry in files(__package__).iterdir() if entry.name.endswith(".json"))
    return tuple(sorted(stem for stem in stems if stem != NAMES))


@cache
def joined() -> str:
    """Return the whole lexicon as one JSON text, as the page gets it; put together without parsing."""
    parts = ",".join(_text(language) for language in languages())
    return f'{{"names":{_text(NAMES)},"languages":[{parts}]}}'


def _text(stem: str) -> str:
    return (files(__package__) / f"{stem}.json").read_text("utf-8")
