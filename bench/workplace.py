"""Where a measurement works: a folder of its own, and a keyring that is open to this process and to those that it starts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.parts.keyring import PASSWORD, keyring_session


@contextmanager
def workplace() -> Iterator[Path]:
    """Give the folder; it is gone afterwards, the keyring too."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with keyring_session(folder / "keyring", password=PASSWORD) as environment:
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = environment["DBUS_SESSION_BUS_ADDRESS"]
            yield folder
