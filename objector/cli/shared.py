"""What several commands need: the settings, and one way to print JSON."""

import json
import sys
from typing import TYPE_CHECKING, Any

from objector.errors import BadInputError

if TYPE_CHECKING:
    from objector.settings import Settings


class BadSettingError(BadInputError):
    """A setting has a value that it can't have."""

    def __init__(self, where: str, value: object, why: str) -> None:
        super().__init__(f"The setting {where} can't be “{value}”: {why}. See .env.example for what it takes.")


def load_settings(**arguments: Any) -> "Settings":  # noqa: ANN401 - each setting has its own type
    """Read the settings; arguments that are None don't count. Raises BadSettingError."""
    from pydantic import ValidationError

    from objector.settings import Settings

    try:
        return Settings(**{name: value for name, value in arguments.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "OBJECTOR_" + str(first["loc"][0]).upper()
        raise BadSettingError(name, first["input"], first["msg"]) from None


def print_json(document: object) -> None:
    """Print one JSON document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")
