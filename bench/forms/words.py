"""The words of each language, from ``words/<language>.toml``: a text, or several that say the same."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
RIGHT_TO_LEFT = frozenset({"ar", "he"})


@dataclass(frozen=True)
class Words:
    """One choice among the wordings of a language."""

    language: str
    chosen: dict[str, str]

    def __getattr__(self, name: str) -> str:
        try:
            return self.chosen[name]
        except KeyError:
            raise AttributeError(name) from None

    def heading(self, name: str) -> str:
        return self.chosen[name].partition("|")[0]

    def body(self, name: str) -> str:
        return self.chosen[name].partition("|")[2] or self.chosen[name]


def languages() -> list[str]:
    """Return the languages that there are words of, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def choose(language: str, by: random.Random) -> Words:
    """Return one wording of everything in this language."""
    written = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    chosen = {name: by.choice(said) if isinstance(said, list) else said for name, said in written.items()}
    return Words(language, chosen | {"mail_code": chosen["code"]})
