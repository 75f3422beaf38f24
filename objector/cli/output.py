"""A file that a command writes where the person says."""

from dataclasses import dataclass
from pathlib import Path

from objector.errors import BadInputError


class UnwritableFileError(BadInputError):
    """A file can't be written where it was to go."""

    def __init__(self, output: "Output", why: str) -> None:
        super().__init__(f"The {output.what} can’t be written to “{output.path}”: {why}. {output.remedy}")


@dataclass(frozen=True)
class Output:
    """What is to be written where, and what a person can do if that can't be."""

    what: str
    path: Path
    remedy: str

    def check_folder(self) -> None:
        """Raise UnwritableFileError where its folder is not there: before anything is done for it."""
        if not self.path.absolute().parent.is_dir():
            raise UnwritableFileError(self, "there is no such folder")

    def write(self, data: bytes) -> None:
        """Write it whole or not at all, in the place of what was there; raises UnwritableFileError."""
        from objector.secrets.private import replace_file

        try:
            replace_file(self.path, data)
        except OSError as error:
            raise UnwritableFileError(self, (error.strerror or str(error)).lower()) from None
