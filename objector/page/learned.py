"""What people pointed at where a form was not understood: kept by flow and version of the form, without any personal data."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock

from objector.errors import BadInputError
from objector.secrets.private import write_private

FILE = "learned.json"

PERSONAL = re.compile(r"\S*@\S*|\d[\d .-]{3,}\d")
"""What may be an address or a number of somebody's in the words of a page."""


class UnreadableLessonsError(BadInputError):
    """The file of what was pointed at is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}, where the fields are kept that you pointed at, can't be read. "
            "“objector learned forget --all” starts anew; you will be asked again."
        )


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A field or button that a person pointed at.

    ``form`` is the fingerprint of the form's structure then, ``kind`` what the control is for, ``role`` how it is operated,
    ``selector`` a CSS selector that matched only it, ``frame`` the frame's address without its query (empty for the page
    itself), ``label`` the words beside it.
    """

    form: str
    kind: str
    role: str
    selector: str
    frame: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A lesson and the flow that it is for."""

    flow: str
    lesson: Lesson


class Lessons:
    """All lessons, in one file of a folder; several programs may use it at once."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def all(self) -> list[Learned]:
        """Return all of them, the oldest first; raises UnreadableLessonsError."""
        if not self._path.exists():
            return []
        try:
            entries = json.loads(self._path.read_text("utf-8"))
            return [Learned(flow=entry.pop("flow"), lesson=Lesson(**entry)) for entry in entries]
        except (ValueError, TypeError, KeyError, AttributeError):
            raise UnreadableLessonsError(self._path) from None

    def of(self, flow: str) -> list[Lesson]:
        """Return those of one flow, the newest first."""
        return [learned.lesson for learned in reversed(self.all()) if learned.flow == flow]

    def keep(self, flow: str, lesson: Lesson) -> None:
        """Keep a lesson, in place of an older one for the same kind of field on the same form."""
        new = Learned(flow=flow, lesson=lesson)
        with self._locked():
            self._write([*(learned for learned in self.all() if _about(learned) != _about(new)), new])

    def drop(self, flow: str, lesson: Lesson) -> None:
        """Forget one lesson, if it is there."""
        gone = Learned(flow=flow, lesson=lesson)
        with self._locked():
            self._write(learned for learned in self.all() if learned != gone)

    def forget_all(self) -> None:
        """Forget everything, even what can't be read."""
        with self._locked():
            self._write([])

    def _write(self, lessons: Iterable[Learned]) -> None:
        entries = [{"flow": learned.flow, **asdict(learned.lesson)} for learned in lessons]
        write_private(self._path, (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode())

    def _locked(self) -> BaseFileLock:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock(self._path.with_suffix(".lock"))


def without_personal(text: str) -> str:
    """Return the words of a page without what may be somebody's address or number, at most 80 characters."""
    return " ".join(PERSONAL.sub("…", text).split())[:80]


def _about(learned: Learned) -> tuple[str, str, str]:
    return learned.flow, learned.lesson.form, learned.lesson.kind
