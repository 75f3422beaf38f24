"""The two forms that need no account: objecting to third-party information, and the general form for privacy rights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from objector.rehearsal.received import Answers

TEXTS = Path(__file__).parent / "texts_rights"
LANGUAGES = tuple(sorted(path.stem for path in TEXTS.glob("*.json")))

SHORTEST = 100
"""Characters under which the third-party form refuses the context, after the code only."""

SLUGS = {"email": "email", "country": "country", "reason": "objection_reason", "explanation": "objection_explanation"}


@dataclass(frozen=True, kw_only=True)
class RightsField:
    """One field: ``make`` is how it is drawn, ``choices`` what can be chosen, ``after`` the choice that reveals it."""

    name: str
    make: str
    choices: tuple[str, ...] = ()
    required: bool = True
    after: tuple[str, str] | None = None

    @property
    def id(self) -> str:
        """Its number on the classic engine."""
        digest = blake2b(f"rights.{self.name}".encode(), digest_size=8).digest()
        return str(10**14 + int.from_bytes(digest) % (9 * 10**14))

    @property
    def slug(self) -> str:
        """Its name in what is sent."""
        return SLUGS.get(self.name, f"Field{self.id}")


@dataclass(frozen=True, kw_only=True)
class RightsForm:
    """One of the two forms. ``numbers`` are those of its addresses, ``wizard`` is its number on help.meta.com."""

    name: str
    numbers: tuple[str, ...]
    wizard: str
    fields: tuple[RightsField, ...]

    @property
    def steps(self) -> tuple[tuple[RightsField, ...], ...]:
        """The fields as help.meta.com asks them: what is chosen, then who asks, then the long texts."""
        makes = ({"radio", "list"}, {"country", "text"}, {"long", "file", "tick"})
        return tuple(tuple(each for each in self.fields if each.make in step) for step in makes)


OBJECT = ("request", "object")
DIFFERENT = ("objection", "different")

THIRD_PARTY = RightsForm(
    name="third_party",
    numbers=("510058597920541", "1266025207620918"),
    wizard="1704938215560327",
    fields=(
        RightsField(name="request", make="radio", choices=("concern", "object", "access", "delete")),
        RightsField(name="country", make="country", after=OBJECT),
        RightsField(name="first_name", make="text", after=OBJECT),
        RightsField(name="last_name", make="text", after=OBJECT),
        RightsField(name="email", make="text", after=OBJECT),
        RightsField(name="prompt", make="long", after=OBJECT),
        RightsField(name="evidence", make="file", after=OBJECT, required=False),
        RightsField(name="context", make="long", after=OBJECT),
    ),
)

PRIVACY_RIGHTS = RightsForm(
    name="privacy_rights",
    numbers=("367438723733209",),
    wizard="1820467739105582",
    fields=(
        RightsField(name="product", make="list", choices=("facebook", "instagram", "messenger", "threads")),
        RightsField(name="request", make="radio", choices=("access", "correct", "delete", "object"), after=("product", "")),
        RightsField(name="objection", make="radio", choices=("ai", "third_parties", "different"), after=OBJECT),
        RightsField(name="country", make="country", after=DIFFERENT),
        RightsField(name="email", make="text", after=DIFFERENT),
        RightsField(name="reason", make="long", after=DIFFERENT),
        RightsField(name="explanation", make="long", after=DIFFERENT),
        RightsField(name="truth", make="tick", after=DIFFERENT),
    ),
)

FORMS = (THIRD_PARTY, PRIVACY_RIGHTS)


@dataclass(frozen=True, kw_only=True)
class RightsAnswers(Answers):
    """What one of these forms was answered with; ``more`` is by the fields' names, a file with its SHA-256."""

    more: Mapping[str, str] = field(default_factory=dict)


@cache
def rights_texts(language: str) -> MappingProxyType[str, str]:
    """Return the texts of the two forms in this language, else in English."""
    known = language if language in LANGUAGES else "en"
    return MappingProxyType(json.loads((TEXTS / f"{known}.json").read_text("utf-8")))
